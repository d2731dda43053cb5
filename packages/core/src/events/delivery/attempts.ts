import type { QueuedEvent } from "../../contracts/events";
import type { PendingEvent } from "../buffer/pending-event";
import type { EventQueueOptions } from "../options";
import type { Batch } from "./batcher";
import { type PostResult, postBatch } from "./post-batch";
import { abortQuietly, watchRequest } from "./watch";
import { batchText } from "./wire";

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

const TIMED_OUT: PostResult = {
  outcome: { kind: "timed-out" },
  status: 0,
  message: "no response in time",
  isUncertain: true,
};

export interface AttemptHandlers {
  /** True if a request should end because the server responds to others in the meantime. */
  isStalled(attempt: Attempt, now: number): boolean;
  /** Called while a request is unanswered. */
  onUnanswered(): void;
  /** Called once for each request. */
  onEnd(attempt: Attempt, result: PostResult): void;
}

/** The requests on their way. */
export class Attempts {
  readonly #running: Set<Attempt> = new Set();
  readonly #options: EventQueueOptions;
  readonly #handlers: AttemptHandlers;

  constructor(options: EventQueueOptions, handlers: AttemptHandlers) {
    this.#options = options;
    this.#handlers = handlers;
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

  /** Starts a request. */
  start(batch: Batch, events: readonly PendingEvent[]): void {
    const { clock } = this.#options;
    const attempt: Attempt = {
      batch,
      events,
      request: new AbortController(),
      startedAt: clock.monotonic(),
      startedWallAt: clock.now(),
    };
    this.#running.add(attempt);
    void this.#send(attempt);
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
   * Ends requests that their own timers should have ended. On Workers the timers and the requests of an invocation stop
   * when it ends. Wall-clock time counts as well, because the monotonic clock may stand still in between.
   */
  endOutlived(): void {
    const { clock, timeoutMs } = this.#options;
    const now = clock.monotonic();
    const wallNow = clock.now();
    const limit = timeoutMs + GRACE_MS;
    for (const attempt of [...this.#running]) {
      const { startedAt, startedWallAt } = attempt;
      if (now - startedAt > limit || wallNow - startedWallAt > limit) this.#end(attempt, TIMED_OUT);
    }
  }

  /** Ends all requests early. */
  abort(): void {
    for (const { request } of [...this.#running]) abortQuietly(request);
  }

  async #send(attempt: Attempt): Promise<void> {
    const { clock, journal, apiKey, timeoutMs } = this.#options;
    const { request, startedAt } = attempt;
    const cancelWatch = watchRequest({
      clock,
      startedAt,
      timeoutMs,
      request,
      isStalled: (now) => this.#handlers.isStalled(attempt, now),
      onUnanswered: () => this.#handlers.onUnanswered(),
      onDeaf: () => this.#end(attempt, TIMED_OUT),
    });
    let result: PostResult;
    try {
      const events = attempt.events.map(({ encoded }) => encoded as QueuedEvent);
      const body = batchText(apiKey, attempt.events);
      await journal?.attempting(events);
      const now = clock.monotonic();
      for (const event of events) event.firstAttempt ??= now;
      result = await postBatch(body, this.#options, request.signal);
    } catch (cause) {
      // A fault of this code must not end the process or lose events.
      result = {
        outcome: { kind: "failed" },
        status: 0,
        message: "sending failed",
        isUncertain: true,
        cause,
      };
    }
    cancelWatch();
    this.#end(attempt, result);
  }

  /** Reports the end of a request, unless it was reported before. */
  #end(attempt: Attempt, result: PostResult): void {
    if (this.#running.delete(attempt)) this.#handlers.onEnd(attempt, result);
  }
}
