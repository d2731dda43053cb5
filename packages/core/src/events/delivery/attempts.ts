import type { Clock } from "../../contracts/clock";
import type { PendingEvent } from "../buffer/pending-event";
import type { Batch } from "./batcher";

/** One request on its way. */
export interface Attempt {
  readonly batch: Batch;
  /** All events of the batch, or the one that serves as a probe. */
  readonly events: readonly PendingEvent[];
  readonly request: AbortController;
  /** Monotonic and wall-clock start, in ms. */
  readonly startedAt: number;
  readonly startedWallAt: number;
}

/** Time that a request may exceed its limit before its own timers are taken to be dead, in ms. */
const GRACE_MS = 1_000;

/** The requests on their way. */
export class Attempts {
  readonly #running: Set<Attempt> = new Set();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Requests with events that are not set aside. */
  get regular(): number {
    return this.#running.size - this.aside;
  }

  /** Requests with an event that is set aside. */
  get aside(): number {
    let count = 0;
    for (const { batch } of this.#running) if (batch.state.isAside) count++;
    return count;
  }

  get events(): number {
    let count = 0;
    for (const { events } of this.#running) count += events.length;
    return count;
  }

  start(batch: Batch, events: readonly PendingEvent[]): Attempt {
    const attempt: Attempt = {
      batch,
      events,
      request: new AbortController(),
      startedAt: this.#clock.monotonic(),
      startedWallAt: this.#clock.now(),
    };
    this.#running.add(attempt);
    return attempt;
  }

  /** Removes a request. Returns false if it was removed before, so that its result counts no more. */
  end(attempt: Attempt): boolean {
    return this.#running.delete(attempt);
  }

  /** Time in ms since the newest request started; infinite if there is none. */
  newestAgeMs(now: number): number {
    let age = Number.POSITIVE_INFINITY;
    for (const { startedAt } of this.#running) age = Math.min(age, now - startedAt);
    return age;
  }

  /** Time in ms since the oldest request started; 0 if there is none. */
  oldestAgeMs(now: number): number {
    let age = 0;
    for (const { startedAt } of this.#running) age = Math.max(age, now - startedAt);
    return age;
  }

  /**
   * Returns the requests that outlived `timeoutMs` although timers should have ended them. On Workers the timers and
   * the requests of an invocation stop when it ends. Wall-clock time counts as well, because the monotonic clock may
   * stand still in between.
   */
  outlived(timeoutMs: number): Attempt[] {
    const now = this.#clock.monotonic();
    const wallNow = this.#clock.now();
    const limit = timeoutMs + GRACE_MS;
    return [...this.#running].filter(
      ({ startedAt, startedWallAt }) => now - startedAt > limit || wallNow - startedWallAt > limit,
    );
  }

  /** Ends all requests early. */
  abort(): void {
    for (const { request } of [...this.#running]) abortQuietly(request);
  }
}

/** Aborts a request. On Workers the controller of an ended invocation throws when another one uses it. */
export function abortQuietly(request: AbortController): void {
  try {
    request.abort();
  } catch {
    // The request ended with its invocation.
  }
}
