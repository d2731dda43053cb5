import { hasPerRequestIo } from "@schematic-internal/kit";
import type { QueuedEvent } from "../../contracts/events";
import type { PendingEvent } from "../buffer/pending-event";
import type { EventQueueOptions } from "../options";
import type { Batch } from "./batcher";
import { type PostResult, postBatch } from "./post-batch";
import { abortQuietly, WATCH_MS, watchRequest } from "./watch";
import { batchText } from "./wire";

/** One request on its way. */
export interface Attempt {
  readonly batch: Batch;
  /** All events of the batch, or the one that serves as a probe. */
  readonly events: readonly PendingEvent[];
  readonly request: AbortController;
  /** Monotonic time of the start, in ms. */
  readonly startedAt: number;
  /** Monotonic and wall-clock time at which a timer of the request fired last, in ms. */
  seenAt: number;
  seenWallAt: number;
}

/** Time that the timers of a request may be late before the request is taken to be dead, in ms. */
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
      seenAt: clock.monotonic(),
      seenWallAt: clock.now(),
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
   * when it ends, so a request without a timer for a while is dead. Wall-clock time counts as well, because the
   * monotonic clock may stand still in between.
   */
  endOutlived(): void {
    if (this.#running.size === 0) return;
    const { clock, timeoutMs } = this.#options;
    const limit = GRACE_MS + (hasPerRequestIo() ? Math.min(WATCH_MS, timeoutMs) : timeoutMs);
    const latest = clock.monotonic() - limit;
    const latestWall = clock.now() - limit;
    for (const attempt of [...this.#running]) {
      if (attempt.seenAt >= latest && attempt.seenWallAt >= latestWall) continue;
      abortQuietly(attempt.request);
      this.#end(attempt, TIMED_OUT);
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
      onUnanswered: () => {
        attempt.seenAt = clock.monotonic();
        attempt.seenWallAt = clock.now();
        this.#handlers.onUnanswered();
      },
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
