import type { Preflight } from "../../contracts/evaluation";
import { isFlagKey } from "./flag-key";
import { inputError, quoted } from "./problem";

/** The parts of a preflight as callers pass them: in the options of a check, or in its context. */
export interface PreflightInput {
  readonly usage?: number | undefined;
  readonly eventUsage?: { eventSubtype: string; quantity: number } | undefined;
  readonly creditCost?: Record<string, number> | undefined;
}

/** Returns the quantity rounded up, so that a check never passes with less than the action is about to record. */
function quantityOf(name: string, value: unknown): number {
  if (typeof value === "number" && value >= 0 && value < Infinity) return Math.ceil(value);
  throw inputError("invalid_preflight", `${name} must be a finite number, 0 or more`);
}

function eventUsageOf(input: PreflightInput["eventUsage"]): Preflight["eventUsage"] {
  const { eventSubtype, quantity } = input ?? {};
  if (!isFlagKey(eventSubtype))
    throw inputError("invalid_preflight", "eventUsage.eventSubtype must be a string that is not empty");
  return { eventSubtype, quantity: quantityOf("eventUsage.quantity", quantity) };
}

/**
 * Returns the preflight of a check as a copy, or undefined if none of the quantities has an effect. The options win
 * over the context. Throws an `InputError` (`invalid_preflight`).
 */
export function readPreflight(
  options: PreflightInput | undefined,
  inContext: PreflightInput | undefined,
): Preflight | undefined {
  const usage = options?.usage ?? inContext?.usage;
  const eventUsage = options?.eventUsage ?? inContext?.eventUsage;
  const creditCost = options?.creditCost ?? inContext?.creditCost;
  if (usage === undefined && eventUsage === undefined && creditCost === undefined) return undefined;
  const preflight: Preflight = {};
  const quantity = quantityOf("usage", usage ?? 0);
  if (quantity > 0) preflight.usage = quantity;
  if (eventUsage) {
    const read = eventUsageOf(eventUsage);
    if (read && read.quantity > 0) preflight.eventUsage = read;
  }
  const costs = Object.entries(creditCost ?? {});
  for (const [credit, cost] of costs) {
    const isCost = typeof cost === "number" && cost >= 0 && cost < Infinity;
    if (isCost) continue;
    throw inputError("invalid_preflight", `creditCost[${quoted(credit)}] must be a finite number, 0 or more`);
  }
  if (costs.length > 0) preflight.creditCost = Object.fromEntries(costs);
  return Object.keys(preflight).length > 0 ? preflight : undefined;
}
