import type { CancelTimer } from "../../contracts/clock";
import type { QueuedEvent } from "../../contracts/events";
import type { EventBuffer } from "../buffer/event-buffer";
import type { PendingEvent } from "../buffer/pending-event";
import type { DropReporter } from "../drop-reporter";
import { EventError } from "../errors";
import type { EventQueueOptions } from "../options";
import { type Attempt, Attempts, abortQuietly } from "./attempts";
import { type Batch, Batcher } from "./batcher";
import { type PostResult, postBatch } from "./post-batch";
import { RetryList } from "./retry-list";
import * as schedule from "./retry-schedule";
import { SetAside } from "./set-aside";
import { batchText, Encoder } from "./wire";

/**
 * The server forgets an idempotency key after 24 h and would count the event again after that. An hour is left for
 * the request itself and for clocks that differ.
 */
const MAX_AGE_MS = 23 * 3_600_000;
/** Batches that wait for another attempt before no new ones are started. */
const MAX_RETRYING = 16;
/** A request body is not made smaller than this after a 413, in bytes: below it, a single event is too large. */
const MIN_BODY_BYTES = 64 * 1024;
/** An unanswered request is looked at so often, in ms. */
const WATCH_MS = 1_000;
/** Delivery pauses for this long after {@link Delivery.halt}, in ms. */
const HALT_MS = 5_000;
const NEVER = Number.POSITIVE_INFINITY;

const TIMED_OUT: PostResult = {
  outcome: { kind: "timed-out" },
  status: 0,
  message: "no response in time",
  isUncertain: true,
};

/** Sends batches, several at once, and follows the retry schedule until every event is delivered or given up. */
export class Delivery {
  delivered = 0;
  readonly #options: EventQueueOptions;
  readonly #buffer: EventBuffer;
  readonly #drops: DropReporter;
  readonly #onProgress: () => void;
  readonly #batcher: Batcher;
  readonly #attempts: Attempts;
  readonly #retrying: RetryList = new RetryList();
  readonly #aside: SetAside;
  readonly encoder: Encoder = new Encoder();
  #server: schedule.ServerState = schedule.NEW_SERVER;
  #phase: "running" | "halted" | "stopped" = "running";
  /** Events up to this number are sent even if they do not fill a batch. */
  #upTo = -1;
  /** Number of callers that wait for delivery. */
  #hurried = 0;
  /** A request could start, and no events are available for it. */
  #isHungry = true;
  #cancelWake: CancelTimer | undefined;
  /** Error code logged for the current failure streak. */
  #loggedCode: string | undefined;

  /** `onProgress` is called whenever events were settled or set aside. */
  constructor(options: EventQueueOptions, buffer: EventBuffer, drops: DropReporter, onProgress: () => void) {
    this.#options = options;
    this.#buffer = buffer;
    this.#drops = drops;
    this.#onProgress = onProgress;
    this.#attempts = new Attempts(options.clock);
    this.#aside = new SetAside(options, drops);
    this.#batcher = new Batcher(buffer, this.encoder, {
      ...options,
      onUnreadable: (event, cause) => this.#giveUpUnreadable(event, cause),
    });
  }

  /** Events in requests now. */
  get inFlight(): number {
    return this.#attempts.events;
  }

  /** Events that are set aside, the ones on their way included. */
  get asideCount(): number {
    return this.#aside.size + this.#attempts.aside;
  }

  /** True if every event that is set aside was sent once more after `since` (monotonic ms). */
  hasTriedAside(since: number): boolean {
    return this.#attempts.aside === 0 && this.#aside.hasTried(since);
  }

  /** Time in ms since the oldest unanswered request started; 0 if there is none. */
  get waitingMs(): number {
    return this.#attempts.oldestAgeMs(this.#options.clock.monotonic());
  }

  /** Called after an event was added: sends it if it fills a batch, or if a caller waits for it. */
  wake(): void {
    if (this.#phase === "halted") this.#resume();
    if (!this.#isHungry || (this.#hurried === 0 && this.#buffer.size < this.#batcher.maxEvents)) return;
    this.#isHungry = false;
    queueMicrotask(() => this.pump());
  }

  /** Sends what was accepted until now, as far as requests may start. */
  send(): void {
    this.#upTo = this.#buffer.newest;
    this.pump();
  }

  /** From now until `relax`, partial batches are sent at once and waits are short. */
  hurry({ aside }: { aside: boolean }): void {
    this.#hurried++;
    this.#server = schedule.hurriedServer(this.#server);
    this.#retrying.update(schedule.hurriedBatch);
    if (aside) this.#aside.tryNow(this.#options.clock.monotonic());
    if (this.#phase === "halted") this.#resume();
    this.pump();
  }

  relax(): void {
    this.#hurried--;
  }

  /** Ends the requests on their way and starts none for a while, so that a process can end. */
  halt(): void {
    if (this.#phase !== "running") return;
    this.#phase = "halted";
    this.#attempts.abort();
    this.#cancelWake?.();
    this.#cancelWake = this.#options.clock.setTimer(() => this.#resume(), HALT_MS);
  }

  /** Ends the requests on their way and starts none any more. */
  stop(): void {
    this.#phase = "stopped";
    this.#isHungry = false;
    this.#cancelWake?.();
    this.#attempts.abort();
  }

  /** Starts the requests that may start now, and a timer for those that may start later. */
  pump(): void {
    this.#cancelWake?.();
    this.#cancelWake = undefined;
    if (this.#phase !== "running") return;
    for (const attempt of this.#attempts.outlived(this.#options.timeoutMs)) this.#end(attempt, TIMED_OUT);
    this.#isHungry = false;
    const now = this.#options.clock.monotonic();
    const opensAt = schedule.opensAt(this.#server);
    let wakeAt = opensAt;
    if (now >= opensAt) {
      while (this.#startNext(now));
      const asideAt = this.#startAside(now);
      wakeAt = Math.min(this.#isHungry ? this.#retrying.dueAt : NEVER, asideAt);
    }
    if (wakeAt === NEVER || this.#buffer.held === 0) return;
    const delay = Math.max(0, wakeAt - now);
    this.#cancelWake = this.#options.clock.setTimer(() => this.pump(), delay, this.#buffer.isAwaited);
  }

  #resume(): void {
    if (this.#phase !== "halted") return;
    this.#phase = "running";
    this.pump();
  }

  /** Starts one request if one may start. */
  #startNext(now: number): boolean {
    const { concurrency } = this.#options;
    const { regular } = this.#attempts;
    // Requests that hang keep their places. So that they do not keep all of them, a few more look whether the server
    // answers.
    const isFull = regular >= concurrency;
    const isProbe = isFull || schedule.isDown(this.#server, concurrency, now);
    if (isFull && (regular >= 2 * concurrency || this.#isNewestYoung(now))) return false;
    if (isProbe && !isFull && regular > 0 && this.#isNewestYoung(now)) return false;
    const batch = isProbe ? this.#probeBatch() : this.#nextBatch(now);
    if (batch === undefined) {
      this.#isHungry = true;
      return false;
    }
    this.#begin(batch, isProbe);
    return true;
  }

  #isNewestYoung(now: number): boolean {
    return this.#attempts.newestAgeMs(now) < schedule.suspectAfterMs(this.#server);
  }

  #nextBatch(now: number): Batch | undefined {
    return this.#retrying.takeDue(now) ?? this.#freshBatch();
  }

  #freshBatch(): Batch | undefined {
    if (this.#retrying.size >= MAX_RETRYING) return undefined;
    return this.#batcher.take(this.#hurried > 0 ? NEVER : this.#upTo);
  }

  /** Returns the batch that is least suspected, for a request that finds out whether the server answers. */
  #probeBatch(): Batch | undefined {
    const fresh = this.#freshBatch();
    if (fresh !== undefined) return fresh;
    const batch = this.#retrying.takeLeastFailed();
    // Everything else waits for this one event: it may be the cause.
    const isLast = batch?.events.length === 1 && schedule.isSuspicious(batch.state);
    if (batch === undefined || !isLast || !this.#batcher.hasHeldBack) return batch;
    const state = { ...batch.state, failures: 0, isAside: true };
    this.#setAside(batch, batch.events, { state, isTentative: true });
    return this.#freshBatch();
  }

  /** Sends events that are set aside again. Returns the time of the next one that may be sent. */
  #startAside(now: number): number {
    if (schedule.isDown(this.#server, this.#options.concurrency, now)) return NEVER;
    const places = this.#hurried > 0 ? this.#options.concurrency : 1;
    while (this.#attempts.aside < places) {
      const batch = this.#aside.takeDue(now);
      if (batch === undefined) return this.#aside.dueAt;
      this.#begin(batch, false);
    }
    return NEVER;
  }

  /** Starts a request with the events of a batch, or with one of them as a probe. */
  #begin(batch: Batch, isProbe: boolean): void {
    batch.events = this.#withoutExpired(batch.events);
    if (batch.events.length === 0) {
      this.#batcher.release(batch);
      this.#onProgress();
      return;
    }
    void this.#send(this.#attempts.start(batch, isProbe ? probeOf(batch) : batch.events));
  }

  async #send(attempt: Attempt): Promise<void> {
    const { clock, journal, apiKey } = this.#options;
    const cancelWatch = this.#watch(attempt);
    let result: PostResult;
    try {
      const events = attempt.events.map(({ encoded }) => encoded as QueuedEvent);
      const body = batchText(apiKey, attempt.events);
      await journal?.attempting(events);
      const now = clock.monotonic();
      for (const event of events) event.firstAttempt ??= now;
      result = await postBatch(body, this.#options, attempt.request.signal);
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
    this.pump();
  }

  /** Aborts the request after its time limit, or earlier if the server answers others in the meantime. */
  #watch(attempt: Attempt): CancelTimer {
    const { clock, timeoutMs } = this.#options;
    const { startedAt, request, batch } = attempt;
    let cancel: CancelTimer;
    const arm = (delayMs: number, fn: () => void): void => {
      // A response may have arrived while the process stood still. It is read in the turn after the timer.
      cancel = clock.setTimer(() => {
        cancel = clock.setTimer(fn, 0);
      }, delayMs);
    };
    const look = (): void => {
      const now = clock.monotonic();
      const isStalled = !batch.state.isAside && schedule.isStalled(this.#server, startedAt, now);
      if (isStalled || now - startedAt >= timeoutMs) {
        abortQuietly(request);
        // For a fetch that ignores its signal.
        arm(WATCH_MS, () => this.#end(attempt, TIMED_OUT) && this.pump());
      } else {
        arm(Math.min(WATCH_MS, timeoutMs - (now - startedAt)), look);
        this.pump();
      }
    };
    arm(Math.min(WATCH_MS, timeoutMs), look);
    return () => cancel();
  }

  /** Applies the result of a request. Returns false if the request was ended before. */
  #end(attempt: Attempt, result: PostResult): boolean {
    if (!this.#attempts.end(attempt)) return false;
    const { batch, events } = attempt;
    const { outcome } = result;
    if (result.isUncertain) for (const { encoded } of events) (encoded as QueuedEvent).unknown = true;
    if (this.#phase !== "running" && outcome.kind !== "delivered") {
      // It was aborted here, which says nothing about the server.
      (batch.state.isAside ? this.#aside : this.#retrying).add(batch);
      return true;
    }
    const { clock, concurrency } = this.#options;
    const now = clock.monotonic();
    const wasDown = schedule.isDown(this.#server, concurrency, now);
    const {
      server,
      batch: state,
      step,
    } = schedule.afterRequest(this.#server, batch.state, outcome, {
      size: events.length,
      startedAt: attempt.startedAt,
      now,
      random: clock.random(),
      concurrency,
      hurried: this.#hurried > 0,
    });
    this.#server = server;
    if (outcome.kind === "delivered") this.#loggedCode = undefined;
    else this.#logFailure(result, now);
    if (outcome.kind === "delivered" && wasDown) this.#recover(now);
    this.#apply(step, attempt, { state, result });
    return true;
  }

  #apply(
    step: schedule.Step,
    { batch, events }: Attempt,
    { state, result }: { state: schedule.BatchState; result: PostResult },
  ): void {
    switch (step.kind) {
      case "settle":
        this.delivered += events.length;
        this.#buffer.release(events);
        return this.#continue(batch, events, state);
      case "reject":
        for (const event of events) this.#reject(event, result);
        return this.#continue(batch, events, state);
      case "retry":
        batch.state = state;
        return this.#retrying.add(batch);
      case "split": {
        const pieces = Math.max(step.pieces, this.#shrink(batch, result));
        for (const piece of this.#batcher.split({ ...batch, state }, pieces)) this.#retrying.add(piece);
        return;
      }
      case "set-aside":
        if (batch.state.isAside) this.#aside.add({ ...batch, state });
        else this.#setAside(batch, events, { state, isTentative: false, result });
        this.#onProgress();
    }
  }

  /** Sends what remains of a batch next, or lets the events that waited for it go on. */
  #continue(batch: Batch, done: readonly PendingEvent[], state: schedule.BatchState): void {
    batch.events = batch.events.filter((event) => !done.includes(event));
    batch.state = { ...state, isAside: false };
    if (batch.events.length > 0) this.#retrying.add(batch);
    else this.#batcher.release(batch);
  }

  #setAside(
    batch: Batch,
    events: readonly PendingEvent[],
    { state, isTentative, result }: { state: schedule.BatchState; isTentative: boolean; result?: PostResult },
  ): void {
    for (const event of events) {
      const expelled = this.#aside.put(event, state, { isTentative, message: result?.message });
      if (expelled !== undefined) {
        this.#giveUp(expelled, "unresolved", "too many other events keep failing by themselves as well");
      }
      this.#batcher.suspect((event.encoded as QueuedEvent).group, batch.state);
    }
    this.#continue(batch, events, batch.state);
  }

  /** The server answers again: what failed in the meantime failed because of it. */
  #recover(now: number): void {
    this.#retrying.update((state) => ({ ...state, failures: Math.min(state.failures, 1), notBefore: now }));
    this.#aside.tryTentativeNow(now);
  }

  /** Adopts the limits that the server reports. Returns into how many pieces the batch has to be split for them. */
  #shrink({ events }: Batch, { status, message }: PostResult): number {
    const batcher = this.#batcher;
    const maxEvents = Number(/"max_size"\s*:\s*(\d+)/.exec(message)?.[1]);
    if (status === 413) {
      const bytes = batchText(this.#options.apiKey, events).length;
      batcher.maxBytes = Math.min(batcher.maxBytes, Math.max(MIN_BODY_BYTES, bytes >> 1));
    } else if (status === 400 && maxEvents > 0) {
      batcher.maxEvents = Math.min(batcher.maxEvents, maxEvents);
    }
    return Math.ceil(events.length / batcher.maxEvents);
  }

  /** Logs the first failure of a streak that stops delivery, and at once those that a wrong option causes. */
  #logFailure({ outcome, status, message, cause }: PostResult, now: number): void {
    if (outcome.kind === "refused") return;
    const isUnauthorized = outcome.kind === "unauthorized";
    const code = isUnauthorized ? "event_capture_unauthorized" : "event_capture_unavailable";
    const isMisdirected = status >= 200 && status < 400;
    const isDown = schedule.isDown(this.#server, this.#options.concurrency, now);
    if (this.#loggedCode === code || (!isDown && !isMisdirected)) return;
    this.#loggedCode = code;
    const advice = isUnauthorized ? "; check the API key" : "";
    const text = `events cannot be delivered now (${message})${advice}. They are kept and sent again`;
    this.#drops.log(new EventError(code, text, { cause, statusCode: status }));
  }

  #reject(event: PendingEvent, { status, message }: PostResult): void {
    const advice = status === 413 ? "; shorten its traits" : "";
    const size = (event.encoded as QueuedEvent).text.length;
    const text = `the server refused an event of ${size} bytes (${message})${advice}`;
    this.#giveUp(event, "rejected", text, status);
  }

  #giveUp(event: PendingEvent, reason: "rejected" | "unresolved", text: string, statusCode?: number): void {
    const error = new EventError(`event_${reason}`, text, { statusCode });
    this.#drops.report({ reason, count: 1, type: event.type, error });
    this.#buffer.release([event]);
  }

  #giveUpUnreadable(event: PendingEvent, cause: unknown): void {
    const error = new EventError("invalid_event", `${event.type}: encoding the event failed`, { cause });
    this.#drops.report({ reason: "invalid", count: 1, type: event.type, error });
    this.#buffer.release([event]);
  }

  /** Gives up events that were first sent so long ago that another attempt could count them twice. */
  #withoutExpired(events: PendingEvent[]): PendingEvent[] {
    const oldest = this.#options.clock.monotonic() - MAX_AGE_MS;
    return events.filter((event) => {
      const { firstAttempt = oldest, unknown } = event.encoded as QueuedEvent;
      if (firstAttempt >= oldest) return true;
      const reason = unknown ? "unresolved" : "rejected";
      this.#giveUp(event, reason, "not confirmed within 23 h; another attempt could count it twice");
      return false;
    });
  }
}

/** Returns one event of a batch: a different one after each failure, and the first of its company or user. */
function probeOf({ events, state }: Batch): PendingEvent[] {
  const seen = new Set<string>();
  const candidates = events.filter(({ encoded }) => {
    const { group } = encoded as QueuedEvent;
    if (group === "") return true;
    const isFirst = !seen.has(group);
    seen.add(group);
    return isFirst;
  });
  const probe = candidates[state.failures % candidates.length];
  return probe === undefined ? [] : [probe];
}
