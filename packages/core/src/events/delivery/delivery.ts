import type { CancelTimer } from "../../contracts/clock";
import type { QueuedEvent } from "../../contracts/events";
import type { EventBuffer } from "../buffer/event-buffer";
import type { PendingEvent } from "../buffer/pending-event";
import type { DropReporter } from "../drop-reporter";
import type { EventQueueOptions } from "../options";
import { type Attempt, Attempts } from "./attempts";
import { type Batch, Batcher, probeOf } from "./batcher";
import { Losses } from "./losses";
import type { PostResult } from "./post-batch";
import { RetryList } from "./retry-list";
import * as schedule from "./retry-schedule";
import { SetAside } from "./set-aside";
import { Encoder } from "./wire";

/** Batches that wait for another attempt before no new ones are started. */
const MAX_RETRYING = 16;
/** Delivery pauses for this long after {@link Delivery.halt}, in ms. */
const HALT_MS = 5_000;
const NEVER = Number.POSITIVE_INFINITY;

export interface DeliveryHost {
  /** True while a caller waits for delivery. */
  isHurried(): boolean;
  /** True while it waits before the end of the process or client. */
  isEnding(): boolean;
  /** Called whenever events were settled or set aside. */
  onProgress(): void;
}

/** Sends batches, several at once, and follows the retry schedule until every event is delivered or given up. */
export class Delivery {
  delivered = 0;
  readonly #options: EventQueueOptions;
  readonly #buffer: EventBuffer;
  readonly #losses: Losses;
  readonly #host: DeliveryHost;
  readonly #batcher: Batcher;
  readonly #attempts: Attempts;
  readonly #retrying: RetryList = new RetryList();
  readonly #aside: SetAside;
  readonly encoder: Encoder = new Encoder();
  #server: schedule.ServerState = schedule.NEW_SERVER;
  #phase: "running" | "halted" | "stopped" = "running";
  /** Events up to this number are sent even if they do not fill a batch. */
  #upTo = -1;
  /** A request could start, and no events are available for it. */
  #isHungry = true;
  #cancelWake: CancelTimer | undefined;

  constructor(options: EventQueueOptions, buffer: EventBuffer, drops: DropReporter, host: DeliveryHost) {
    this.#options = options;
    this.#buffer = buffer;
    this.#losses = new Losses(buffer, drops);
    this.#host = host;
    this.#attempts = new Attempts(options, {
      isStalled: ({ batch, startedAt }, now) =>
        !batch.state.isAside && schedule.isStalled(this.#server, startedAt, now),
      onUnanswered: () => this.pump(),
      onEnd: (attempt, result) => {
        this.#ended(attempt, result);
        this.pump();
      },
    });
    this.#aside = new SetAside(options, drops);
    this.#batcher = new Batcher(buffer, this.encoder, {
      ...options,
      onUnreadable: (event, cause) => this.#losses.unreadable(event, cause),
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

  /** True if every event that is set aside was tried often enough before the end. */
  get hasTriedAside(): boolean {
    return this.#attempts.aside === 0 && this.#aside.hasTried;
  }

  /** Time in ms since the oldest unanswered request started; 0 if there is none. */
  get waitingMs(): number {
    return this.#attempts.oldestAgeMs(this.#options.clock.monotonic());
  }

  /** Called after an event was added: sends it if it fills a batch, or if a caller waits for it. */
  wake(): void {
    if (this.#phase === "halted") this.#resume();
    if (!this.#isHungry) return;
    if (this.#buffer.size < this.#batcher.maxEvents && !this.#host.isHurried()) return;
    this.#isHungry = false;
    queueMicrotask(() => this.pump());
  }

  /** Sends what was accepted until now, as far as requests may start. */
  send(): void {
    this.#upTo = this.#buffer.newest;
    this.pump();
  }

  /** Called when a caller starts to wait: partial batches are sent at once, and waits are short. */
  hurry({ isLast }: { isLast: boolean }): void {
    this.#server = schedule.hurriedServer(this.#server);
    this.#retrying.update(schedule.hurriedBatch);
    if (isLast) this.#aside.tryNow(this.#options.clock.monotonic());
    if (this.#phase === "halted") this.#resume();
    this.pump();
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
    this.#attempts.endOutlived();
    if (this.#phase !== "running") return;
    this.#cancelWake?.();
    this.#cancelWake = undefined;
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
    this.#phase = "running";
    this.pump();
  }

  /** Starts one request if one may start. */
  #startNext(now: number): boolean {
    const { concurrency } = this.#options;
    const { regular } = this.#attempts;
    const isDown = schedule.isDown(this.#server, concurrency, now);
    const isFull = regular >= (isDown ? 1 : concurrency);
    // Requests that hang keep their places; a few more find out whether the server responds.
    const isYoung = this.#attempts.newestAgeMs(now) < schedule.suspectAfterMs(this.#server);
    if (isFull && (isYoung || regular >= 2 * concurrency)) return false;
    const isProbe = isFull || isDown;
    const batch = isProbe ? this.#probeBatch() : (this.#retrying.takeDue(now) ?? this.#freshBatch());
    this.#isHungry = batch === undefined;
    if (batch !== undefined) this.#begin(batch, isProbe);
    return batch !== undefined;
  }

  #freshBatch(): Batch | undefined {
    if (this.#retrying.size >= MAX_RETRYING) return undefined;
    return this.#batcher.take(this.#host.isHurried() ? NEVER : this.#upTo);
  }

  /** Returns the batch that is least suspected, for a request that finds out whether the server responds. */
  #probeBatch(): Batch | undefined {
    const fresh = this.#freshBatch();
    if (fresh !== undefined) return fresh;
    const batch = this.#retrying.takeLeastFailed();
    // Everything else waits for this one event: it may be the cause.
    const isLast = batch?.events.length === 1 && schedule.isSuspicious(batch.state);
    if (batch === undefined || !isLast || !this.#batcher.hasHeldBack) return batch;
    const state = { ...batch.state, failures: 0, isAside: true };
    this.#setAside(batch, batch.events, state);
    return this.#freshBatch();
  }

  /** Sends events that are set aside again. Returns the time of the next one that may be sent. */
  #startAside(now: number): number {
    if (schedule.isDown(this.#server, this.#options.concurrency, now)) return NEVER;
    const places = this.#host.isHurried() ? this.#options.concurrency : 1;
    while (this.#attempts.aside < places) {
      const batch = this.#aside.takeDue(now);
      if (batch === undefined) return this.#aside.dueAt;
      this.#begin(batch, false);
    }
    return NEVER;
  }

  /** Starts a request with the events of a batch, or with one of them as a probe. */
  #begin(batch: Batch, isProbe: boolean): void {
    batch.events = this.#losses.expired(batch.events, this.#options.clock.monotonic());
    if (batch.events.length === 0) {
      this.#batcher.release(batch);
      this.#host.onProgress();
      return;
    }
    this.#attempts.start(batch, isProbe ? probeOf(batch) : batch.events);
  }

  /** Applies the result of a request. */
  #ended(attempt: Attempt, result: PostResult): void {
    const { batch, events } = attempt;
    const { outcome } = result;
    if (result.isUncertain) for (const { encoded } of events) (encoded as QueuedEvent).unknown = true;
    if (this.#phase !== "running" && outcome.kind !== "delivered") {
      // It was aborted here, which says nothing about the server.
      (batch.state.isAside ? this.#aside : this.#retrying).add(batch);
      return;
    }
    const { clock, concurrency } = this.#options;
    const now = clock.monotonic();
    const before = this.#server;
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
      hurried: this.#host.isHurried(),
      ending: this.#host.isEnding(),
    });
    this.#server = server;
    if (outcome.kind === "delivered") this.#losses.delivered();
    else this.#losses.failed(result, schedule.isDown(server, concurrency, now));
    if (outcome.kind === "delivered" && schedule.isDown(before, concurrency, now)) this.#recover(before, now);
    this.#apply(step, attempt, { state, result });
  }

  #apply(
    step: schedule.Step,
    { batch, events }: Attempt,
    { state, result }: { state: schedule.BatchState; result: PostResult },
  ): void {
    if (step.kind === "settle") {
      this.delivered += events.length;
      this.#buffer.release(events);
      this.#continue(batch, events, state);
    } else if (step.kind === "reject") {
      for (const event of events) this.#losses.refused(event, result);
      this.#continue(batch, events, state);
    } else if (step.kind === "retry") {
      batch.state = state;
      this.#retrying.add(batch);
    } else if (step.kind === "split") {
      const pieces = Math.max(step.pieces, this.#batcher.adoptLimits(batch, result));
      for (const piece of this.#batcher.split({ ...batch, state }, pieces)) this.#retrying.add(piece);
    } else {
      if (batch.state.isAside) this.#aside.add({ ...batch, state });
      else this.#setAside(batch, events, state, result.message);
      this.#host.onProgress();
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
    state: schedule.BatchState,
    message?: string,
  ): void {
    for (const event of events) {
      const expelled = this.#aside.put(event, state, message);
      if (expelled !== undefined) this.#losses.expelled(expelled);
      this.#batcher.suspect((event.encoded as QueuedEvent).group, batch.state);
    }
    this.#continue(batch, events, batch.state);
  }

  /** Called when the server responds again: what failed since its last success may have failed because of it. */
  #recover({ lastSuccess }: schedule.ServerState, now: number): void {
    this.#retrying.update((state) => ({ ...state, failures: Math.min(state.failures, 1), notBefore: now }));
    this.#aside.tryNow(now, lastSuccess);
  }
}
