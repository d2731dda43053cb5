import type { Arena } from "./arena";
import { isInteger } from "./encode/check";
import { RulesEngineError } from "./errors";
import type { EvaluateOptions } from "./types";

const LARGEST_TIME = 8.64e15;

function invalid(message: string): RulesEngineError {
  return new RulesEngineError("invalid_options", message);
}

function quantity(value: unknown, name: string): number | bigint {
  if (!isInteger(value)) throw invalid(`${name} must be an integer of 64 bits, got ${String(value)}.`);
  return value;
}

/** What the engine answers instead of evaluating, `undefined` when the options are usable. */
export type OptionsError = "preflight usage cannot be negative" | "preflight credit cost cannot be negative";

export interface CheckedOptions {
  /** Whether there is anything but `now`. */
  preflight: boolean;
  err: OptionsError | undefined;
  now: number | undefined;
  usage: number | bigint;
  event: string | undefined;
  quantity: number | bigint;
  costs: [credit: string, cost: number][];
}

function checkTime(now: unknown): number | undefined {
  if (now === undefined) return undefined;
  if (typeof now !== "number" || !(Math.abs(now) <= LARGEST_TIME)) {
    throw invalid(`now must be a time in ms since the epoch, got ${String(now)}.`);
  }
  return now;
}

/** Checks evaluation options; throws `invalid_options` for wrong types. */
export function checkOptions(options: EvaluateOptions): CheckedOptions {
  if (typeof options !== "object" || Array.isArray(options)) throw invalid("options must be an object.");
  const checked: CheckedOptions = {
    preflight: false,
    err: undefined,
    now: checkTime(options.now),
    usage: 0,
    event: undefined,
    quantity: 0,
    costs: [],
  };
  const { usage, eventUsage, creditCost } = options;
  if (usage !== undefined && usage !== null) {
    checked.preflight = true;
    checked.usage = quantity(usage, "usage");
  }
  if (eventUsage !== undefined && eventUsage !== null) {
    checked.preflight = true;
    if (typeof eventUsage !== "object") throw invalid("eventUsage must be an object.");
    if (typeof eventUsage.eventSubtype !== "string")
      throw invalid("eventUsage.eventSubtype must be a string.");
    checked.event = eventUsage.eventSubtype;
    checked.quantity = quantity(eventUsage.quantity, "eventUsage.quantity");
  }
  if (checked.usage < 0 || checked.quantity < 0) checked.err = "preflight usage cannot be negative";
  if (creditCost !== undefined) {
    checked.preflight = true;
    if (typeof creditCost !== "object" || creditCost === null || Array.isArray(creditCost)) {
      throw invalid("creditCost must be an object of numbers.");
    }
    for (const credit in creditCost) {
      const cost = creditCost[credit];
      if (typeof cost !== "number" || !Number.isFinite(cost)) {
        throw invalid(`creditCost.${credit} must be a finite number, got ${String(cost)}.`);
      }
      if (cost < 0) checked.err ??= "preflight credit cost cannot be negative";
      checked.costs.push([credit, cost]);
    }
  }
  return checked;
}

/** Hands a preflight to the engine until `clearPreflight`. */
export function setPreflight(arena: Arena, options: CheckedOptions): void {
  const { exports } = arena;
  const event = options.event === undefined ? 0 : arena.pinned(options.event);
  const ids = options.costs.map(([credit]) => arena.pinned(credit));
  let costs = 0;
  if (ids.length > 0) {
    arena.begin(0);
    const first = arena.record(ids.length * 4 + 2);
    // Doubles lie at multiples of eight.
    const at = (arena.base + (first >> 2) + 1) & ~1;
    ids.forEach((id, i) => {
      arena.words[at + i * 4] = id;
      arena.doubles[(at + i * 4 + 2) >> 1] = options.costs[i]?.[1] ?? 0;
    });
    costs = at << 2;
  }
  arena.split(options.usage);
  const { low, high } = arena;
  arena.split(options.quantity);
  exports.preflight(low, high, event, arena.low, arena.high, costs, ids.length);
}
