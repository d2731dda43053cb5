import type { Feature, Flag, WireCondition, WireRule } from "../state/model";
import type { World } from "../state/world";
import { conditionHead, featureHead, flagHead } from "./catalog";
import { wireFlag } from "./engine";
import { type Json, stamps } from "./json";

// The forms that limit webhooks have of features (FeatureView, FlagView, RuleView, ConditionView): they
// carry the account and name what a condition is about by kind.

interface Named {
  id: string;
  name: string;
}

function named(ids: readonly string[], find: (id: string) => Named | undefined): Json[] {
  return ids.flatMap((id) => {
    const entity = find(id);
    return entity === undefined ? [] : [{ id: entity.id, name: entity.name }];
  });
}

function conditionView(world: World, rule: WireRule, item: WireCondition, createdAt: number): Json {
  const about = (kind: string): readonly string[] => (item.condition_type === kind ? item.resource_ids : []);
  const plans = [...about("plan"), ...about("base_plan")];
  const number = Number(item.trait_value);
  return {
    ...conditionHead(rule, item, createdAt),
    account_id: world.accountId,
    billing_products: about("billing_product").map((id) => ({ id, name: id })),
    companies: named(about("company"), (id) => world.companies.get(id)),
    plan_versions: about("plan_version").map((id) => ({ id, name: id })),
    plans: named(plans, (id) => world.plans.get(id)),
    users: named(about("user"), (id) => world.users.get(id)),
    resource_unspecified_ids: [],
    trait_value_bool: item.trait_value === "true",
    trait_value_int: Number.isSafeInteger(number) ? number : 0,
    ...(item.credit_id === undefined
      ? {}
      : { credit_id: item.credit_id, consumption_rate: item.consumption_rate ?? 1 }),
  };
}

function ruleView(world: World, rule: WireRule, createdAt: number): Json {
  const about = { account_id: world.accountId, environment_id: rule.environment_id, flag_id: rule.flag_id };
  return {
    ...about,
    id: rule.id,
    name: rule.name,
    priority: rule.priority,
    rule_type: rule.rule_type,
    value: rule.value,
    conditions: rule.conditions.map((item) => conditionView(world, rule, item, createdAt)),
    condition_groups: rule.condition_groups.map((group, i) => ({
      ...about,
      id: `${rule.id}_group_${i}`,
      rule_id: rule.id,
      conditions: group.conditions.map((item) => conditionView(world, rule, item, createdAt)),
      ...stamps({ createdAt }),
    })),
    ...stamps({ createdAt }),
  };
}

function flagView(world: World, flag: Flag): Json {
  return {
    ...flagHead(world, flag),
    account_id: world.accountId,
    rules: wireFlag(world, flag).rules.map((rule) => ruleView(world, rule, flag.createdAt)),
  };
}

/** A feature as limit webhooks show it. */
export function limitedFeatureView(world: World, feature: Feature): Json {
  return {
    ...featureHead(feature),
    account_id: world.accountId,
    flags: world.flagsOf(feature.id).map((flag) => flagView(world, flag)),
    plans: [...world.plans.values()]
      .filter((plan) => plan.grants.some((grant) => grant.featureId === feature.id))
      .map(({ id, name, description }) => ({ id, name, description })),
  };
}
