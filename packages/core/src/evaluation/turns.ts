import type { Clock } from "../contracts/clock";

/** Checks that begin in one turn of the event loop. Each takes some ten microseconds to prepare. */
const STARTS_PER_TURN = 512;
/** After this time without a start, in milliseconds, a new turn has begun. */
const TURN_MS = 1;

/** Spreads the beginning of many checks over turns of the event loop, so that thousands at once do not block it. */
export class Turns {
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  #left = STARTS_PER_TURN;
  #lastStart = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns undefined if the caller may begin now, else a promise that resolves in a later turn. */
  enter(): Promise<void> | undefined {
    const now = this.#clock.monotonic();
    if (this.#waiting.length === 0 && now - this.#lastStart >= TURN_MS) this.#left = STARTS_PER_TURN;
    if (this.#left > 0) {
      this.#left--;
      this.#lastStart = now;
      return undefined;
    }
    if (this.#waiting.length === 0) this.#schedule();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The timer keeps the process running, because a caller awaits its check. */
  #schedule(): void {
    this.#clock.setTimer(() => this.#next(), 0, true);
  }

  #next(): void {
    for (const begin of this.#waiting.splice(0, STARTS_PER_TURN)) begin();
    this.#lastStart = this.#clock.monotonic();
    if (this.#waiting.length > 0) this.#schedule();
  }
}
