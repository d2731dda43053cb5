import type { Clock } from "../../contracts/clock";
import type { EvaluationContext, FlagResolution } from "../../contracts/evaluation";

/** The same result for the same context is reported once in this time, in ms. */
const WINDOW_MS = 60_000;
/** Results that are remembered. Beyond that, all are forgotten and reported again. */
const MAX_RESULTS = 10_000;

/** Recognises repeated flag checks: the same result for the same context. */
export class ChecksSeen {
  readonly #clock: Clock;
  readonly #seen: Set<string> = new Set();
  #since = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns true for the first check with this result and context within a minute. */
  isNew(resolution: FlagResolution, { company, user }: EvaluationContext): boolean {
    const now = this.#clock.monotonic();
    if (now - this.#since >= WINDOW_MS || this.#seen.size >= MAX_RESULTS) {
      this.#seen.clear();
      this.#since = now;
    }
    const { flagKey, value, reason, ruleId } = resolution;
    const key = `${flagKey}\n${value}\n${ruleId}\n${reason}\n${keysText(company)}\n${keysText(user)}`;
    const { size } = this.#seen;
    return this.#seen.add(key).size > size;
  }
}

type Keys = EvaluationContext["company"];

/** Returns a text that is the same only for the same keys. The lengths keep names and values apart. */
function keysText(keys: Keys): string {
  if (keys === undefined || keys === null) return "";
  let text = "";
  for (const name in keys) {
    if (!Object.hasOwn(keys, name)) continue;
    const value: unknown = keys[name];
    if (typeof value !== "string") return JSON.stringify(keys);
    text += `${name.length}:${name}${value.length}:${value}`;
  }
  return text;
}
