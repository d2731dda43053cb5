import type { Clock } from "@schematic/core";

interface Timer {
  at: number;
  seq: number;
  fn: () => void;
}

/** Lets all promise callbacks run. Not `setImmediate` of the globals: tests replace none of them. */
const drainMicrotasks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** True time of a simulated world. Every process has a clock of its own that is derived from it. */
export class VirtualTime {
  now = 1_800_000_000_000;
  #seq = 0;
  #timers: Timer[] = [];

  get pending(): number {
    return this.#timers.length;
  }

  setTimer(fn: () => void, delayMs: number): () => void {
    const timer = { at: this.now + Math.max(0, delayMs), seq: this.#seq++, fn };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.setTimer(resolve, ms));
  }

  /** Runs everything that is due within `ms`, in order of time. */
  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    await drainMicrotasks();
    for (;;) {
      let next: Timer | undefined;
      for (const timer of this.#timers)
        if (
          timer.at <= until &&
          (!next || timer.at < next.at || (timer.at === next.at && timer.seq < next.seq))
        )
          next = timer;
      if (next === undefined) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.now = Math.max(this.now, next.at);
      next.fn();
      await drainMicrotasks();
    }
    this.now = until;
  }
}

/** The clock of one process: a wall clock that is wrong, and a monotonic clock that is not. */
export class ProcessClock implements Clock {
  skewMs: number;
  isDead = false;
  timers = 0;
  readonly #time: VirtualTime;
  readonly #random: () => number;
  readonly #start: number;

  constructor(time: VirtualTime, skewMs: number, random: () => number) {
    this.#time = time;
    this.skewMs = skewMs;
    this.#random = random;
    this.#start = time.now - 1_000;
  }

  now(): number {
    return this.#time.now + this.skewMs;
  }

  monotonic(): number {
    return this.#time.now - this.#start;
  }

  random(): number {
    return this.#random();
  }

  setTimer(fn: () => void, delayMs: number): () => void {
    this.timers++;
    let isOver = false;
    const over = (): void => {
      if (!isOver) this.timers--;
      isOver = true;
    };
    const cancel = this.#time.setTimer(() => {
      over();
      if (!this.isDead) fn();
    }, delayMs);
    return () => {
      over();
      cancel();
    };
  }
}

/** A small deterministic generator of numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}
