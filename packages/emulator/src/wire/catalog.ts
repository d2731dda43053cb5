import { effectiveGrants, usageOf } from "../state/metering";
import type {
  CapturedEvent,
  Company,
  Feature,
  Flag,
  Override,
  Plan,
  PlanChange,
  Webhook,
  WireCondition,
  WireRule,
} from "../state/model";
import { spanOf } from "../state/periods";
import type { World } from "../state/world";
import { rateFields, wireFlag } from "./engine";
import { companyView, entityHead } from "./entities";
import { type Json, stamps } from "./json";
import { wireTime } from "./time";

// Flags, features, plans, overrides, events and webhooks as the REST API shows them.

/** Common members of both forms of a condition. */
export function conditionHead(rule: WireRule, item: WireCondition, createdAt: number): Json {
  return {
    id: item.id,
    condition_type: item.condition_type,
    environment_id: item.environment_id,
    flag_id: rule.flag_id,
    operator: item.operator,
    rule_id: rule.id,
    trait_value: item.trait_value,
    ...(item.event_subtype === undefined ? {} : { event_subtype: item.event_subtype }),
    ...(item.metric_value === undefined ? {} : { metric_value: item.metric_value }),
    ...(item.metric_period === undefined ? {} : { metric_period: item.metric_period }),
    ...(item.metric_period_month_reset === undefined
      ? {}
      : { metric_period_month_reset: item.metric_period_month_reset }),
    ...(item.trait_definition === undefined
      ? {}
      : { trait_id: item.trait_definition.id, trait_entity_type: item.trait_definition.entity_type }),
    ...(item.comparison_trait_definition === undefined
      ? {}
      : { comparison_trait_id: item.comparison_trait_definition.id }),
    ...stamps({ createdAt }),
  };
}

function conditionView(rule: WireRule, item: WireCondition, createdAt: number): Json {
  return { ...conditionHead(rule, item, createdAt), resource_ids: item.resource_ids, resources: [] };
}

export function ruleView(rule: WireRule, createdAt: number): Json {
  return {
    id: rule.id,
    environment_id: rule.environment_id,
    flag_id: rule.flag_id,
    name: rule.name,
    priority: rule.priority,
    rule_type: rule.rule_type,
    value: rule.value,
    conditions: rule.conditions.map((item) => conditionView(rule, item, createdAt)),
    condition_groups: rule.condition_groups.map((group, i) => ({
      id: `${rule.id}_group_${i}`,
      environment_id: rule.environment_id,
      flag_id: rule.flag_id,
      rule_id: rule.id,
      conditions: group.conditions.map((item) => conditionView(rule, item, createdAt)),
      ...stamps({ createdAt }),
    })),
    ...stamps({ createdAt }),
  };
}

/** A flag without its rules. */
export function flagHead(world: World, flag: Flag): Json {
  const feature = flag.featureId === undefined ? undefined : world.features.get(flag.featureId);
  return {
    id: flag.id,
    key: flag.key,
    name: flag.name,
    description: flag.description,
    default_value: flag.defaultValue,
    flag_type: "boolean",
    ...(feature === undefined ? {} : { feature_id: feature.id, feature: featureHead(feature) }),
    ...stamps(flag),
  };
}

export function flagView(world: World, flag: Flag): Json {
  const { rules } = wireFlag(world, flag);
  return { ...flagHead(world, flag), rules: rules.map((rule) => ruleView(rule, flag.createdAt)) };
}

/** A feature without flags and plans. */
export function featureHead(feature: Feature): Json {
  return {
    id: feature.id,
    name: feature.name,
    description: feature.description,
    feature_type: feature.type,
    icon: "cube",
    event_source: "track",
    ...(feature.event === undefined ? {} : { event_subtype: feature.event }),
    ...(feature.trait === undefined ? {} : { trait_id: `trait_company_${feature.trait}` }),
    ...stamps(feature),
  };
}

export function featureView(world: World, feature: Feature): Json {
  return {
    ...featureHead(feature),
    flags: world.flagsOf(feature.id).map((flag) => flagView(world, flag)),
    plans: [...world.plans.values()]
      .filter((plan) => plan.grants.some((grant) => grant.featureId === feature.id))
      .map(({ id, name, description }) => ({ id, name, description })),
  };
}

function planHead(plan: Plan): Json {
  return {
    id: plan.id,
    name: plan.name,
    description: plan.description,
    icon: "blue",
    plan_type: plan.type,
    ...stamps(plan),
  };
}

export function planEntitlementViews(world: World, plan: Plan): Json[] {
  return plan.grants.map((grant) => {
    const feature = world.features.get(grant.featureId);
    return {
      id: grant.id,
      environment_id: world.environmentId,
      feature_id: grant.featureId,
      ...(feature === undefined ? {} : { feature: featureHead(feature) }),
      plan_id: plan.id,
      plan: planHead(plan),
      rule_id: `rule_${grant.id}`,
      value_type: grant.valueType,
      currency_prices: [],
      warning_tiers: [],
      ...(grant.valueType === "boolean" ? { value_bool: grant.value } : {}),
      ...(grant.limit === undefined ? {} : { value_numeric: grant.limit, metric_period: grant.period }),
      ...(grant.limit === undefined ? {} : { metric_period_month_reset: grant.reset }),
      ...(grant.softLimit === undefined ? {} : { soft_limit: grant.softLimit }),
      ...(grant.creditId === undefined ? {} : rateFields(grant)),
      ...stamps(plan),
    };
  });
}

export function planView(world: World, plan: Plan): Json {
  let companies = 0;
  for (const company of world.companies.values()) {
    if (company.planId === plan.id || company.addOnIds.includes(plan.id)) companies++;
  }
  const features = plan.grants.flatMap((grant) => world.features.get(grant.featureId) ?? []);
  return {
    ...planHead(plan),
    billing_strategy: "no_billing",
    charge_type: "free",
    company_count: companies,
    controlled_by: "schematic",
    credits: [],
    currency_prices: [],
    entitlements: planEntitlementViews(world, plan),
    features: features.map((feature) => ({ ...featureHead(feature), flags: [], plans: [] })),
    is_default: false,
    is_free: true,
    is_trialable: false,
    versions: [],
  };
}

export function overrideView(world: World, override: Override): Json {
  const company = world.companies.get(override.companyId);
  const feature = world.features.get(override.featureId);
  return {
    id: override.id,
    ...(company === undefined ? {} : { company: companyView(world, company) }),
    company_id: override.companyId,
    environment_id: world.environmentId,
    ...(feature === undefined ? {} : { feature: featureHead(feature) }),
    feature_id: override.featureId,
    notes: [],
    rule_id: `rule_${override.id}`,
    value_type: override.valueType,
    ...(override.valueType === "boolean" ? { value_bool: override.value } : {}),
    ...(override.limit === undefined
      ? {}
      : { value_numeric: override.limit, metric_period: override.period }),
    ...(override.limit === undefined ? {} : { metric_period_month_reset: override.reset }),
    ...(override.creditId === undefined
      ? {}
      : { value_credit_id: override.creditId, ...rateFields(override) }),
    ...(override.expiresAt === undefined ? {} : { expiration_date: wireTime(override.expiresAt) }),
    ...stamps(override),
  };
}

function planSnapshot(world: World, id: string): Json {
  const plan = world.plans.get(id);
  return {
    id,
    deleted: plan === undefined,
    description: plan?.description ?? "",
    icon: "blue",
    name: plan?.name ?? id,
  };
}

export function planChangeView(world: World, change: PlanChange): Json {
  const company = world.companies.get(change.companyId);
  return {
    id: change.id,
    action: change.action,
    actor_type: "api_key",
    add_ons_added: change.addOnsAdded.map((id) => planSnapshot(world, id)),
    add_ons_removed: change.addOnsRemoved.map((id) => planSnapshot(world, id)),
    ...(change.planId === undefined ? {} : { base_plan: planSnapshot(world, change.planId) }),
    ...(change.previousPlanId === undefined
      ? {}
      : { previous_base_plan: planSnapshot(world, change.previousPlanId) }),
    ...(company === undefined ? {} : { company: entityHead(world, company) }),
    company_id: change.companyId,
    environment_id: world.environmentId,
    is_version_upgrade: false,
    traits_updated: [],
    ...stamps(change),
  };
}

export function eventView(world: World, event: CapturedEvent): Json {
  return {
    id: event.id,
    type: event.type,
    body: event.body,
    body_preview: JSON.stringify(event.body).slice(0, 200),
    captured_at: wireTime(event.capturedAt),
    environment_id: world.environmentId,
    feature_ids: [...world.features.values()]
      .filter((f) => f.event !== undefined && f.event === event.subtype)
      .map((f) => f.id),
    features: [],
    quantity: event.quantity,
    status: event.error === undefined ? "processed" : "failed",
    ...(event.error === undefined ? {} : { error_message: event.error }),
    ...(event.subtype === undefined ? {} : { subtype: event.subtype }),
    ...(event.companyId === undefined ? {} : { company_id: event.companyId }),
    ...(event.userId === undefined ? {} : { user_id: event.userId }),
    ...(event.idempotencyKey === undefined ? {} : { idempotency_key: event.idempotencyKey }),
    ...(event.sentAt === undefined ? {} : { sent_at: event.sentAt }),
    ...(event.leaseId === undefined ? {} : { lease_id: event.leaseId }),
    ...(event.reservationId === undefined ? {} : { reservation_id: event.reservationId }),
  };
}

export function featureUsageViews(world: World, company: Company): Json[] {
  return effectiveGrants(world, company).map(({ grant, feature, sourceId, source }) => {
    const usage = usageOf(world, company, grant, feature);
    const metered = grant.limit !== undefined;
    const end = metered
      ? spanOf(grant.period, grant.reset, world.now(), company.subscription)?.end
      : undefined;
    return {
      access: metered
        ? usage < (grant.limit ?? 0)
        : grant.creditId === undefined
          ? grant.value
          : (company.creditBalances[grant.creditId] ?? 0) >= grant.rate,
      allocation_type: grant.valueType,
      entitlement_id: sourceId,
      entitlement_type: source,
      feature: { ...featureHead(feature), flags: [], plans: [] },
      is_unlimited: grant.valueType === "unlimited",
      ...(metered ? { allocation: grant.limit, usage, period: grant.period, month_reset: grant.reset } : {}),
      ...(metered && grant.limit !== 0 ? { percent_used: (100 * usage) / (grant.limit ?? 1) } : {}),
      ...(end === undefined ? {} : { metric_reset_at: wireTime(end) }),
      ...(grant.creditId === undefined
        ? {}
        : {
            credit_remaining: company.creditBalances[grant.creditId] ?? 0,
            credit_consumption_rate: grant.rate,
          }),
    };
  });
}

export function webhookView(webhook: Webhook): Json {
  return {
    id: webhook.id,
    name: webhook.name,
    url: webhook.url,
    secret: webhook.secret,
    request_types: webhook.actions,
    status: webhook.active ? "active" : "inactive",
    ...stamps(webhook),
  };
}
