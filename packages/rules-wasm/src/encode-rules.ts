import type { Arena } from "./arena";
import {
  expected,
  given,
  integer,
  list,
  name,
  optionalInteger,
  optionalName,
  optionalNumber,
  optionalText,
  Refusal,
  text,
  toggle,
  type Wire,
} from "./check";
import { comparableCode, entityCode, periodCode, resetCode } from "./codes";
import * as S from "./schema";

/** Where an entity is written. Places in records are those of assembly/layout.ts, in words. */
export interface Target {
  readonly arena: Arena;
  readonly schema: S.Schema;
  readonly rules: string[];
  readonly entitlements: Wire[];
}

type Encode = (to: Target, value: unknown) => number;

/** A struct, where a list of all its members in their order stands for it too. */
export function struct({ schema }: Target, value: unknown, number: number): Wire {
  if (!Array.isArray(value)) {
    if (typeof value !== "object" || value === null) throw expected("an object", value);
    return value as Wire;
  }
  const { names, mayBeShort } = schema.structs[number] as S.Struct;
  if (value.length > names.length || (value.length < names.length && !mayBeShort)) {
    throw new Refusal(`is a list of ${value.length}, expected an object`);
  }
  return Object.fromEntries(value.map((member, i) => [names[i], member]));
}

/** The members that most structs have and that evaluation never reads. */
export function checkOrigin(o: Wire): void {
  text(given(o.account_id, o.accountId));
  text(given(o.environment_id, o.environmentId));
}

/** Encodes the elements of a list and links them; answers the first one's offset. */
export function encodeList(to: Target, encode: Encode, value: unknown): number {
  const items = list(value);
  let head = 0;
  let last = 0;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if ((item === null || item === undefined) && encode !== encodeText) continue;
    const at = encode(to, item);
    if (last === 0) head = at << 2;
    else to.arena.put(last, at << 2);
    last = at;
  }
  return head;
}

export function encodeText({ arena }: Target, value: unknown): number {
  const id = arena.text(text(value));
  const at = arena.record(2);
  const { words } = arena;
  const start = arena.base + at;
  words[start] = 0;
  words[start + 1] = id;
  return at;
}

export function encodeDefinition(to: Target, value: unknown): number {
  if (value === undefined || value === null) return 0;
  const { arena } = to;
  const o = struct(to, value, S.DEFINITION);
  const id = arena.text(text(o.id));
  const type = comparableCode(name(given(o.comparable_type, o.comparableType)));
  const entity = entityCode(name(given(o.entity_type, o.entityType)));
  const at = arena.record(3);
  const { words } = arena;
  const start = arena.base + at;
  words[start] = id;
  words[start + 1] = type;
  words[start + 2] = entity;
  return at << 2;
}

function encodeCondition(to: Target, value: unknown): number {
  const { arena, schema } = to;
  const o = struct(to, value, S.CONDITION);
  const id = text(o.id);
  checkOrigin(o);
  const type = schema.code(S.CONDITION_TYPE, name(given(o.condition_type, o.conditionType)));
  const operator = schema.code(S.OPERATOR, name(o.operator));
  const resources = encodeList(to, encodeText, given(o.resource_ids, o.resourceIds));
  const event = arena.textOf(optionalText(given(o.event_subtype, o.eventSubtype)));
  const limit = optionalInteger(given(o.metric_value, o.metricValue));
  const period = periodCode(optionalName(given(o.metric_period, o.metricPeriod)));
  const reset = resetCode(optionalName(given(o.metric_period_month_reset, o.metricPeriodMonthReset)));
  const credit = arena.textOf(optionalText(given(o.credit_id, o.creditId)));
  const rate = optionalNumber(given(o.consumption_rate, o.consumptionRate));
  const trait = encodeDefinition(to, given(o.trait_definition, o.traitDefinition));
  const traitValue = arena.text(text(given(o.trait_value, o.traitValue)));
  const comparison = encodeDefinition(to, given(o.comparison_trait_definition, o.comparisonTraitDefinition));
  const at = arena.record(18);
  const { words } = arena;
  const start = arena.base + at;
  words[start] = 0;
  words[start + 1] = type;
  words[start + 2] = operator;
  words[start + 3] = id === "" ? arena.empty : 0;
  words[start + 4] = resources;
  words[start + 5] = event;
  words[start + 6] = limit === undefined ? 0 : 1;
  words[start + 7] = period;
  arena.putInteger(at + 8, limit ?? 0);
  words[start + 10] = reset;
  words[start + 11] = credit;
  arena.putDouble(at + 12, rate ?? 0);
  words[start + 14] = rate === undefined ? 0 : 1;
  words[start + 15] = trait;
  words[start + 16] = comparison;
  words[start + 17] = traitValue;
  return at;
}

function encodeGroup(to: Target, value: unknown): number {
  const o = struct(to, value, S.GROUP);
  const conditions = encodeList(to, encodeCondition, o.conditions);
  const at = to.arena.record(2);
  to.arena.put(at, 0);
  to.arena.put(at + 1, conditions);
  return at;
}

export function encodeRule(to: Target, value: unknown): number {
  const { arena, schema } = to;
  const o = struct(to, value, S.RULE);
  const at = arena.record(10);
  const id = text(o.id);
  arena.put(at, 0);
  arena.put(at + 1, id === "" ? arena.empty : 0);
  arena.put(at + 2, arena.textOf(optionalText(given(o.flag_id, o.flagId))));
  checkOrigin(o);
  arena.put(at + 3, schema.code(S.RULE_TYPE, name(given(o.rule_type, o.ruleType))));
  to.rules.push(id, text(o.name));
  arena.putInteger(at + 4, integer(o.priority));
  arena.put(at + 8, encodeList(to, encodeCondition, o.conditions));
  arena.put(at + 9, encodeList(to, encodeGroup, given(o.condition_groups, o.conditionGroups)));
  arena.put(at + 6, toggle(o.value) ? 1 : 0);
  // The name stays here.
  arena.put(at + 7, 0);
  return at;
}
