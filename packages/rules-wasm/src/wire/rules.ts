import * as L from "../../assembly/layout";
import {
  given,
  integer,
  list,
  name,
  optionalInteger,
  optionalName,
  optionalNumber,
  optionalText,
  text,
  toggle,
  type Wire,
} from "./check";
import {
  comparableCode,
  conditionTypeCode,
  entityCode,
  operatorCode,
  periodCode,
  resetCode,
  ruleTypeCode,
} from "./codes";
import type { Draft } from "./draft";
import { readAmounts } from "./entitlement";
import { CONDITION, DEFINITION, GROUP, members, RULE } from "./structs";

type Read = (draft: Draft, value: unknown) => number;

/** Checks the members that most structs have and that evaluation never reads. */
export function checkOrigin(o: Wire): void {
  text(given(o.account_id, o.accountId));
  text(given(o.environment_id, o.environmentId));
}

/** Reads the elements of a list as linked records and returns the offset of the first. */
export function readList(draft: Draft, read: Read, value: unknown): number {
  const items = list(value);
  let head = 0;
  let last = 0;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if ((item === null || item === undefined) && read !== readText) continue;
    const at = read(draft, item);
    if (last === 0) head = at;
    else draft.put(last, L.NEXT, at);
    last = at;
  }
  return head;
}

export function readText(draft: Draft, value: unknown): number {
  const read = text(value);
  const at = draft.record(L.TEXT_BYTES);
  draft.put(at, L.NEXT, 0);
  draft.putText(at, L.S_TEXT, read);
  return at;
}

export function readDefinition(draft: Draft, value: unknown): number {
  if (value === undefined || value === null) return 0;
  const o = members(draft, value, DEFINITION);
  const id = text(o.id);
  const type = comparableCode(name(given(o.comparable_type, o.comparableType)));
  const entity = entityCode(name(given(o.entity_type, o.entityType)));
  const at = draft.record(L.DEFINITION_BYTES);
  draft.putText(at, L.D_ID, id);
  draft.put(at, L.D_TYPE, type);
  draft.put(at, L.D_ENTITY, entity);
  return at;
}

function readCondition(draft: Draft, value: unknown): number {
  const o = members(draft, value, CONDITION);
  const at = draft.record(L.CONDITION_BYTES);
  draft.put(at, L.NEXT, 0);
  draft.put(at, L.C_NAMELESS, text(o.id) === "" ? 1 : 0);
  checkOrigin(o);
  draft.put(at, L.C_TYPE, conditionTypeCode(name(given(o.condition_type, o.conditionType))));
  draft.put(at, L.C_OPERATOR, operatorCode(name(o.operator)));
  draft.put(at, L.C_RESOURCES, readList(draft, readText, given(o.resource_ids, o.resourceIds)));
  draft.putText(at, L.C_EVENT, optionalText(given(o.event_subtype, o.eventSubtype)));
  const limit = optionalInteger(given(o.metric_value, o.metricValue));
  draft.put(at, L.C_HAS_VALUE, limit === undefined ? 0 : 1);
  draft.putInteger(at, L.C_VALUE, limit ?? 0);
  draft.put(at, L.C_PERIOD, periodCode(optionalName(given(o.metric_period, o.metricPeriod))));
  const reset = optionalName(given(o.metric_period_month_reset, o.metricPeriodMonthReset));
  draft.put(at, L.C_RESET, resetCode(reset));
  draft.putText(at, L.C_CREDIT, optionalText(given(o.credit_id, o.creditId)));
  draft.putDouble(at, L.C_RATE, optionalNumber(given(o.consumption_rate, o.consumptionRate)) ?? 1);
  const rates = given(o.quantity_rates, o.quantityRates);
  draft.put(
    at,
    L.C_QUANTITY_RATES,
    rates === undefined || rates === null ? 0 : draft.putAmounts(readAmounts(rates)),
  );
  draft.put(at, L.C_TRAIT, readDefinition(draft, given(o.trait_definition, o.traitDefinition)));
  draft.putText(at, L.C_TRAIT_VALUE, text(given(o.trait_value, o.traitValue)));
  const comparison = given(o.comparison_trait_definition, o.comparisonTraitDefinition);
  draft.put(at, L.C_COMPARISON, readDefinition(draft, comparison));
  return at;
}

function readGroup(draft: Draft, value: unknown): number {
  const o = members(draft, value, GROUP);
  const conditions = readList(draft, readCondition, o.conditions);
  const at = draft.record(L.GROUP_BYTES);
  draft.put(at, L.NEXT, 0);
  draft.put(at, L.G_CONDITIONS, conditions);
  return at;
}

export function readRule(draft: Draft, value: unknown): number {
  const o = members(draft, value, RULE);
  const at = draft.record(L.RULE_BYTES);
  const id = text(o.id);
  draft.put(at, L.NEXT, 0);
  draft.put(at, L.R_NAMELESS, id === "" ? 1 : 0);
  draft.putText(at, L.R_FLAG_ID, optionalText(given(o.flag_id, o.flagId)));
  checkOrigin(o);
  draft.put(at, L.R_TYPE, ruleTypeCode(name(given(o.rule_type, o.ruleType))));
  draft.rules.push(id, text(o.name));
  draft.putInteger(at, L.R_PRIORITY, integer(o.priority));
  draft.put(at, L.R_CONDITIONS, readList(draft, readCondition, o.conditions));
  draft.put(at, L.R_GROUPS, readList(draft, readGroup, given(o.condition_groups, o.conditionGroups)));
  draft.put(at, L.R_VALUE, toggle(o.value) ? 1 : 0);
  return at;
}
