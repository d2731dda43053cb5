import type { CancelTimer } from "../../contracts/clock";
import type { QueuedEvent } from "../../contracts/events";
import type { Store } from "../buffer/event-buffer";
import { EventError } from "../errors";
import type { EventQueueOptions } from "../options";
import { type Batch, Batcher } from "./batcher";
import { type Failure, sendBatch } from "./post-batch";
import { batchText } from "./wire";

/**
 * The server forgets an idempotency key after 24 h and would then count the event again; an hour is
 * left for the request itself and for clocks that differ.
 */
const MAX_AGE_MS = 23 * 3_600_000;
const NEVER: number = Number.POSITIVE_INFINITY;
/** Batches that wait for another attempt before no new ones are begun. */
const MAX_RETRYING = 16;
/** The longest waits after the first failure and after any, ms. */
const RETRY: readonly [number, number] = [500, 30_000];
/** The same after 401, 402 or 403: somebody has to change something first. */
const RETRY_UNAUTHORIZED: readonly [number, number] = [5_000, 60_000];
/** The longest wait between attempts while somebody waits for delivery, ms. */
const HURRIED_MAX_MS = 1_000;
/** A request body is not cut smaller than this after a 413, bytes: a smaller one is some event's fault. */
const MIN_BODY_BYTES = 64 * 1024;

/**
 * Sends batches, several at once, and tries failed ones again until they are settled. One failure among
 * successes delays its own batch alone; as many in a row as there are requests at once delay all, and then
 * one request at a time tries whether the server is back.
 */
export class Sender {
  /** Events in requests right now. */
  inFlight = 0;
  delivered = 0;
  readonly #options: EventQueueOptions;
  readonly #store: Store;
  readonly #batcher: Batcher;
  /** The one to be tried first comes first. */
  readonly #retrying: Batch[] = [];
  /** One for each request: what belongs to one request of a Worker must not be touched in another. */
  readonly #running: Set<AbortController> = new Set();
  #stopped = false;
  #active = 0;
  /** Events up to this number are to be sent, whether or not they fill a batch. */
  #upTo = -1;
  /** How many wait for delivery: nothing waits to fill a batch. */
  #hurried = 0;
  /** There is room for a request and nothing that fills one. */
  #hungry = true;
  #cancelWake: CancelTimer | undefined;
  /** Failures in a row, of all requests. */
  #failures = 0;
  /** No request begins before these, monotonic ms: of our own accord, and because the server said so. */
  #closedUntil = 0;
  #askedUntil = 0;
  /** What the log was told of the failures in a row. */
  #told: string | undefined;

  constructor(options: EventQueueOptions, store: Store) {
    this.#options = options;
    this.#store = store;
    this.#batcher = new Batcher(store, options.maxBatchSize, options.concurrency);
  }

  /** Something was added: sends it when it fills a batch, or somebody waits for it. */
  wake(): void {
    if (!this.#hungry || (this.#hurried === 0 && this.#store.size < this.#batcher.maxEvents)) return;
    this.#hungry = false;
    queueMicrotask(() => this.pump());
  }

  /** Sends what was accepted until now, as far as there is room for requests. */
  send(): void {
    this.#upTo = this.#store.newest;
    this.pump();
  }

  /** From now until `relax`: partial batches go out at once and waits are short. */
  hurry(): void {
    this.#hurried++;
    this.#closedUntil = 0;
    for (const batch of this.#retrying) batch.notBefore = 0;
    this.pump();
  }

  relax(): void {
    this.#hurried--;
  }

  /** Begins no request any more and ends those on their way. */
  stop(): void {
    this.#hungry = false;
    this.#cancelWake?.();
    this.#stopped = true;
    for (const request of this.#running) request.abort();
  }

  /** Begins the requests that may be begun now, and sees to those that may be later. */
  pump(): void {
    this.#cancelWake?.();
    this.#cancelWake = undefined;
    if (this.#stopped) return;
    this.#hungry = false;
    const { clock, concurrency } = this.#options;
    const now = clock.monotonic();
    let at = Math.max(this.#closedUntil, this.#askedUntil);
    if (now >= at) {
      const isProbing = this.#failures >= concurrency;
      while (this.#active < (isProbing ? 1 : concurrency)) {
        const batch = this.#next(isProbing ? NEVER : now);
        if (batch === undefined) {
          this.#hungry = true;
          break;
        }
        this.#active++;
        void this.#run(batch);
      }
      // Where no request is free, the next one that ends pumps again.
      if (!this.#hungry) return;
      at = this.#retrying[0]?.notBefore ?? NEVER;
    }
    if (at === NEVER || this.#store.held === 0) return;
    this.#cancelWake = clock.setTimer(() => this.pump(), Math.max(0, at - now), this.#store.isAwaited);
  }

  #next(now: number): Batch | undefined {
    const retrying = this.#retrying;
    if (retrying[0] !== undefined && retrying[0].notBefore <= now) return retrying.shift();
    if (retrying.length >= MAX_RETRYING) return undefined;
    return this.#batcher.take(this.#hurried > 0 ? NEVER : this.#upTo);
  }

  async #run(batch: Batch): Promise<void> {
    try {
      batch.events = await this.#deliver(batch, batch.events);
    } catch (cause) {
      // A fault of our own must not take the process down, nor events with it.
      this.#store.drops.log(new EventError("event_capture_unavailable", "sending events failed", { cause }));
      this.#later(batch);
    }
    this.#active--;
    if (batch.events.length === 0) this.#batcher.release(batch);
    else {
      this.#retrying.push(batch);
      this.#retrying.sort((a, b) => a.notBefore - b.notBefore);
    }
    this.pump();
  }

  /** Sends events of a batch, in halves where the server refuses them together; gives those to be tried again. */
  async #deliver(batch: Batch, all: QueuedEvent[]): Promise<QueuedEvent[]> {
    const events = this.#expire(all);
    if (events.length === 0 || this.#stopped) return events;
    const body = batchText(this.#options.apiKey, events);
    const failure = await this.#attempt(events, body);
    if (failure === undefined) {
      this.#failures = 0;
      this.#closedUntil = 0;
      this.#told = undefined;
      this.delivered += events.length;
      this.#store.settle(events);
      return [];
    }
    // A request that `stop` ended tells nothing about the server.
    if (this.#stopped) return events;
    if (!isRefusal(failure.status)) {
      this.#failed(batch, events, failure);
      return events;
    }
    const [event] = events;
    if (event !== undefined && events.length === 1) {
      const { status, said } = failure;
      const advice = status === 413 ? "; send less in its traits" : "";
      const message = `the server refused an event of ${body.length} bytes (${said})${advice}`;
      this.#giveUp(event, "rejected", message, status);
      return [];
    }
    this.#shrink(body.length, failure);
    const middle = events.length >> 1;
    const left = await this.#deliver(batch, events.slice(0, middle));
    const rest = events.slice(middle);
    return left.length > 0 ? [...left, ...rest] : this.#deliver(batch, rest);
  }

  async #attempt(events: readonly QueuedEvent[], body: string): Promise<Failure | undefined> {
    const { clock, journal } = this.#options;
    this.inFlight += events.length;
    try {
      await journal?.attempting(events);
      const now = clock.monotonic();
      for (const event of events) event.firstAttempt ??= now;
      return await sendBatch(body, this.#options, this.#running);
    } finally {
      this.inFlight -= events.length;
    }
  }

  /** The server takes less at once. */
  #shrink(bytes: number, { status, said }: Failure): void {
    const batcher = this.#batcher;
    const maxEvents = Number(/"max_size"\s*:\s*(\d+)/.exec(said)?.[1]);
    if (status === 413) batcher.maxBytes = Math.min(batcher.maxBytes, Math.max(MIN_BODY_BYTES, bytes >> 1));
    else if (maxEvents > 0) batcher.maxEvents = Math.min(batcher.maxEvents, maxEvents);
  }

  #failed(
    batch: Batch,
    events: readonly QueuedEvent[],
    { status, said, retryAfterMs, cause }: Failure,
  ): void {
    const { clock, concurrency } = this.#options;
    const now = clock.monotonic();
    const isUnauthorized = status > 400 && status < 404;
    // A redirect, a refused key and "too many" say that nothing was taken.
    if (status === 0 || (status > 403 && status !== 429)) for (const event of events) event.unknown = true;
    this.#failures = Math.max(this.#failures + 1, isUnauthorized ? concurrency : 0);
    const inRow = this.#failures - concurrency + 1;
    if (retryAfterMs !== undefined) this.#askedUntil = Math.max(this.#askedUntil, now + retryAfterMs);
    else if (inRow > 0 && now >= this.#closedUntil) {
      this.#closedUntil = now + this.#wait(inRow, isUnauthorized ? RETRY_UNAUTHORIZED : RETRY);
    }
    this.#later(batch, retryAfterMs);
    const code = isUnauthorized ? "event_capture_unauthorized" : "event_capture_unavailable";
    if (inRow < 1 || this.#told === code) return;
    this.#told = code;
    const advice = isUnauthorized ? "; check the API key" : "";
    const message = `events cannot be delivered now (${said})${advice}. They are kept and tried again`;
    this.#store.drops.log(new EventError(code, message, { cause, statusCode: status }));
  }

  #later(batch: Batch, retryAfterMs?: number): void {
    batch.attempts++;
    batch.notBefore = this.#options.clock.monotonic() + (retryAfterMs ?? this.#wait(batch.attempts, RETRY));
  }

  /**
   * The wait after the `failures`-th failure in a row (from 1): doubled each time, then drawn from its
   * upper half, so that many clients do not come back at one moment.
   */
  #wait(failures: number, [first, most]: readonly [number, number]): number {
    const longest = Math.min(most, first * 2 ** (failures - 1));
    const wait = longest * (0.5 + this.#options.clock.random() / 2);
    return this.#hurried > 0 && first === RETRY[0] ? Math.min(wait, HURRIED_MAX_MS) : wait;
  }

  #giveUp(event: QueuedEvent, reason: "rejected" | "unresolved", message: string, statusCode?: number): void {
    const error = new EventError(`event_${reason}`, message, { statusCode });
    this.#store.drops.report(reason, 1, event.type, error);
    this.#store.settle([event]);
  }

  /** Gives up events that were sent so long ago that another attempt could count them twice. */
  #expire(events: QueuedEvent[]): QueuedEvent[] {
    const oldest = this.#options.clock.monotonic() - MAX_AGE_MS;
    return events.filter((event) => {
      if ((event.firstAttempt ?? oldest) >= oldest) return true;
      const reason = event.unknown ? "unresolved" : "rejected";
      this.#giveUp(event, reason, "not confirmed in 23 h; another attempt could count it twice");
      return false;
    });
  }
}

/** The request will never be taken as it is. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && ![401, 402, 403, 408, 425, 429].includes(status);
}
