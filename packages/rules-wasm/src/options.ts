import type { Arena } from "./arena";
import { isInteger } from "./check";
import { RulesEngineError } from "./errors";
import type { EvaluateOptions } from "./types";

const LARGEST_TIME = 8.64e15;

function mustBe(name: string, expected: string): RulesEngineError {
  return new RulesEngineError("invalid_options", `${name} must be ${expected}.`);
}

function quantity(value: unknown, name: string): number | bigint {
  if (!isInteger(value)) throw mustBe(name, "an integer of 64 bits");
  return value;
}

/**
 * Checks evaluation options and hands their preflight to the engine, which keeps it until `clearPreflight`.
 * Answers why the engine does not evaluate with them, if so; throws `invalid_options` for wrong types.
 */
export function setPreflight(arena: Arena, options: EvaluateOptions): string | undefined {
  if (typeof options !== "object" || Array.isArray(options)) throw mustBe("options", "an object");
  const { now, usage, eventUsage, creditCost = {} } = options;
  if (now !== undefined && !(typeof now === "number" && Math.abs(now) <= LARGEST_TIME)) {
    throw mustBe("now", "a time in ms since the epoch");
  }
  const units = quantity(usage ?? 0, "usage");
  const hasEvent = eventUsage !== undefined && eventUsage !== null;
  if (hasEvent && typeof eventUsage.eventSubtype !== "string") {
    throw mustBe("eventUsage.eventSubtype", "a string");
  }
  const events = hasEvent ? quantity(eventUsage.quantity, "eventUsage.quantity") : 0;
  if (typeof creditCost !== "object" || creditCost === null || Array.isArray(creditCost)) {
    throw mustBe("creditCost", "an object of numbers");
  }
  const costs = Object.entries(creditCost);
  for (const [credit, cost] of costs) {
    if (!Number.isFinite(cost)) throw mustBe(`creditCost.${credit}`, "a finite number");
  }
  if (units < 0 || events < 0) return "preflight usage cannot be negative";
  if (costs.some(([, cost]) => cost < 0)) return "preflight credit cost cannot be negative";

  const event = hasEvent ? arena.pinned(eventUsage.eventSubtype) : 0;
  const ids = costs.map(([credit]) => arena.pinned(credit));
  arena.begin(0);
  const list = arena.record(ids.length * 4 + 2);
  // Doubles lie at multiples of eight.
  const at = (arena.base + list + 1) & ~1;
  ids.forEach((id, i) => {
    arena.words[at + i * 4] = id;
    arena.doubles[(at + i * 4 + 2) >> 1] = costs[i]?.[1] as number;
  });
  arena.split(units);
  const { low, high } = arena;
  arena.split(events);
  arena.exports.preflight(low, high, event, arena.low, arena.high, at << 2, ids.length);
  return undefined;
}
