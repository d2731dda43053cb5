import type { Arena } from "../arena";
import {
  comparableCode,
  conditionTypeCode,
  entityCode,
  operatorCode,
  periodCode,
  resetCode,
  ruleTypeCode,
} from "../codes";
import {
  either,
  list,
  optionalInteger,
  optionalName,
  optionalNumber,
  optionalText,
  requiredBoolean,
  requiredInteger,
  requiredName,
  requiredText,
  struct,
  within,
} from "./check";
import * as orders from "./orders";

/** What answers tell about a rule: id, name and type, in the order of the rules. */
export type RuleTexts = string[];

/** Encodes the elements of a list and links them; `null` elements are left out. Answers the first one's offset. */
export function encodeList<T>(
  arena: Arena,
  value: unknown,
  name: string,
  encode: (arena: Arena, item: unknown, extra: T) => number,
  extra: T,
): number {
  const items = list(value, name);
  if (items === undefined || items.length === 0) return 0;
  let head = 0;
  let last = 0;
  let i = 0;
  try {
    for (; i < items.length; i++) {
      const item = items[i];
      if (item === null || item === undefined) continue;
      const at = encode(arena, item, extra);
      if (last === 0) head = at;
      else arena.words[arena.base + (last >> 2)] = at;
      last = at;
    }
  } catch (error) {
    throw within(`${name}[${i}]`, error);
  }
  return head;
}

export function encodeTexts(arena: Arena, value: unknown, name: string): number {
  const items = list(value, name);
  if (items === undefined) return 0;
  let head = 0;
  let last = 0;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    const text = arena.text(requiredText(item, `${name}[${i}]`));
    const at = arena.record(2);
    const to = arena.base + (at >> 2);
    arena.words[to] = 0;
    arena.words[to + 1] = text;
    if (last === 0) head = at;
    else arena.words[arena.base + (last >> 2)] = at;
    last = at;
  }
  return head;
}

export function encodeDefinition(arena: Arena, value: unknown, name: string): number {
  if (value === undefined || value === null) return 0;
  try {
    const o = struct(value, orders.DEFINITION);
    const id = arena.text(requiredText(o.id, "id"));
    const type = requiredName(
      either(o.comparable_type, o.comparableType, "comparableType"),
      "comparable_type",
    );
    const entity = requiredName(either(o.entity_type, o.entityType, "entityType"), "entity_type");
    const at = arena.record(3);
    const to = arena.base + (at >> 2);
    const { words } = arena;
    words[to] = id;
    words[to + 1] = comparableCode(type);
    words[to + 2] = entityCode(entity);
    return at;
  } catch (error) {
    throw within(name, error);
  }
}

function encodeCondition(arena: Arena, value: unknown): number {
  const o = struct(value, orders.CONDITION);
  const id = requiredText(o.id, "id");
  requiredText(either(o.account_id, o.accountId, "accountId"), "account_id");
  requiredText(either(o.environment_id, o.environmentId, "environmentId"), "environment_id");
  const type = requiredName(either(o.condition_type, o.conditionType, "conditionType"), "condition_type");
  const operator = requiredName(o.operator, "operator");
  const resources = encodeTexts(arena, either(o.resource_ids, o.resourceIds, "resourceIds"), "resource_ids");
  const event = optionalText(either(o.event_subtype, o.eventSubtype, "eventSubtype"), "event_subtype");
  const metric = optionalInteger(either(o.metric_value, o.metricValue, "metricValue"), "metric_value");
  const period = optionalName(either(o.metric_period, o.metricPeriod, "metricPeriod"), "metric_period");
  const reset = optionalName(
    either(o.metric_period_month_reset, o.metricPeriodMonthReset, "metricPeriodMonthReset"),
    "metric_period_month_reset",
  );
  const credit = optionalText(either(o.credit_id, o.creditId, "creditId"), "credit_id");
  const rate = optionalNumber(
    either(o.consumption_rate, o.consumptionRate, "consumptionRate"),
    "consumption_rate",
  );
  const trait = encodeDefinition(
    arena,
    either(o.trait_definition, o.traitDefinition, "traitDefinition"),
    "trait_definition",
  );
  const traitValue = requiredText(either(o.trait_value, o.traitValue, "traitValue"), "trait_value");
  const comparison = encodeDefinition(
    arena,
    either(o.comparison_trait_definition, o.comparisonTraitDefinition, "comparisonTraitDefinition"),
    "comparison_trait_definition",
  );
  const eventId = event === undefined ? 0 : arena.text(event);
  const creditId = credit === undefined ? 0 : arena.text(credit);
  const traitId = arena.text(traitValue);
  const at = arena.record(18);
  const to = arena.base + (at >> 2);
  const { words } = arena;
  words[to] = 0;
  words[to + 1] = conditionTypeCode(type);
  words[to + 2] = operatorCode(operator);
  words[to + 3] = id === "" ? arena.empty : 0;
  words[to + 4] = resources;
  words[to + 5] = eventId;
  words[to + 6] = metric === undefined ? 0 : 1;
  words[to + 7] = period === undefined ? 0 : periodCode(period);
  arena.split(metric ?? 0);
  words[to + 8] = arena.low;
  words[to + 9] = arena.high;
  words[to + 10] = reset === undefined ? 0 : resetCode(reset);
  words[to + 11] = creditId;
  arena.splitDouble(rate ?? 0);
  words[to + 12] = arena.low;
  words[to + 13] = arena.high;
  words[to + 14] = rate === undefined ? 0 : 1;
  words[to + 15] = trait;
  words[to + 16] = comparison;
  words[to + 17] = traitId;
  return at;
}

function encodeGroup(arena: Arena, value: unknown): number {
  const o = struct(value, orders.GROUP, true);
  const conditions = encodeList(arena, o.conditions, "conditions", encodeCondition, undefined);
  const at = arena.record(2);
  const to = arena.base + (at >> 2);
  arena.words[to] = 0;
  arena.words[to + 1] = conditions;
  return at;
}

export function encodeRule(arena: Arena, value: unknown, texts: RuleTexts): number {
  const o = struct(value, orders.RULE);
  const id = requiredText(o.id, "id");
  const flag = optionalText(either(o.flag_id, o.flagId, "flagId"), "flag_id");
  requiredText(either(o.account_id, o.accountId, "accountId"), "account_id");
  requiredText(either(o.environment_id, o.environmentId, "environmentId"), "environment_id");
  const type = requiredName(either(o.rule_type, o.ruleType, "ruleType"), "rule_type");
  const name = requiredText(o.name, "name");
  const priority = requiredInteger(o.priority, "priority");
  const conditions = encodeList(arena, o.conditions, "conditions", encodeCondition, undefined);
  const groups = encodeList(
    arena,
    either(o.condition_groups, o.conditionGroups, "conditionGroups"),
    "condition_groups",
    encodeGroup,
    undefined,
  );
  const outcome = requiredBoolean(o.value, "value");
  texts.push(id, name, type);
  const flagId = flag === undefined ? 0 : arena.text(flag);
  const at = arena.record(10);
  const to = arena.base + (at >> 2);
  const { words } = arena;
  words[to] = 0;
  words[to + 1] = id === "" ? arena.empty : 0;
  words[to + 2] = flagId;
  words[to + 3] = ruleTypeCode(type);
  arena.split(priority);
  words[to + 4] = arena.low;
  words[to + 5] = arena.high;
  words[to + 6] = outcome ? 1 : 0;
  words[to + 7] = 0;
  words[to + 8] = conditions;
  words[to + 9] = groups;
  return at;
}
