import type { Arena } from "../arena";
import { COMPANY, FLAG, periodCode, resetCode, USER } from "../codes";
import {
  either,
  list,
  map,
  optionalInteger,
  optionalName,
  optionalNumber,
  optionalText,
  requiredBoolean,
  requiredInteger,
  requiredName,
  requiredNumber,
  requiredText,
  struct,
  type Wire,
  within,
} from "./check";
import * as orders from "./orders";
import { encodeDefinition, encodeList, encodeRule, encodeTexts, type RuleTexts } from "./rules";

const ROOT_WORDS = 12;

/** What the host keeps of an entity beside the engine's block. */
export interface Encoded {
  id: string;
  key: string;
  defaultValue: boolean;
  rules: RuleTexts;
  /** `undefined` where the engine keeps them. */
  entitlements: Wire[] | undefined;
}

/** The members that every struct has and that evaluation never reads. */
function checkOrigin(o: Wire): void {
  requiredText(either(o.account_id, o.accountId, "accountId"), "account_id");
  requiredText(either(o.environment_id, o.environmentId, "environmentId"), "environment_id");
}

function checkKeys(value: unknown): void {
  const keys = map(value, "keys");
  if (keys === undefined) return;
  for (const name in keys) requiredText(keys[name], `keys.${name}`);
}

/** Writes the root record: twelve words, the first two in every entity. */
function writeRoot(arena: Arena, root: number, members: readonly number[]): void {
  const to = arena.base + (root >> 2);
  arena.words.set(members, to);
  for (let i = members.length; i < ROOT_WORDS; i++) arena.words[to + i] = 0;
}

export function encodeFlag(arena: Arena, value: unknown): Encoded {
  const o = struct(value, orders.FLAG);
  arena.begin(FLAG);
  const root = arena.record(ROOT_WORDS);
  const id = requiredText(o.id, "id");
  checkOrigin(o);
  const key = requiredText(o.key, "key");
  const texts: RuleTexts = [];
  const rules = encodeList(arena, o.rules, "rules", encodeRule, texts);
  const defaultValue = requiredBoolean(
    either(o.default_value, o.defaultValue, "defaultValue"),
    "default_value",
  );
  writeRoot(arena, root, [arena.text(id), rules, arena.text(key), defaultValue ? 1 : 0]);
  return { id, key, defaultValue, rules: texts, entitlements: [] };
}

function encodeTrait(arena: Arena, value: unknown): number {
  const o = struct(value, orders.TRAIT);
  const definition = encodeDefinition(
    arena,
    either(o.trait_definition, o.traitDefinition, "traitDefinition"),
    "trait_definition",
  );
  const text = arena.text(requiredText(o.value, "value"));
  const at = arena.record(3);
  const to = arena.base + (at >> 2);
  arena.words[to] = 0;
  arena.words[to + 1] = definition;
  arena.words[to + 2] = text;
  return at;
}

function encodeMetric(arena: Arena, value: unknown): number {
  const o = struct(value, orders.METRIC);
  checkOrigin(o);
  requiredText(either(o.company_id, o.companyId, "companyId"), "company_id");
  const event = arena.text(
    requiredText(either(o.event_subtype, o.eventSubtype, "eventSubtype"), "event_subtype"),
  );
  const period = requiredName(o.period, "period");
  const reset = requiredName(either(o.month_reset, o.monthReset, "monthReset"), "month_reset");
  const amount = requiredInteger(o.value, "value");
  requiredText(either(o.created_at, o.createdAt, "createdAt"), "created_at");
  optionalText(either(o.valid_until, o.validUntil, "validUntil"), "valid_until");
  const at = arena.record(6);
  const to = arena.base + (at >> 2);
  const { words } = arena;
  words[to] = 0;
  words[to + 1] = event;
  words[to + 2] = periodCode(period);
  words[to + 3] = resetCode(reset);
  arena.split(amount);
  words[to + 4] = arena.low;
  words[to + 5] = arena.high;
  return at;
}

function encodeCredit(arena: Arena, credit: string, amount: number, mode: number, last: number): number {
  const id = arena.text(credit);
  const at = arena.record(5);
  const to = arena.base + (at >> 2);
  const { words } = arena;
  words[to] = 0;
  words[to + 1] = id;
  arena.splitDouble(amount);
  words[to + 2] = arena.low;
  words[to + 3] = arena.high;
  words[to + 4] = mode;
  if (last !== 0) words[arena.base + (last >> 2)] = at;
  return at;
}

function encodeBalances(arena: Arena, value: unknown): number {
  const balances = map(value, "credit_balances");
  let head = 0;
  let last = 0;
  for (const credit in balances) {
    const amount = requiredNumber(balances[credit], `credit_balances.${credit}`);
    last = encodeCredit(arena, credit, amount, 0, last);
    head ||= last;
  }
  return head;
}

function encodePostpaid(arena: Arena, value: unknown): number {
  const configurations = map(value, "credit_postpaid");
  let head = 0;
  let last = 0;
  for (const credit in configurations) {
    const configuration = configurations[credit];
    let mode = 0;
    let limit = 0;
    if (configuration !== null && configuration !== undefined) {
      try {
        const o = struct(configuration, orders.POSTPAID, true);
        const overdraft = either(o.overdraft_limit, o.overdraftLimit, "overdraftLimit");
        const given = optionalNumber(overdraft, "overdraft_limit");
        mode = given === undefined ? 1 : 2;
        limit = given ?? 0;
      } catch (error) {
        throw within(`credit_postpaid.${credit}`, error);
      }
    }
    last = encodeCredit(arena, credit, limit, mode, last);
    head ||= last;
  }
  return head;
}

function encodeSubscription(arena: Arena, value: unknown): number {
  if (value === undefined || value === null) return 0;
  try {
    const o = struct(value, orders.SUBSCRIPTION);
    requiredText(o.id, "id");
    const start = requiredText(either(o.period_start, o.periodStart, "periodStart"), "period_start");
    const end = requiredText(either(o.period_end, o.periodEnd, "periodEnd"), "period_end");
    const startId = arena.text(start);
    const endId = arena.text(end);
    const at = arena.record(2);
    const to = arena.base + (at >> 2);
    arena.words[to] = startId;
    arena.words[to + 1] = endId;
    return at;
  } catch (error) {
    throw within("subscription", error);
  }
}

function checkTier(value: unknown): void {
  const o = struct(value, orders.TIER);
  requiredText(o.key, "key");
  requiredInteger(o.value, "value");
}

function checkTiers(value: unknown): void {
  const tiers = list(value, "warning_tiers");
  tiers?.forEach((tier, i) => {
    if (tier === null || tier === undefined) return;
    try {
      checkTier(tier);
    } catch (error) {
      throw within(`warning_tiers[${i}]`, error);
    }
  });
}

function encodeEntitlement(arena: Arena, value: unknown, kept: Wire[]): number {
  const o = struct(value, orders.ENTITLEMENT);
  requiredText(either(o.feature_id, o.featureId, "featureId"), "feature_id");
  const key = requiredText(either(o.feature_key, o.featureKey, "featureKey"), "feature_key");
  requiredName(either(o.value_type, o.valueType, "valueType"), "value_type");
  optionalInteger(o.allocation, "allocation");
  optionalInteger(either(o.soft_limit, o.softLimit, "softLimit"), "soft_limit");
  optionalInteger(o.usage, "usage");
  optionalText(either(o.event_name, o.eventName, "eventName"), "event_name");
  optionalText(either(o.event_subtype, o.eventSubtype, "eventSubtype"), "event_subtype");
  optionalName(either(o.metric_period, o.metricPeriod, "metricPeriod"), "metric_period");
  optionalName(either(o.month_reset, o.monthReset, "monthReset"), "month_reset");
  optionalText(either(o.metric_reset_at, o.metricResetAt, "metricResetAt"), "metric_reset_at");
  optionalText(either(o.credit_id, o.creditId, "creditId"), "credit_id");
  optionalNumber(either(o.credit_total, o.creditTotal, "creditTotal"), "credit_total");
  optionalNumber(either(o.credit_used, o.creditUsed, "creditUsed"), "credit_used");
  optionalNumber(either(o.credit_remaining, o.creditRemaining, "creditRemaining"), "credit_remaining");
  optionalNumber(either(o.credit_reserved, o.creditReserved, "creditReserved"), "credit_reserved");
  optionalNumber(either(o.credit_settled, o.creditSettled, "creditSettled"), "credit_settled");
  optionalNumber(either(o.consumption_rate, o.consumptionRate, "consumptionRate"), "consumption_rate");
  checkTiers(either(o.warning_tiers, o.warningTiers, "warningTiers"));
  kept.push(o);
  const keyId = arena.text(key);
  const at = arena.record(4);
  const to = arena.base + (at >> 2);
  const { words } = arena;
  words[to] = 0;
  words[to + 1] = keyId;
  words[to + 2] = 0;
  words[to + 3] = 0;
  return at;
}

export function encodeCompany(arena: Arena, value: unknown): Encoded {
  const o = struct(value, orders.COMPANY);
  arena.begin(COMPANY);
  const root = arena.record(ROOT_WORDS);
  const id = requiredText(o.id, "id");
  checkOrigin(o);
  checkKeys(o.keys);
  const basePlan = optionalText(either(o.base_plan_id, o.basePlanId, "basePlanId"), "base_plan_id");
  const texts: RuleTexts = [];
  const entitlements: Wire[] = [];
  const billing = either(o.billing_product_ids, o.billingProductIds, "billingProductIds");
  const versions = either(o.plan_version_ids, o.planVersionIds, "planVersionIds");
  const members = [
    arena.text(id),
    encodeList(arena, o.rules, "rules", encodeRule, texts),
    basePlan === undefined ? 0 : arena.text(basePlan),
    encodeTexts(arena, either(o.plan_ids, o.planIds, "planIds"), "plan_ids"),
    encodeTexts(arena, versions, "plan_version_ids"),
    encodeTexts(arena, billing, "billing_product_ids"),
    encodeList(arena, o.metrics, "metrics", encodeMetric, undefined),
    encodeBalances(arena, either(o.credit_balances, o.creditBalances, "creditBalances")),
    encodePostpaid(arena, either(o.credit_postpaid, o.creditPostpaid, "creditPostpaid")),
    encodeSubscription(arena, o.subscription),
    encodeList(arena, o.traits, "traits", encodeTrait, undefined),
    encodeList(arena, o.entitlements, "entitlements", encodeEntitlement, entitlements),
  ];
  writeRoot(arena, root, members);
  return { id, key: "", defaultValue: false, rules: texts, entitlements };
}

export function encodeUser(arena: Arena, value: unknown): Encoded {
  const o = struct(value, orders.USER);
  arena.begin(USER);
  const root = arena.record(ROOT_WORDS);
  const id = requiredText(o.id, "id");
  checkOrigin(o);
  checkKeys(o.keys);
  const texts: RuleTexts = [];
  const rules = encodeList(arena, o.rules, "rules", encodeRule, texts);
  const traits = encodeList(arena, o.traits, "traits", encodeTrait, undefined);
  writeRoot(arena, root, [arena.text(id), rules, 0, 0, 0, 0, 0, 0, 0, 0, traits]);
  return { id, key: "", defaultValue: false, rules: texts, entitlements: [] };
}
