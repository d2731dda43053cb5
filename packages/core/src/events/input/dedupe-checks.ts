import type { Clock } from "../../contracts/clock";
import type { EvaluationContext, FlagResolution } from "../../contracts/evaluation";

/** How long the same answer to the same question is not told again, ms. */
const WINDOW_MS = 60_000;
/** Answers that are remembered; past that, all are forgotten and told again. */
const MAX_KEYS = 10_000;

/** Tells repeated flag checks apart: the same answer to the same question counts once a minute. */
export class UniqueChecks {
  readonly #clock: Clock;
  readonly #seen: Set<string> = new Set();
  #since = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether this answer is new in its minute. */
  isNew(answer: FlagResolution, { company, user }: EvaluationContext): boolean {
    const now = this.#clock.monotonic();
    if (now - this.#since >= WINDOW_MS || this.#seen.size >= MAX_KEYS) {
      this.#seen.clear();
      this.#since = now;
    }
    const key = JSON.stringify([answer.flagKey, answer.value, answer.reason, answer.ruleId, company, user]);
    const before = this.#seen.size;
    return this.#seen.add(key).size > before;
  }
}
