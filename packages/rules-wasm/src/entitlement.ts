import type { Wire } from "./encode/check";
import type { FeatureEntitlement } from "./types";

const MEMBERS: readonly (readonly [camel: keyof FeatureEntitlement, snake: string])[] = [
  ["featureId", "feature_id"],
  ["featureKey", "feature_key"],
  ["valueType", "value_type"],
  ["allocation", "allocation"],
  ["softLimit", "soft_limit"],
  ["usage", "usage"],
  ["eventName", "event_name"],
  ["eventSubtype", "event_subtype"],
  ["metricPeriod", "metric_period"],
  ["monthReset", "month_reset"],
  ["metricResetAt", "metric_reset_at"],
  ["creditId", "credit_id"],
  ["creditTotal", "credit_total"],
  ["creditUsed", "credit_used"],
  ["creditRemaining", "credit_remaining"],
  ["creditReserved", "credit_reserved"],
  ["creditSettled", "credit_settled"],
  ["consumptionRate", "consumption_rate"],
];

/** A member in either casing; `undefined` where it is absent. */
export function member(wire: Wire, camel: string, snake: string): unknown {
  return wire[snake] ?? wire[camel] ?? undefined;
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  // The other form that enumerations may have on the wire: {"name": null}.
  if (typeof value === "object" && value !== null) return Object.keys(value)[0];
  return value;
}

/** The public form of an entitlement that has been checked, with its time text as it came. */
export function rawEntitlement(wire: Wire): Wire {
  const result: Wire = {};
  for (const [camel, snake] of MEMBERS) {
    const value = member(wire, camel, snake);
    if (value !== undefined) result[camel] = plain(value);
  }
  const tiers = member(wire, "warningTiers", "warning_tiers") as
    | readonly (Wire | unknown[] | null)[]
    | undefined;
  const kept = tiers?.filter((tier) => tier !== null) ?? [];
  if (kept.length > 0) {
    result.warningTiers = kept.map((tier) =>
      Array.isArray(tier)
        ? { key: tier[0], value: plain(tier[1]) }
        : { key: tier?.key, value: plain(tier?.value) },
    );
  }
  return result;
}

/** The public form, frozen because answers share it. */
export function toEntitlement(wire: Wire): FeatureEntitlement {
  const result = rawEntitlement(wire);
  if (typeof result.metricResetAt === "string") {
    const time = new Date(result.metricResetAt);
    // Text that is no time is kept as it came.
    if (!Number.isNaN(time.getTime())) result.metricResetAt = time;
  }
  return result as unknown as FeatureEntitlement;
}
