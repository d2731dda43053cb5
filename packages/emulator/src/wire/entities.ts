import { comparableOf } from "../state/conditions";
import type { Company, Entity, EntityKind, Plan, User } from "../state/model";
import type { World } from "../state/world";
import { companyRules, wireEntitlements, wireMetric } from "./engine";
import { type Json, stamps } from "./json";
import { wireTime } from "./time";

// Companies and users as the REST API shows them (CompanyDetailResponseData, UserDetailResponseData).

/** First members of every view of a company or user. */
export function entityHead(world: World, entity: Entity): Json {
  return {
    id: entity.id,
    environment_id: world.environmentId,
    name: entity.name,
    ...stamps(entity),
    ...(entity.lastSeenAt === undefined ? {} : { last_seen_at: wireTime(entity.lastSeenAt) }),
  };
}

function keyViews(world: World, kind: EntityKind, entity: Entity): Json[] {
  return Object.entries(entity.keys).map(([key, value]) => {
    const definition = { id: `ekdf_${kind}_${key}`, entity_type: kind, key, ...stamps(entity) };
    return {
      id: `ekey_${entity.id}_${key}`,
      definition,
      definition_id: definition.id,
      entity_id: entity.id,
      entity_type: kind,
      environment_id: world.environmentId,
      key,
      value,
      ...stamps(entity),
    };
  });
}

const TRAIT_TYPES = { int: "number", bool: "boolean", date: "date", string: "string" } as const;

function traitViews(world: World, kind: EntityKind, entity: Entity): Json[] {
  // A trait that was set to null has no value to show.
  const entries = Object.entries(entity.traits).filter(([, value]) => value !== null && value !== undefined);
  return entries.map(([name, value]) => {
    const id = `trait_${kind}_${name}`;
    return {
      id: `etrt_${entity.id}_${name}`,
      definition_id: id,
      definition: {
        id,
        display_name: name,
        entity_type: kind,
        hierarchy: [name],
        trait_type: TRAIT_TYPES[comparableOf(value)],
        ...stamps(entity),
      },
      environment_id: world.environmentId,
      value: typeof value === "object" ? JSON.stringify(value) : String(value),
      ...stamps(entity),
    };
  });
}

function companyPlanView(plan: Plan): Json {
  return {
    id: plan.id,
    name: plan.name,
    description: plan.description,
    plan_version_id: plan.versionId,
    included_credit_grants: [],
  };
}

/** A billing product of a subscription (BillingProductForSubscriptionResponseData). */
function productView(world: World, company: Company, subscriptionId: string, id: string): Json {
  return {
    id,
    name: id,
    external_id: id,
    environment_id: world.environmentId,
    subscription_id: subscriptionId,
    billing_scheme: "per_unit",
    currency: "usd",
    interval: "month",
    package_size: 1,
    price: 0,
    price_external_id: `price_${id}`,
    price_id: `price_${id}`,
    price_tier: [],
    provider_type: "schematic",
    quantity: 1,
    usage_type: "licensed",
    ...stamps(company),
  };
}

function subscriptionView(world: World, company: Company): Json | undefined {
  const { subscription } = company;
  if (subscription === undefined) return undefined;
  return {
    id: subscription.id,
    cancel_at_period_end: false,
    company_id: company.id,
    created_at: wireTime(company.createdAt),
    currency: "usd",
    customer_external_id: `cus_${company.id}`,
    discounts: [],
    interval: "month",
    period_start: Math.floor(Date.parse(subscription.period_start) / 1000),
    period_end: Math.floor(Date.parse(subscription.period_end) / 1000),
    products: company.billingProductIds.map((id) => productView(world, company, subscription.id, id)),
    provider_type: "schematic",
    status: "active",
    subscription_external_id: subscription.id,
    total_price: 0,
  };
}

function metricViews(world: World, company: Company): Json[] {
  return [...company.metrics.values()].map((metric) => ({
    ...wireMetric(world, company, metric),
    captured_at_min: wireTime(metric.start),
    captured_at_max: wireTime(world.now()),
  }));
}

export function companyView(world: World, company: Company): Json {
  const plan = company.planId === undefined ? undefined : world.plans.get(company.planId);
  const subscription = subscriptionView(world, company);
  return {
    ...entityHead(world, company),
    add_ons: company.addOnIds.flatMap((id) => {
      const addOn = world.plans.get(id);
      return addOn === undefined ? [] : [companyPlanView(addOn)];
    }),
    billing_credit_balances: company.creditBalances,
    ...(subscription === undefined ? {} : { billing_subscription: subscription }),
    billing_subscriptions: subscription === undefined ? [] : [subscription],
    custom_plan_billings: [],
    entitlements: wireEntitlements(world, company),
    entity_traits: traitViews(world, "company", company),
    keys: keyViews(world, "company", company),
    metrics: metricViews(world, company),
    payment_methods: [],
    ...(plan === undefined ? {} : { plan: companyPlanView(plan) }),
    plans: world.plansOf(company).map(({ id, name, description }) => ({ id, name, description })),
    rules: companyRules(world, company),
    traits: company.traits,
    user_count: world.memberCount(company.id),
  };
}

export function membershipView(world: World, user: User, companyId: string): Json {
  const company = world.companies.get(companyId);
  return {
    id: `cmem_${companyId}_${user.id}`,
    ...(company === undefined ? {} : { company: entityHead(world, company) }),
    company_id: companyId,
    user_id: user.id,
    ...stamps(user),
  };
}

export function userView(world: World, user: User): Json {
  return {
    ...entityHead(world, user),
    company_memberships: [...user.companyIds].map((id) => membershipView(world, user, id)),
    entity_traits: traitViews(world, "user", user),
    keys: keyViews(world, "user", user),
    traits: user.traits,
  };
}
