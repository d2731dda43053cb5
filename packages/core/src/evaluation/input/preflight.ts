import type { Preflight } from "../../contracts/evaluation";
import { isFlagKey } from "./flag-key";
import { inputError, quoted } from "./problem";

/** The parts of a preflight as callers pass them: in the options of a check, or in its context. */
export interface PreflightInput {
  readonly usage?: number | undefined;
  readonly eventUsage?: { eventSubtype: string; quantity: number } | undefined;
  readonly eventQuantities?: EventQuantities | undefined;
  readonly creditCost?: Record<string, number> | undefined;
}

/** Measured quantities of one event subtype, for conditions on credits. */
export interface EventQuantities {
  eventSubtype: string;
  /** Charged at the consumption rate. Default: 1. */
  quantity?: number | undefined;
  /** Each is charged at the rate of its name. */
  quantities?: Record<string, number> | undefined;
}

/** Returns an amount that may have fractions. */
function amountOf(name: string, value: unknown): number {
  if (typeof value === "number" && value >= 0 && value < Infinity) return value;
  throw inputError("invalid_preflight", `${name} must be a finite number, 0 or more`);
}

/** Returns a copy of amounts by name. */
function amountsOf(name: string, amounts: Record<string, number>): Record<string, number> {
  const read = Object.entries(amounts).map(([key, value]) => [
    key,
    amountOf(`${name}[${quoted(key)}]`, value),
  ]);
  return Object.fromEntries(read) as Record<string, number>;
}

/** Returns the quantity rounded up, so that a check never passes with less than the action is about to record. */
function quantityOf(name: string, value: unknown): number {
  return Math.ceil(amountOf(name, value));
}

function eventUsageOf(input: PreflightInput["eventUsage"]): Preflight["eventUsage"] {
  const { eventSubtype, quantity } = input ?? {};
  if (!isFlagKey(eventSubtype))
    throw inputError("invalid_preflight", "eventUsage.eventSubtype must be a string that is not empty");
  return { eventSubtype, quantity: quantityOf("eventUsage.quantity", quantity) };
}

function eventQuantitiesOf(input: EventQuantities): Preflight["eventQuantities"] {
  const { eventSubtype, quantity, quantities } = input;
  if (!isFlagKey(eventSubtype))
    throw inputError("invalid_preflight", "eventQuantities.eventSubtype must be a string that is not empty");
  return {
    eventSubtype,
    ...(quantity !== undefined && { quantity: amountOf("eventQuantities.quantity", quantity) }),
    ...(quantities && { quantities: amountsOf("eventQuantities.quantities", quantities) }),
  };
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
  const eventQuantities = options?.eventQuantities ?? inContext?.eventQuantities;
  if ((usage ?? eventUsage ?? eventQuantities ?? creditCost) === undefined) return undefined;
  const preflight: Preflight = {};
  const quantity = quantityOf("usage", usage ?? 0);
  if (quantity > 0) preflight.usage = quantity;
  if (eventUsage) {
    const read = eventUsageOf(eventUsage);
    if (read && read.quantity > 0) preflight.eventUsage = read;
  }
  const quantities = eventQuantities && eventQuantitiesOf(eventQuantities);
  if (quantities) preflight.eventQuantities = quantities;
  const costs = amountsOf("creditCost", creditCost ?? {});
  if (Object.keys(costs).length > 0) preflight.creditCost = costs;
  return Object.keys(preflight).length > 0 ? preflight : undefined;
}
