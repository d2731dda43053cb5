import type { FeatureEntitlement } from "../types";
import {
  entries,
  given,
  integer,
  list,
  name,
  optionalInteger,
  optionalName,
  optionalNumber,
  optionalText,
  text,
} from "./check";
import { ENTITLEMENT, members, type Origin, TIER } from "./structs";

/** An integer as results have it; beyond 2^53 the nearest double. */
function asNumber(value: number | bigint | undefined): number | undefined {
  return typeof value === "bigint" ? Number(value) : value;
}

/** The time that a text stands for; text that is no time stays as it is. */
function asTime(value: string | undefined): Date | undefined {
  if (value === undefined) return undefined;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? (value as unknown as Date) : time;
}

/** Amounts by name, without those that are null. */
export function readAmounts(value: unknown): [string, number][] {
  const amounts: [string, number][] = [];
  for (const [key, member] of entries(value)) {
    const amount = optionalNumber(member);
    if (amount !== undefined) amounts.push([key, amount]);
  }
  return amounts;
}

function readTiers(origin: Origin, value: unknown): { key: string; value: number }[] | undefined {
  const tiers: { key: string; value: number }[] = [];
  for (const item of list(value)) {
    if (item === null || item === undefined) continue;
    const o = members(origin, item, TIER);
    tiers.push({ key: text(o.key), value: Number(integer(o.value)) });
  }
  return tiers.length > 0 ? tiers : undefined;
}

function readRates(value: unknown): Record<string, number> | undefined {
  const rates = readAmounts(value);
  return rates.length > 0 ? Object.fromEntries(rates) : undefined;
}

function set<K extends keyof FeatureEntitlement>(
  to: FeatureEntitlement,
  member: K,
  value: FeatureEntitlement[K] | undefined,
): void {
  if (value !== undefined) to[member] = value;
}

/** Reads an entitlement into its public form, without what is absent. */
export function readEntitlement(origin: Origin, value: unknown): FeatureEntitlement {
  const o = members(origin, value, ENTITLEMENT);
  const made: FeatureEntitlement = {
    featureId: text(given(o.feature_id, o.featureId)),
    featureKey: text(given(o.feature_key, o.featureKey)),
    valueType: name(given(o.value_type, o.valueType)),
  };
  set(made, "allocation", asNumber(optionalInteger(o.allocation)));
  set(made, "softLimit", asNumber(optionalInteger(given(o.soft_limit, o.softLimit))));
  set(made, "usage", asNumber(optionalInteger(o.usage)));
  set(made, "eventName", optionalText(given(o.event_name, o.eventName)));
  set(made, "eventSubtype", optionalText(given(o.event_subtype, o.eventSubtype)));
  set(made, "metricPeriod", optionalName(given(o.metric_period, o.metricPeriod)));
  set(made, "monthReset", optionalName(given(o.month_reset, o.monthReset)));
  set(made, "metricResetAt", asTime(optionalText(given(o.metric_reset_at, o.metricResetAt))));
  set(made, "creditId", optionalText(given(o.credit_id, o.creditId)));
  set(made, "creditTotal", optionalNumber(given(o.credit_total, o.creditTotal)));
  set(made, "creditUsed", optionalNumber(given(o.credit_used, o.creditUsed)));
  set(made, "creditRemaining", optionalNumber(given(o.credit_remaining, o.creditRemaining)));
  set(made, "creditReserved", optionalNumber(given(o.credit_reserved, o.creditReserved)));
  set(made, "creditSettled", optionalNumber(given(o.credit_settled, o.creditSettled)));
  set(made, "consumptionRate", optionalNumber(given(o.consumption_rate, o.consumptionRate)));
  set(made, "quantityRates", readRates(given(o.quantity_rates, o.quantityRates)));
  set(made, "warningTiers", readTiers(origin, given(o.warning_tiers, o.warningTiers)));
  return made;
}
