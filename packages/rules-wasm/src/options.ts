import * as L from "../assembly/layout";
import { RulesEngineError } from "./errors";
import type { EvaluateOptions } from "./types";
import { isInteger } from "./wire/check";
import type { Draft } from "./wire/draft";

const LARGEST_TIME = 8.64e15;
const CLEAN = { isPrototypeClean: true, duplicates: undefined };

/** Evaluation options, read completely and checked. */
export interface ReadOptions {
  readonly now: number | undefined;
  /** Undefined if the options ask for no use. */
  readonly preflight: ReadPreflight | undefined;
  /** Reason why the engine does not evaluate with these options. */
  readonly err: string | undefined;
}

/** The use that options ask about. */
export interface ReadPreflight {
  readonly usage: number | bigint;
  readonly event: string | undefined;
  readonly quantity: number | bigint;
  readonly measuredEvent: string | undefined;
  readonly measured: number;
  readonly quantities: [string, number][];
  readonly costs: [string, number][];
}

function mustBe(name: string, expected: string): RulesEngineError {
  return new RulesEngineError("invalid_options", `${name} must be ${expected}.`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function integerOf(value: unknown, name: string): number | bigint {
  if (!isInteger(value)) throw mustBe(name, "an integer of 64 bits");
  return value;
}

function finiteOf(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw mustBe(name, "a finite number");
  return value;
}

/** An object with the subtype of an event; undefined for an absent one. */
function eventOf(value: unknown, name: string): { event: string; of: Record<string, unknown> } | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw mustBe(name, "an object");
  const event = value.eventSubtype;
  if (typeof event !== "string") throw mustBe(`${name}.eventSubtype`, "a string");
  return { event, of: value };
}

/** Numbers by name. Null values leave their name out where `skipsNull`. */
function amountsOf(value: unknown, name: string, skipsNull: boolean): [string, number][] {
  if (value === undefined || (value === null && skipsNull)) return [];
  if (!isObject(value)) throw mustBe(name, "an object of numbers");
  const amounts: [string, number][] = [];
  for (const [key, amount] of Object.entries(value)) {
    if (amount === undefined || (amount === null && skipsNull)) continue;
    amounts.push([key, finiteOf(amount, `${name}.${key}`)]);
  }
  return amounts;
}

function timeOf(now: unknown): number | undefined {
  if (now === undefined) return undefined;
  if (typeof now === "number" && Math.abs(now) <= LARGEST_TIME) return now;
  throw mustBe("now", "a time in ms since the epoch");
}

function readPreflight(options: EvaluateOptions): ReadPreflight {
  const { usage, eventUsage, eventQuantities, creditCost } = options;
  const one = eventOf(eventUsage, "eventUsage");
  const many = eventOf(eventQuantities, "eventQuantities");
  return {
    usage: integerOf(usage ?? 0, "usage"),
    event: one?.event,
    quantity: one ? integerOf(one.of.quantity, "eventUsage.quantity") : 0,
    measuredEvent: many?.event,
    measured: finiteOf(many?.of.quantity ?? 0, "eventQuantities.quantity"),
    quantities: amountsOf(many?.of.quantities, "eventQuantities.quantities", true),
    costs: amountsOf(creditCost, "creditCost", false),
  };
}

function errorOf({ usage, quantity, measured, quantities, costs }: ReadPreflight): string | undefined {
  const isNegative = ([, amount]: [string, number]): boolean => amount < 0;
  if (usage < 0 || quantity < 0 || measured < 0 || quantities.some(isNegative)) {
    return "preflight usage cannot be negative";
  }
  return costs.some(isNegative) ? "preflight credit cost cannot be negative" : undefined;
}

/** Reads evaluation options; throws `invalid_options` for wrong types. Runs no code of the engine. */
export function readOptions(options: EvaluateOptions): ReadOptions {
  if (!isObject(options)) throw mustBe("options", "an object");
  const now = timeOf(options.now);
  const read = readPreflight(options);
  const { usage, event, measuredEvent, costs } = read;
  const isUse =
    BigInt(usage) !== 0n || event !== undefined || measuredEvent !== undefined || costs.length > 0;
  return { now, preflight: isUse ? read : undefined, err: errorOf(read) };
}

/** Writes a preflight as the record that the engine reads it from. */
export function draftPreflight(draft: Draft, preflight: ReadPreflight): void {
  draft.begin(0, CLEAN);
  const at = L.ROOT;
  draft.putInteger(at, L.PF_USAGE, preflight.usage);
  draft.putInteger(at, L.PF_QUANTITY, preflight.quantity);
  draft.putText(at, L.PF_EVENT, preflight.event);
  draft.putText(at, L.PF_MEASURED_EVENT, preflight.measuredEvent);
  draft.putDouble(at, L.PF_MEASURED, preflight.measured);
  draft.put(at, L.PF_QUANTITIES, draft.putAmounts(preflight.quantities));
  draft.put(at, L.PF_COSTS, draft.putAmounts(preflight.costs));
}
