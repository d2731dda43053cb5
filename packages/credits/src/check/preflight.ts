import type { Preflight } from "@schematic/core";
import type { CreditCheckOptions } from "@schematic/core/internal";

/** True for a usage that can be held: a finite number, 0 or more. */
export function isUsage(usage: unknown): usage is number {
  return typeof usage === "number" && usage >= 0 && usage < Number.POSITIVE_INFINITY;
}

/** Returns the preflight of a usage. Units are rounded up, as the event that settles them is. */
export function preflightOf({ usage, eventSubtype }: CreditCheckOptions): Preflight {
  const quantity = Math.ceil(usage);
  return eventSubtype === undefined ? { usage: quantity } : { eventUsage: { eventSubtype, quantity } };
}
