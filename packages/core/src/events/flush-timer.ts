import type { CancelTimer, Clock } from "../contracts/clock";

/** A timer that is so late has died with its invocation, in ms. */
const LATE_MS = 1_000;

/** Calls `flush` one interval after the first event that waits for it. */
export class FlushTimer {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #flush: () => void;
  #cancel: CancelTimer | undefined;
  #dueAt = 0;

  constructor(clock: Clock, intervalMs: number, flush: () => void) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
    this.#flush = flush;
  }

  /** Starts the timer unless it runs. `now` is the wall-clock time in ms. */
  start(now: number): void {
    if (this.#cancel !== undefined && now < this.#dueAt + LATE_MS) return;
    this.#cancel?.();
    this.#dueAt = now + this.#intervalMs;
    this.#cancel = this.#clock.setTimer(() => {
      this.#cancel = undefined;
      this.#flush();
    }, this.#intervalMs);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
