import type { CancelTimer, Clock } from "@schematic/core";

interface Timer {
  at: number;
  fn: () => void;
}

/** A clock that stands still until `advance`; timers fire in their order. */
export class FakeClock implements Clock {
  #now: number;
  readonly #start: number;
  readonly #timers = new Set<Timer>();
  /** What `random` answers. */
  chance: () => number = () => 0.5;

  constructor(start: number = Date.UTC(2026, 0, 15)) {
    this.#now = start;
    this.#start = start;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now - this.#start;
  }

  random(): number {
    return this.chance();
  }

  setTimer(fn: () => void, delayMs: number): CancelTimer {
    const timer = { at: this.#now + Math.max(0, delayMs), fn };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  get timers(): number {
    return this.#timers.size;
  }

  /** Moves time forward, firing what falls due, and lets promises settle after each timer. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      let next: Timer | undefined;
      for (const one of this.#timers)
        if (one.at <= end && (next === undefined || one.at < next.at)) next = one;
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.fn();
      await settle();
    }
    this.#now = end;
    await settle();
  }
}

/** Lets everything that waits for promises alone go on. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}
