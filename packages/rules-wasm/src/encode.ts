import type { Arena } from "./arena";
import {
  given,
  integer,
  map,
  name,
  number,
  optionalInteger,
  optionalName,
  optionalNumber,
  optionalText,
  text,
  toggle,
  type Wire,
} from "./check";
import { periodCode, resetCode } from "./codes";
import {
  checkOrigin,
  encodeDefinition,
  encodeList,
  encodeRule,
  encodeText,
  struct,
  type Target,
} from "./encode-rules";
import * as S from "./schema";

/** What the host keeps of an entity beside the engine's block. */
export interface Encoded {
  id: string;
  key: string;
  defaultValue: boolean;
  /** What answers tell about rules: id and name of each, in their order. */
  rules: string[];
  /** `undefined` where the engine keeps them. */
  entitlements: Wire[] | undefined;
}

function encodeTrait(to: Target, value: unknown): number {
  const { arena } = to;
  const o = struct(to, value, S.TRAIT);
  const definition = encodeDefinition(to, given(o.trait_definition, o.traitDefinition));
  const id = arena.text(text(o.value));
  const at = arena.record(3);
  const { words } = arena;
  const start = arena.base + at;
  words[start] = 0;
  words[start + 1] = definition;
  words[start + 2] = id;
  return at;
}

function encodeMetric(to: Target, value: unknown): number {
  const { arena } = to;
  const o = struct(to, value, S.METRIC);
  checkOrigin(o);
  text(given(o.company_id, o.companyId));
  const event = arena.text(text(given(o.event_subtype, o.eventSubtype)));
  const period = periodCode(name(o.period));
  const reset = resetCode(name(given(o.month_reset, o.monthReset)));
  const amount = integer(o.value);
  text(given(o.created_at, o.createdAt));
  optionalText(given(o.valid_until, o.validUntil));
  const at = arena.record(6);
  const { words } = arena;
  const start = arena.base + at;
  words[start] = 0;
  words[start + 1] = event;
  words[start + 2] = period;
  words[start + 3] = reset;
  arena.putInteger(at + 4, amount);
  return at;
}

/** Balances, or limits of overdrafts: a list of records [next, credit, number, mode]. */
function encodeCredits(to: Target, amounts: Wire, overdraft: boolean): number {
  const { arena } = to;
  let head = 0;
  let last = 0;
  for (const credit in amounts) {
    const id = arena.text(credit);
    const value = amounts[credit];
    let amount: number | undefined;
    let mode = 0;
    if (!overdraft) amount = number(value);
    else if (value !== null && value !== undefined) {
      const o = struct(to, value, S.POSTPAID);
      amount = optionalNumber(given(o.overdraft_limit, o.overdraftLimit));
      mode = amount === undefined ? 1 : 2;
    }
    const at = arena.record(5);
    arena.put(at, 0);
    arena.put(at + 1, id);
    arena.putDouble(at + 2, amount ?? 0);
    arena.put(at + 4, mode);
    if (last === 0) head = at << 2;
    else arena.put(last, at << 2);
    last = at;
  }
  return head;
}

function encodeSubscription(to: Target, value: unknown): number {
  if (value === undefined || value === null) return 0;
  const { arena } = to;
  const o = struct(to, value, S.SUBSCRIPTION);
  text(o.id);
  const start = arena.text(text(given(o.period_start, o.periodStart)));
  const end = arena.text(text(given(o.period_end, o.periodEnd)));
  const at = arena.record(2);
  arena.put(at, start);
  arena.put(at + 1, end);
  return at << 2;
}

function checkTier(to: Target, value: unknown): number {
  const o = struct(to, value, S.TIER);
  text(o.key);
  integer(o.value);
  return to.arena.record(1);
}

function encodeEntitlement(to: Target, value: unknown): number {
  const { arena } = to;
  const o = struct(to, value, S.ENTITLEMENT);
  text(given(o.feature_id, o.featureId));
  const key = arena.text(text(given(o.feature_key, o.featureKey)));
  name(given(o.value_type, o.valueType));
  optionalInteger(o.allocation);
  optionalInteger(given(o.soft_limit, o.softLimit));
  optionalInteger(o.usage);
  optionalText(given(o.event_name, o.eventName));
  optionalText(given(o.event_subtype, o.eventSubtype));
  optionalName(given(o.metric_period, o.metricPeriod));
  optionalName(given(o.month_reset, o.monthReset));
  optionalText(given(o.metric_reset_at, o.metricResetAt));
  optionalText(given(o.credit_id, o.creditId));
  optionalNumber(given(o.credit_total, o.creditTotal));
  optionalNumber(given(o.credit_used, o.creditUsed));
  optionalNumber(given(o.credit_remaining, o.creditRemaining));
  optionalNumber(given(o.credit_reserved, o.creditReserved));
  optionalNumber(given(o.credit_settled, o.creditSettled));
  optionalNumber(given(o.consumption_rate, o.consumptionRate));
  encodeList(to, checkTier, given(o.warning_tiers, o.warningTiers));
  to.entitlements.push(o);
  const at = arena.record(4);
  const { words } = arena;
  const start = arena.base + at;
  words[start] = 0;
  words[start + 1] = key;
  words[start + 2] = 0;
  words[start + 3] = 0;
  return at;
}

function encodeFlag(to: Target, o: Wire, root: number): void {
  const { arena } = to;
  arena.put(root + 2, arena.text(text(o.key)));
  arena.put(root + 3, toggle(given(o.default_value, o.defaultValue)) ? 1 : 0);
}

function encodeSubject(to: Target, o: Wire, root: number): void {
  const { arena } = to;
  const keys = map(o.keys);
  for (const key in keys) text(keys[key]);
  arena.put(root + 10, encodeList(to, encodeTrait, o.traits));
}

function encodeCompany(to: Target, o: Wire, root: number): void {
  const { arena } = to;
  arena.put(root + 2, arena.textOf(optionalText(given(o.base_plan_id, o.basePlanId))));
  arena.put(root + 3, encodeList(to, encodeText, given(o.plan_ids, o.planIds)));
  arena.put(root + 4, encodeList(to, encodeText, given(o.plan_version_ids, o.planVersionIds)));
  arena.put(root + 5, encodeList(to, encodeText, given(o.billing_product_ids, o.billingProductIds)));
  arena.put(root + 6, encodeList(to, encodeMetric, o.metrics));
  arena.put(root + 7, encodeCredits(to, map(given(o.credit_balances, o.creditBalances)), false));
  arena.put(root + 8, encodeCredits(to, map(given(o.credit_postpaid, o.creditPostpaid)), true));
  arena.put(root + 9, encodeSubscription(to, o.subscription));
  encodeSubject(to, o, root);
  arena.put(root + 11, encodeList(to, encodeEntitlement, o.entitlements));
}

const ENTITIES = [encodeFlag, encodeCompany, encodeSubject] as const;

/** Writes an object in wire form as records; throws a `Refusal`, `memory_limit`, and whatever its getters do. */
export function encodeEntity(arena: Arena, schema: S.Schema, kind: number, value: unknown): Encoded {
  const to: Target = { arena, schema, rules: [], entitlements: [] };
  const o = struct(to, value, kind - 1);
  const root = arena.begin(kind);
  const id = text(o.id);
  arena.put(root, arena.text(id));
  checkOrigin(o);
  arena.put(root + 1, encodeList(to, encodeRule, o.rules));
  ENTITIES[kind - 1]?.(to, o, root);
  const { rules, entitlements } = to;
  const isFlag = kind === 1;
  return {
    id,
    key: isFlag ? text(o.key) : "",
    defaultValue: isFlag && toggle(given(o.default_value, o.defaultValue)),
    rules,
    entitlements,
  };
}
