import * as L from "../assembly/layout";
import type { Arena } from "./arena";
import { RulesEngineError } from "./errors";
import type { EvaluateOptions } from "./types";
import { isInteger } from "./wire/check";
import { type Draft, highHalf, lowHalf } from "./wire/draft";

const LARGEST_TIME = 8.64e15;
const CLEAN = { isPrototypeClean: true, hasOwnOnly: false, duplicates: undefined };

type Amounts = readonly (readonly [string, number])[];

const NO_AMOUNTS: Amounts = [];

/** Evaluation options, read completely and checked. */
export interface ReadOptions {
  readonly now: number | undefined;
  /** True if the options ask about a use. */
  readonly isUse: boolean;
  /** Reason why the engine does not evaluate with these options. */
  readonly err: string | undefined;
  readonly usage: number | bigint;
  readonly event: string | undefined;
  readonly quantity: number | bigint;
  readonly measuredEvent: string | undefined;
  readonly measured: number;
  readonly quantities: Amounts;
  readonly costs: Amounts;
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

/** A member that is an object; undefined for an absent one. */
function objectOf(value: unknown, name: string): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw mustBe(name, "an object");
  return value;
}

function subtypeOf(of: Record<string, unknown> | undefined, name: string): string | undefined {
  if (of === undefined) return undefined;
  const subtype = of.eventSubtype;
  if (typeof subtype !== "string") throw mustBe(`${name}.eventSubtype`, "a string");
  return subtype;
}

/** Numbers by name. Null values leave their name out where `skipsNull`. */
function amountsOf(value: unknown, name: string, skipsNull: boolean): Amounts {
  if (value === undefined || (value === null && skipsNull)) return NO_AMOUNTS;
  if (!isObject(value)) throw mustBe(name, "an object of numbers");
  const amounts: [string, number][] = [];
  for (const key of Object.keys(value)) {
    const amount = value[key];
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

function hasNegative(amounts: Amounts): boolean {
  return amounts !== NO_AMOUNTS && amounts.some(([, amount]) => amount < 0);
}

/** Reads evaluation options; throws `invalid_options` for wrong types. Runs no code of the engine. */
export function readOptions(options: EvaluateOptions): ReadOptions {
  if (!isObject(options)) throw mustBe("options", "an object");
  const now = timeOf(options.now);
  const one = objectOf(options.eventUsage, "eventUsage");
  const event = subtypeOf(one, "eventUsage");
  const many = objectOf(options.eventQuantities, "eventQuantities");
  const measuredEvent = subtypeOf(many, "eventQuantities");
  const usage = integerOf(options.usage ?? 0, "usage");
  const quantity = one === undefined ? 0 : integerOf(one.quantity, "eventUsage.quantity");
  const measured = many === undefined ? 0 : finiteOf(many.quantity ?? 0, "eventQuantities.quantity");
  const quantities =
    many === undefined ? NO_AMOUNTS : amountsOf(many.quantities, "eventQuantities.quantities", true);
  const costs = amountsOf(options.creditCost, "creditCost", false);
  let err: string | undefined;
  if (usage < 0 || quantity < 0 || measured < 0 || hasNegative(quantities)) {
    err = "preflight usage cannot be negative";
  } else if (hasNegative(costs)) err = "preflight credit cost cannot be negative";
  const hasEvent = event !== undefined || measuredEvent !== undefined;
  const isUse = Number(usage) !== 0 || hasEvent || costs.length > 0;
  return { now, isUse, err, usage, event, quantity, measuredEvent, measured, quantities, costs };
}

/** Writes the use of the options where the engine reads it. `useDraft` lends a draft, for lists of amounts. */
export function writePreflight(
  arena: Arena,
  read: ReadOptions,
  useDraft: (use: (draft: Draft) => void) => void,
): void {
  let quantities = 0;
  let costs = 0;
  if (read.quantities.length > 0 || read.costs.length > 0) {
    useDraft((draft) => {
      draft.begin(0, CLEAN);
      quantities = draft.putAmounts(read.quantities);
      costs = draft.putAmounts(read.costs);
      arena.receive(draft);
    });
  }
  const event = read.event === undefined ? 0 : arena.text(read.event);
  const measuredEvent = read.measuredEvent === undefined ? 0 : arena.text(read.measuredEvent);
  const { words, doubles, preflight: at } = arena;
  words[(at + L.PF_USAGE) >>> 2] = lowHalf(read.usage);
  words[(at + L.PF_USAGE + 4) >>> 2] = highHalf(read.usage);
  words[(at + L.PF_QUANTITY) >>> 2] = lowHalf(read.quantity);
  words[(at + L.PF_QUANTITY + 4) >>> 2] = highHalf(read.quantity);
  words[(at + L.PF_EVENT) >>> 2] = event;
  words[(at + L.PF_MEASURED_EVENT) >>> 2] = measuredEvent;
  doubles[(at + L.PF_MEASURED) >>> 3] = read.measured;
  words[(at + L.PF_QUANTITIES) >>> 2] = quantities;
  words[(at + L.PF_COSTS) >>> 2] = costs;
}
