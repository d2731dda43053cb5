import { EmulatorError } from "../errors";
import { canonicalKeys } from "../ids";
import type { Keys, SeedCondition, SeedRule } from "../seed/types";
import { type ConditionFields, comparableOf, condition, traitDefinition } from "./conditions";
import type { WireCondition, WireRule } from "./model";
import type { World } from "./world";

/** A member of a seed that points to something that does not exist. */
export function unknown(path: string, what: string, key: string): EmulatorError {
  return new EmulatorError("unknown_reference", `${path}: there is no ${what} "${key}"`);
}

export interface RuleInput {
  id: string;
  rule: SeedRule;
  position: number;
  path: string;
}

/** A seed's rule in wire form. Throws `unknown_reference`. */
export function makeRule(world: World, { id: flagId, rule, position, path }: RuleInput): WireRule {
  const id = `rule_${flagId}_${position}`;
  const make = (input: SeedCondition, at: string): WireCondition =>
    condition(world, `cond_${id}_${at}`, conditionFields(world, input, `${path}.${at}`));
  return {
    id,
    flag_id: flagId,
    account_id: world.accountId,
    environment_id: world.environmentId,
    rule_type: rule.type ?? "standard",
    name: rule.name ?? `Rule ${position + 1}`,
    priority: rule.priority ?? position,
    value: rule.value,
    conditions: (rule.when ?? []).map((input, i) => make(input, `when.${i}`)),
    condition_groups: (rule.any ?? []).map((group, i) => ({
      conditions: group.map((input, j) => make(input, `any.${i}.${j}`)),
    })),
  };
}

function conditionFields(world: World, input: SeedCondition, path: string): ConditionFields {
  const operator = input.op ?? "eq";
  switch (input.type) {
    case "company":
      return {
        condition_type: "company",
        operator,
        resource_ids: ids(input.companies, (k) => world.companies.find(k), `${path}.companies`),
      };
    case "user":
      return {
        condition_type: "user",
        operator,
        resource_ids: ids(input.users, (k) => world.users.find(k), `${path}.users`),
      };
    case "plan":
    case "base_plan":
      return {
        condition_type: input.type,
        operator,
        resource_ids: planIds(world, input.plans ?? [], `${path}.plans`),
      };
    case "plan_version":
    case "billing_product":
      return { condition_type: input.type, operator, resource_ids: input.ids };
    case "metric":
      return {
        condition_type: "metric",
        operator,
        event_subtype: input.event,
        metric_value: input.value,
        metric_period: input.period ?? "all_time",
        metric_period_month_reset: input.reset ?? "first_of_month",
      };
    case "trait": {
      const of = input.of ?? "company";
      const as = input.as ?? comparableOf(input.value);
      return {
        condition_type: "trait",
        operator,
        trait_definition: traitDefinition(of, input.trait, as),
        trait_value: String(input.value ?? ""),
        ...(input.than === undefined
          ? {}
          : { comparison_trait_definition: traitDefinition(of, input.than, as) }),
      };
    }
    case "credit":
      world.nameCredit(input.credit);
      return {
        condition_type: "credit",
        operator,
        credit_id: input.credit,
        consumption_rate: input.rate ?? 1,
        ...(input.quantity_rates === undefined ? {} : { quantity_rates: input.quantity_rates }),
        ...(input.event === undefined ? {} : { event_subtype: input.event }),
      };
  }
}

function ids(list: Keys[], find: (keys: Keys) => { id: string }[], path: string): string[] {
  return list.map((keys, i) => {
    const found = find(keys)[0];
    if (found === undefined) throw unknown(`${path}.${i}`, "company or user with keys", canonicalKeys(keys));
    return found.id;
  });
}

function planIds(world: World, keys: string[], path: string): string[] {
  return keys.map((key, i) => {
    const plan = world.plan(key);
    if (plan === undefined) throw unknown(`${path}.${i}`, "plan", key);
    return plan.id;
  });
}
