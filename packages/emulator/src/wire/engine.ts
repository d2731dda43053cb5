import { type ConditionFields, comparableOf, condition, traitDefinition } from "../state/conditions";
import { forcedRules } from "../state/forced";
import { currentValue, effectiveGrants, usageOf } from "../state/metering";
import type {
  Company,
  EntityKind,
  Feature,
  Flag,
  Grant,
  Metric,
  User,
  WireFlag,
  WireRule,
} from "../state/model";
import { spanOf } from "../state/periods";
import type { World } from "../state/world";
import { wireTime } from "./time";

// Rules and entities as the rules engine and the datastream have them (snake_case).

/** Returns what a grant's use costs, in wire form. */
export function rateFields({ rate, quantityRates }: Grant): {
  consumption_rate: number;
  quantity_rates?: Record<string, number>;
} {
  return { consumption_rate: rate, ...(quantityRates && { quantity_rates: quantityRates }) };
}

/** Returns the metered part of a grant as a condition, or undefined if nothing is metered. */
function meterCondition(feature: Feature, grant: Grant, exceeded: boolean): ConditionFields | undefined {
  if (grant.creditId !== undefined) {
    return {
      condition_type: "credit",
      operator: exceeded ? "gte" : "eq",
      credit_id: grant.creditId,
      ...rateFields(grant),
      ...(feature.event === undefined ? {} : { event_subtype: feature.event }),
    };
  }
  if (grant.limit === undefined) return undefined;
  const operator = exceeded ? "gte" : "lt";
  if (feature.type === "trait" && feature.trait !== undefined) {
    return {
      condition_type: "trait",
      operator,
      trait_definition: traitDefinition("company", feature.trait, "int"),
      trait_value: String(grant.limit),
    };
  }
  if (feature.event === undefined) return undefined;
  return {
    condition_type: "metric",
    operator,
    event_subtype: feature.event,
    metric_value: grant.limit,
    metric_period: grant.period,
    metric_period_month_reset: grant.reset,
  };
}

interface GrantSource {
  type: "plan_entitlement" | "company_override";
  name: string;
  who: ConditionFields[];
}

/** A grant becomes one rule, or two if it is metered: within the limit, and beyond it. */
function grantRules(
  world: World,
  flag: Flag,
  feature: Feature,
  grant: Grant,
  source: GrantSource,
): WireRule[] {
  const make = (suffix: "" | "_usage_exceeded", value: boolean, meter?: ConditionFields): WireRule => {
    const id = `rule_${grant.id}_${flag.key}${suffix}`;
    const conditions = meter === undefined ? source.who : [...source.who, meter];
    return {
      id,
      flag_id: flag.id,
      account_id: world.accountId,
      environment_id: world.environmentId,
      rule_type: `${source.type}${suffix}`,
      name: suffix === "" ? source.name : `${source.name} (usage exceeded)`,
      priority: 0,
      value,
      conditions: conditions.map((fields, i) => condition(world, `cond_${id}_${i}`, fields)),
      condition_groups: [],
    };
  };
  const within = meterCondition(feature, grant, false);
  if (within === undefined) return [make("", grant.value)];
  return [make("", true, within), make("_usage_exceeded", false, meterCondition(feature, grant, true))];
}

/** The rules of all plans that grant the flag's feature. */
function planRules(world: World, flag: Flag, feature: Feature): WireRule[] {
  const overridden = [...world.overrides.values()]
    .filter((override) => override.featureId === feature.id)
    .map((override) => override.companyId);
  return [...world.plans.values()].flatMap((plan) =>
    plan.grants
      .filter((grant) => grant.featureId === feature.id)
      .flatMap((grant) => {
        const who: ConditionFields[] = [{ condition_type: "plan", resource_ids: [plan.id] }];
        // An override replaces what the plan grants, also when it grants less: without this the plan's
        // rule would match once the override's limit is reached.
        if (overridden.length > 0) {
          who.push({ condition_type: "company", operator: "ne", resource_ids: overridden });
        }
        return grantRules(world, flag, feature, grant, { type: "plan_entitlement", name: plan.name, who });
      }),
  );
}

/** A flag with its own rules and those that plans make. */
export function wireFlag(world: World, flag: Flag): WireFlag {
  const feature = flag.featureId === undefined ? undefined : world.features.get(flag.featureId);
  return {
    id: flag.id,
    account_id: world.accountId,
    environment_id: world.environmentId,
    key: flag.key,
    rules: [
      ...forcedRules(world, flag),
      ...flag.rules,
      ...(feature === undefined ? [] : planRules(world, flag, feature)),
    ],
    default_value: flag.defaultValue,
  };
}

/** The rules that overrides make for one company. */
export function companyRules(world: World, company: Company): WireRule[] {
  return world.overridesOf(company.id).flatMap((override) => {
    const feature = world.features.get(override.featureId);
    if (feature === undefined) return [];
    const who: ConditionFields[] = [{ condition_type: "company", resource_ids: [company.id] }];
    const name = `Override of ${feature.name}`;
    return world
      .flagsOf(feature.id)
      .flatMap((flag) => grantRules(world, flag, feature, override, { type: "company_override", name, who }));
  });
}

export function wireMetric(world: World, company: Company, metric: Metric): Record<string, unknown> {
  const end = spanOf(metric.period, metric.reset, world.now(), company.subscription)?.end;
  return {
    account_id: world.accountId,
    environment_id: world.environmentId,
    company_id: company.id,
    event_subtype: metric.subtype,
    period: metric.period,
    month_reset: metric.reset,
    value: currentValue(world, company, metric),
    created_at: wireTime(metric.createdAt),
    ...(end === undefined ? {} : { valid_until: wireTime(end) }),
  };
}

/** A company's entitlements with their usage, one for each flag that they decide. */
export function wireEntitlements(world: World, company: Company): Record<string, unknown>[] {
  return effectiveGrants(world, company).flatMap(({ grant, feature }) => {
    const flags = world.flagsOf(feature.id);
    return (flags.length === 0 ? [feature.key] : flags.map((flag) => flag.key)).map((key) => ({
      feature_id: feature.id,
      feature_key: key,
      value_type: grant.valueType,
      ...(grant.limit === undefined
        ? {}
        : { allocation: grant.limit, usage: usageOf(world, company, grant, feature) }),
      ...(grant.softLimit === undefined ? {} : { soft_limit: grant.softLimit }),
      ...(feature.event === undefined ? {} : { event_name: feature.event, event_subtype: feature.event }),
      ...periodFields(world, company, grant, feature),
      ...creditFields(world, company, grant),
    }));
  });
}

function periodFields(
  world: World,
  company: Company,
  grant: Grant,
  feature: Feature,
): Record<string, unknown> {
  if (feature.event === undefined || grant.limit === undefined) return {};
  const end = spanOf(grant.period, grant.reset, world.now(), company.subscription)?.end;
  return {
    metric_period: grant.period,
    month_reset: grant.reset,
    ...(end === undefined ? {} : { metric_reset_at: wireTime(end) }),
  };
}

function creditFields(world: World, company: Company, grant: Grant): Record<string, unknown> {
  if (grant.creditId === undefined) return {};
  const { remaining, reserved, settled } = world.credits.figures(company, grant.creditId);
  return {
    credit_id: grant.creditId,
    credit_remaining: remaining,
    credit_reserved: reserved,
    credit_settled: settled,
    ...rateFields(grant),
  };
}

function wireTraits(kind: EntityKind, traits: Record<string, unknown>): Record<string, unknown>[] {
  return Object.entries(traits)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ({
      trait_definition: traitDefinition(kind, name, comparableOf(value)),
      value: typeof value === "object" ? JSON.stringify(value) : String(value),
    }));
}

export function companyTraits(company: Company): Record<string, unknown>[] {
  return wireTraits("company", company.traits);
}

export function wireCompany(world: World, company: Company): Record<string, unknown> {
  const plans = world.plansOf(company);
  return {
    id: company.id,
    account_id: world.accountId,
    environment_id: world.environmentId,
    ...(company.planId === undefined ? {} : { base_plan_id: company.planId }),
    billing_product_ids: company.billingProductIds,
    plan_ids: plans.map((plan) => plan.id),
    plan_version_ids: plans.map((plan) => plan.versionId),
    metrics: [...company.metrics.values()].map((metric) => wireMetric(world, company, metric)),
    credit_balances: company.creditBalances,
    ...(Object.keys(company.creditPostpaid).length === 0 ? {} : { credit_postpaid: company.creditPostpaid }),
    ...(company.spendPolicies.length === 0 ? {} : { credit_spend_policies: company.spendPolicies }),
    ...(company.subscription === undefined ? {} : { subscription: company.subscription }),
    keys: company.keys,
    traits: companyTraits(company),
    rules: companyRules(world, company),
    entitlements: wireEntitlements(world, company),
  };
}

export function wireUser(world: World, user: User): Record<string, unknown> {
  return {
    id: user.id,
    account_id: world.accountId,
    environment_id: world.environmentId,
    keys: user.keys,
    traits: wireTraits("user", user.traits),
    ...(user.spendPolicies.length === 0 ? {} : { credit_spend_policies: user.spendPolicies }),
    rules: [],
  };
}
