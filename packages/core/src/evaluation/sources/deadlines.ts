import type { CancelTimer, Clock } from "../../contracts/clock";

/** Something that ends at a time of the monotonic clock. */
export interface Expiring {
  readonly deadline: number;
  /** Called after the deadline. Must not throw. */
  expire(): void;
}

/** Deadlines within this time share a timer, in milliseconds. */
const BUCKET_MS = 5;
/** Waits that end in one turn of the event loop. What follows each of them takes some microseconds. */
const EXPIRED_PER_TURN = 256;

interface Bucket {
  readonly waits: Set<Expiring>;
  cancel: CancelTimer;
}

/**
 * Ends waits at their deadlines. Thousands of them share few timers and end in portions, so that neither their start
 * nor their end blocks the event loop. On runtimes where timers belong to one request each wait has its own timer.
 */
export class Deadlines {
  readonly #clock: Clock;
  readonly #isShared: boolean;
  readonly #buckets = new Map<unknown, Bucket>();

  constructor(clock: Clock, isShared: boolean) {
    this.#clock = clock;
    this.#isShared = isShared;
  }

  add(wait: Expiring): void {
    if (wait.deadline === Infinity) return;
    const id = this.#bucketOf(wait);
    let bucket = this.#buckets.get(id);
    if (bucket === undefined) {
      const delayMs = Math.max(1, Math.ceil(wait.deadline / BUCKET_MS) * BUCKET_MS - this.#clock.monotonic());
      bucket = { waits: new Set(), cancel: this.#schedule(id, delayMs) };
      this.#buckets.set(id, bucket);
    }
    bucket.waits.add(wait);
  }

  delete(wait: Expiring): void {
    const id = this.#bucketOf(wait);
    const bucket = this.#buckets.get(id);
    if (bucket === undefined || !bucket.waits.delete(wait) || bucket.waits.size > 0) return;
    bucket.cancel();
    this.#buckets.delete(id);
  }

  #bucketOf(wait: Expiring): unknown {
    return this.#isShared ? Math.ceil(wait.deadline / BUCKET_MS) : wait;
  }

  /** The timer keeps the process running: a caller awaits the result. */
  #schedule(id: unknown, delayMs: number): CancelTimer {
    // After a stall of the process the result may have arrived, and only was not read yet: one more turn.
    return this.#clock.setTimer(() => this.#nextTurn(id), delayMs, true);
  }

  #nextTurn(id: unknown): void {
    const bucket = this.#buckets.get(id);
    if (bucket !== undefined) bucket.cancel = this.#clock.setTimer(() => this.#expire(id), 0, true);
  }

  #expire(id: unknown): void {
    const bucket = this.#buckets.get(id);
    if (bucket === undefined) return;
    let count = 0;
    for (const wait of bucket.waits) {
      if (count++ >= EXPIRED_PER_TURN) {
        this.#nextTurn(id);
        return;
      }
      bucket.waits.delete(wait);
      wait.expire();
    }
    this.#buckets.delete(id);
  }
}
