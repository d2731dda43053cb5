import type { FeatureEntitlement } from "../types";
import {
  given,
  integer,
  list,
  map,
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
function asTime(value: string): Date | string {
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? value : time;
}

/** Amounts by name, without those that are null. */
export function readAmounts(value: unknown): [string, number][] {
  const amounts: [string, number][] = [];
  const given = map(value);
  for (const key of Object.keys(given)) {
    const amount = optionalNumber(given[key]);
    if (amount !== undefined) amounts.push([key, amount]);
  }
  return amounts;
}

function readTiers(origin: Origin, value: unknown): { key: string; value: number }[] | undefined {
  if (value === undefined || value === null) return undefined;
  const tiers: { key: string; value: number }[] = [];
  for (const item of list(value)) {
    if (item === null || item === undefined) continue;
    const o = members(origin, item, TIER);
    tiers.push({ key: text(o.key), value: Number(integer(o.value)) });
  }
  return tiers.length > 0 ? tiers : undefined;
}

function readRates(value: unknown): Record<string, number> | undefined {
  if (value === undefined || value === null) return undefined;
  const rates = readAmounts(value);
  return rates.length > 0 ? Object.fromEntries(rates) : undefined;
}

/** An entitlement that has been read; absent members are undefined. */
export type EntitlementFields = {
  [K in Exclude<keyof FeatureEntitlement, "featureKey" | "metricResetAt">]-?:
    | FeatureEntitlement[K]
    | undefined;
} & { featureKey: string; metricResetAt: string | undefined };

/** Reads an entitlement. */
export function readEntitlement(origin: Origin, value: unknown): EntitlementFields {
  const o = members(origin, value, ENTITLEMENT);
  return {
    featureId: text(given(o.feature_id, o.featureId)),
    featureKey: text(given(o.feature_key, o.featureKey)),
    valueType: name(given(o.value_type, o.valueType)),
    allocation: asNumber(optionalInteger(o.allocation)),
    softLimit: asNumber(optionalInteger(given(o.soft_limit, o.softLimit))),
    usage: asNumber(optionalInteger(o.usage)),
    eventName: optionalText(given(o.event_name, o.eventName)),
    eventSubtype: optionalText(given(o.event_subtype, o.eventSubtype)),
    metricPeriod: optionalName(given(o.metric_period, o.metricPeriod)),
    monthReset: optionalName(given(o.month_reset, o.monthReset)),
    metricResetAt: optionalText(given(o.metric_reset_at, o.metricResetAt)),
    creditId: optionalText(given(o.credit_id, o.creditId)),
    creditTotal: optionalNumber(given(o.credit_total, o.creditTotal)),
    creditUsed: optionalNumber(given(o.credit_used, o.creditUsed)),
    creditRemaining: optionalNumber(given(o.credit_remaining, o.creditRemaining)),
    creditReserved: optionalNumber(given(o.credit_reserved, o.creditReserved)),
    creditSettled: optionalNumber(given(o.credit_settled, o.creditSettled)),
    consumptionRate: optionalNumber(given(o.consumption_rate, o.consumptionRate)),
    quantityRates: readRates(given(o.quantity_rates, o.quantityRates)),
    warningTiers: readTiers(origin, given(o.warning_tiers, o.warningTiers)),
  };
}

/** As `readEntitlement` for data that is read again later: keeps nothing and returns the feature key. */
export function checkEntitlement(origin: Origin, value: unknown): string {
  const o = members(origin, value, ENTITLEMENT);
  text(given(o.feature_id, o.featureId));
  const key = text(given(o.feature_key, o.featureKey));
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
  readRates(given(o.quantity_rates, o.quantityRates));
  readTiers(origin, given(o.warning_tiers, o.warningTiers));
  return key;
}

/** The public form of an entitlement, without what is absent. */
export function publicEntitlement(fields: EntitlementFields): FeatureEntitlement {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  const made: Record<string, unknown> = Object.fromEntries(present);
  if (fields.metricResetAt !== undefined) made.metricResetAt = asTime(fields.metricResetAt);
  return made as unknown as FeatureEntitlement;
}
