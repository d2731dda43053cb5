import { dict } from "../names";
import type { Company, Flag, Grant, WireCondition, WireRule, WireSpendPolicy } from "../state/model";
import type { World } from "../state/world";
import type { Keys, Seed, SeedCondition, SeedGrant, SeedRule, SeedSpendPolicy } from "./types";

/** Returns the state as a seed, from which an emulator can start again. Events and deliveries are not part of it. */
export function exportSeed(world: World): Seed {
  return {
    environment: { id: world.environmentId, account_id: world.accountId, api_keys: [...world.apiKeys] },
    credits: [...world.creditTypes.values()].map(({ id, name, description }) => ({ id, name, description })),
    features: [...world.features.values()].map((feature) => ({
      key: feature.key,
      name: feature.name,
      description: feature.description,
      type: feature.type,
      flag: false,
      ...(feature.event === undefined ? {} : { event: feature.event }),
      ...(feature.trait === undefined ? {} : { trait: feature.trait }),
    })),
    plans: [...world.plans.values()].map(({ id, key, name, description, type, grants }) => ({
      id,
      key,
      name,
      description,
      type,
      entitlements: grants.map((grant) => seedGrant(world, grant)),
    })),
    companies: [...world.companies.values()].map((company) => seedCompany(world, company)),
    users: [...world.users.values()].map((user) => ({
      id: user.id,
      keys: user.keys,
      traits: user.traits,
      companies: keysOf([...user.companyIds], (id) => world.companies.get(id)),
      ...(user.name === "" ? {} : { name: user.name }),
      ...(user.spendPolicies.length === 0
        ? {}
        : { credit_spend_policies: user.spendPolicies.map(seedPolicy) }),
    })),
    overrides: [...world.overrides.values()].flatMap((override) => {
      const company = world.companies.get(override.companyId)?.keys;
      if (company === undefined) return [];
      const expires =
        override.expiresAt === undefined ? {} : { expires: new Date(override.expiresAt).toISOString() };
      return [{ ...seedGrant(world, override), company, ...expires }];
    }),
    flags: [...world.flags.values()].map((flag) => seedFlag(world, flag)),
    webhooks: [...world.webhooks.values()].map(({ url, secret, name, actions }) => ({
      url,
      secret,
      name,
      actions,
    })),
  };
}

function seedGrant(world: World, grant: Grant): SeedGrant {
  const feature = world.features.get(grant.featureId)?.key ?? grant.featureId;
  if (grant.creditId !== undefined) {
    const rates = grant.quantityRates === undefined ? {} : { quantity_rates: grant.quantityRates };
    return { feature, credit: grant.creditId, rate: grant.rate, ...rates };
  }
  if (grant.valueType === "unlimited") return { feature, unlimited: true };
  if (grant.limit === undefined) return { feature, value: grant.value };
  return {
    feature,
    limit: grant.limit,
    period: grant.period,
    reset: grant.reset,
    ...(grant.softLimit === undefined ? {} : { soft_limit: grant.softLimit }),
  };
}

function seedCompany(world: World, company: Company): NonNullable<Seed["companies"]>[number] {
  const usage = dict<number>();
  for (const { subtype, period, reset, value } of company.metrics.values()) {
    if (period === "current_month" && reset === "first_of_month" && value > 0) usage[subtype] = value;
  }
  const plan = company.planId === undefined ? undefined : world.plans.get(company.planId)?.key;
  const { subscription } = company;
  return {
    id: company.id,
    keys: company.keys,
    name: company.name,
    traits: company.traits,
    add_ons: company.addOnIds.flatMap((id) => world.plans.get(id)?.key ?? []),
    usage,
    // Leases and reservations end with the process: what they hold goes back.
    credit_balances: dict(
      Object.fromEntries(
        Object.keys(company.creditBalances).map((id) => [id, world.credits.figures(company, id).settled]),
      ),
    ),
    credit_postpaid: company.creditPostpaid,
    credit_spend_policies: company.spendPolicies.map(seedPolicy),
    billing_product_ids: company.billingProductIds,
    ...(plan === undefined ? {} : { plan }),
    ...(subscription === undefined
      ? {}
      : {
          subscription: {
            id: subscription.id,
            period_start: subscription.period_start,
            period_end: subscription.period_end,
          },
        }),
  };
}

function seedPolicy(policy: WireSpendPolicy): SeedSpendPolicy {
  return {
    id: policy.id,
    credit: policy.credit_id,
    limit: policy.limit,
    scope: policy.scope,
    consumed: policy.consumed,
    ...(policy.label === undefined ? {} : { label: policy.label }),
    ...(policy.window === undefined ? {} : { window: policy.window }),
    ...(policy.resets_at === undefined ? {} : { resets_at: policy.resets_at }),
  };
}

function seedFlag(world: World, flag: Flag): NonNullable<Seed["flags"]>[number] {
  const feature = flag.featureId === undefined ? undefined : world.features.get(flag.featureId)?.key;
  return {
    key: flag.key,
    name: flag.name,
    description: flag.description,
    default: flag.defaultValue,
    rules: flag.rules.map((rule) => seedRule(world, rule)),
    ...(feature === undefined ? {} : { feature }),
  };
}

function seedRule(world: World, rule: WireRule): SeedRule {
  const conditions = (items: readonly WireCondition[]): SeedCondition[] =>
    items.flatMap((item) => seedCondition(world, item) ?? []);
  const type = rule.rule_type;
  return {
    name: rule.name,
    value: rule.value,
    priority: rule.priority,
    ...(type === "global_override" || type === "default" ? { type } : {}),
    when: conditions(rule.conditions),
    any: rule.condition_groups.map((group) => conditions(group.conditions)),
  };
}

function seedCondition(world: World, item: WireCondition): SeedCondition | undefined {
  const op = item.operator;
  const ids = item.resource_ids;
  switch (item.condition_type) {
    case "company":
      return { type: "company", op, companies: keysOf(ids, (id) => world.companies.get(id)) };
    case "user":
      return { type: "user", op, users: keysOf(ids, (id) => world.users.get(id)) };
    case "plan":
    case "base_plan":
      return { type: item.condition_type, op, plans: ids.flatMap((id) => world.plans.get(id)?.key ?? []) };
    case "plan_version":
    case "billing_product":
      return { type: item.condition_type, op, ids };
    case "metric":
      return {
        type: "metric",
        op,
        event: item.event_subtype ?? "",
        value: item.metric_value ?? 0,
        period: item.metric_period ?? "all_time",
        reset: item.metric_period_month_reset ?? "first_of_month",
      };
    case "credit":
      return {
        type: "credit",
        op,
        credit: item.credit_id ?? "",
        rate: item.consumption_rate ?? 1,
        ...(item.event_subtype === undefined ? {} : { event: item.event_subtype }),
      };
    case "trait":
      return seedTrait(item);
    default:
      return undefined;
  }
}

function seedTrait(item: WireCondition): SeedCondition | undefined {
  const { trait_definition: definition, comparison_trait_definition: other } = item;
  if (definition === undefined) return undefined;
  const nameOf = (id: string): string => id.replace(/^trait_(company|user)_/, "");
  return {
    type: "trait",
    op: item.operator,
    trait: nameOf(definition.id),
    of: definition.entity_type,
    as: definition.comparable_type,
    value: item.trait_value,
    ...(other === undefined ? {} : { than: nameOf(other.id) }),
  };
}

function keysOf(ids: readonly string[], find: (id: string) => { keys: Keys } | undefined): Keys[] {
  return ids.flatMap((id) => {
    const entity = find(id);
    return entity === undefined ? [] : [entity.keys];
  });
}
