import { setTimeout as delay } from "node:timers/promises";

/** Lets a number of requests start per second, evenly spaced. */
export class Pace {
  readonly #intervalMs: number;
  #nextAt = 0;

  constructor(perSecond: number) {
    this.#intervalMs = 1_000 / perSecond;
  }

  /** Resolves when the next request may start. Rejects with the reason of `signal`. */
  async turn(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + this.#intervalMs;
    if (at - now > 1) await delay(at - now, undefined, { signal });
    signal.throwIfAborted();
  }
}
