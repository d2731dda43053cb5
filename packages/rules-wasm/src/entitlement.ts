import type { Wire } from "./check";
import type { FeatureEntitlement } from "./types";

/** A member's value in an answer: other forms of numbers and names that the wire has become plain ones. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return tiersOf(value);
  // The other form that enumerations may have on the wire: {"name": null}.
  if (typeof value === "object" && value !== null) return Object.keys(value)[0];
  return value;
}

function tiersOf(tiers: readonly (Wire | unknown[] | null)[]): object[] | undefined {
  const made = tiers.flatMap((tier) => {
    if (tier === null) return [];
    const [key, value] = Array.isArray(tier) ? tier : [tier.key, tier.value];
    return [{ key, value: plain(value) }];
  });
  return made.length > 0 ? made : undefined;
}

function camel(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The public form of an entitlement that has been checked; `names` are its members on the wire. */
export function toEntitlement(wire: Wire | unknown[], names: readonly string[]): FeatureEntitlement {
  const result: Wire = {};
  names.forEach((name, i) => {
    const member = camel(name);
    const value = plain(Array.isArray(wire) ? wire[i] : (wire[name] ?? wire[member]));
    if (value !== undefined && value !== null) result[member] = value;
  });
  const time = new Date(result.metricResetAt as string);
  // Text that is no time is kept as it came.
  if (!Number.isNaN(time.getTime())) result.metricResetAt = time;
  return result as unknown as FeatureEntitlement;
}
