import { inTime } from "@schematic-internal/testing";
import type { CancelTimer, Clock } from "../../../src/contracts/clock";

/** A clock that stands still until it is moved; its timers fire in order. */
export class FakeClock implements Clock {
  #now = Date.parse("2025-01-01T00:00:00Z");
  #timers: { at: number; fn: () => void }[] = [];
  /** Delays that were asked for, in ms. */
  readonly delays: number[] = [];
  readonly #random: () => number;
  #waiting: (() => void)[] = [];

  constructor(random: () => number = () => 1) {
    this.#random = random;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  random(): number {
    return this.#random();
  }

  setTimer(fn: () => void, delayMs: number): CancelTimer {
    const timer = { at: this.#now + delayMs, fn };
    this.#timers.push(timer);
    this.delays.push(delayMs);
    for (const tell of this.#waiting.splice(0)) tell();
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Resolves once a timer of this delay is set. */
  async armed(delayMs: number): Promise<void> {
    while (!this.#timers.some(({ at }) => at - this.#now === delayMs)) {
      const set = new Promise<void>((resolve) => this.#waiting.push(resolve));
      await inTime(set, () => ({ wanted: delayMs, delays: this.delays.slice(-20) }));
    }
  }

  /** Moves on without a timer, as a machine that was suspended. */
  jump(ms: number): void {
    this.#now += ms;
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((each) => each !== due);
      this.#now = Math.max(this.#now, due.at);
      due.fn();
    }
    this.#now = end;
  }
}
