import type { CancelTimer, Clock } from "../contracts/clock";
import type { EventDrop } from "../contracts/events";
import { backoffMs, RETRY } from "./backoff";
import { type Batch, type Batcher, countOf, soonest, split } from "./batcher";
import { batchText } from "./encode";
import { EventError, unauthorized, unavailable } from "./errors";
import { Gate } from "./gate";
import type { EventRecord } from "./record";
import { type Outcome, type RequestOptions, sendBatch } from "./request";

/**
 * The server forgets an idempotency key after 24 h and would then count the event again; an hour is
 * left for the request itself and for clocks that differ.
 */
const MAX_AGE_MS = 23 * 3_600_000;
/** Batches that wait for another attempt before no new ones are begun. */
const MAX_RETRYING = 16;
/** The longest wait between attempts while somebody waits for delivery, ms. */
const HURRIED_MAX_MS = 1_000;
/** A request body is not cut smaller than this after a 413, bytes: a smaller one is some event's fault. */
const MIN_BODY_BYTES = 64 * 1024;

export interface SenderHost {
  batcher: Batcher;
  request: RequestOptions;
  concurrency: number;
  clock: Clock;
  delivered(records: readonly EventRecord[]): void;
  gaveUp(records: readonly EventRecord[], reason: EventDrop["reason"], error: EventError): void;
  warn(error: EventError): void;
  /** Timers hold the process: somebody waits for room. */
  holds(): boolean;
  /** Before a first attempt goes out: the journal keeps when that was. */
  attempting?(records: readonly EventRecord[]): Promise<void> | void;
}

/** Sends batches, several at once, and tries failed ones again until they are settled. */
export class Sender {
  readonly #host: SenderHost;
  readonly #gate: Gate;
  readonly #retrying: Batch[] = [];
  #active = 0;
  #inFlight = 0;
  /** Events up to this number are to be sent, whether or not they fill a batch. */
  #upTo = -1;
  #hurried = 0;
  #cancelWake: CancelTimer | undefined;
  #stopped = false;
  #hungry = true;
  readonly #abort: AbortController = new AbortController();
  #unauthorized = false;

  constructor(host: SenderHost) {
    this.#host = host;
    this.#gate = new Gate(host.concurrency);
  }

  /** Events in requests right now. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** There is room for a request and nothing that fills one: tell it when there is. */
  get hungry(): boolean {
    return this.#hungry;
  }

  /** A pump is on its way. */
  called(): void {
    this.#hungry = false;
  }

  /** Somebody waits for delivery: nothing waits to fill a batch. */
  get hurried(): boolean {
    return this.#hurried > 0;
  }

  /** Events that wait for another attempt. */
  get retrying(): number {
    return this.#retrying.reduce((sum, batch) => sum + countOf(batch), 0);
  }

  /** Sends what was accepted up to `seq`, as far as there is room for requests. */
  send(seq: number): void {
    if (seq > this.#upTo) this.#upTo = seq;
    this.pump();
  }

  /** From now until `relax`: partial batches go out at once and waits are short. */
  hurry(): void {
    this.#hurried++;
    const now = this.#host.clock.monotonic();
    this.#gate.hurry(now);
    for (const batch of this.#retrying) batch.notBefore = 0;
    this.pump();
  }

  relax(): void {
    this.#hurried--;
  }

  /** Begins no request any more and ends those on their way. */
  stop(): void {
    this.#stopped = true;
    this.#hungry = false;
    this.#cancelWake?.();
    this.#abort.abort();
    this.#retrying.length = 0;
  }

  pump(): void {
    this.#cancelWake?.();
    this.#cancelWake = undefined;
    if (this.#stopped) return;
    const now = this.#host.clock.monotonic();
    this.#hungry = false;
    while (this.#active < this.#gate.room(now)) {
      const batch = this.#next(now);
      if (batch === undefined) {
        this.#hungry = true;
        break;
      }
      this.#active++;
      void this.#run(batch);
    }
    this.#sleep(now);
  }

  #next(now: number): Batch | undefined {
    const retry = soonest(this.#retrying);
    if (retry !== undefined && (retry.notBefore <= now || this.#gate.probing)) {
      this.#retrying.splice(this.#retrying.indexOf(retry), 1);
      return retry;
    }
    if (this.#retrying.length >= MAX_RETRYING) return undefined;
    return this.#host.batcher.take(this.#hurried > 0 ? Number.POSITIVE_INFINITY : this.#upTo);
  }

  /** Wakes when the gate opens or a batch may be tried again. */
  #sleep(now: number): void {
    const room = this.#gate.room(now);
    // A request that ends pumps again.
    if (room > 0 && this.#active >= room) return;
    let at = Number.POSITIVE_INFINITY;
    if (room > 0) at = soonest(this.#retrying)?.notBefore ?? at;
    else if (this.#retrying.length > 0 || this.#host.batcher.size > 0) at = this.#gate.opensAt;
    if (at === Number.POSITIVE_INFINITY) return;
    const wake = (): void => this.pump();
    this.#cancelWake = this.#host.clock.setTimer(wake, Math.max(0, at - now), this.#host.holds());
  }

  async #run(batch: Batch): Promise<void> {
    let settled = false;
    try {
      settled = await this.#deliver(batch);
    } catch (cause) {
      // A fault of our own must not take the process down, nor events with it.
      this.#host.warn(new EventError("event_capture_unavailable", "sending events failed", { cause }));
      this.#later(batch, undefined);
    }
    this.#active--;
    if (this.#stopped) return;
    if (settled) this.#host.batcher.release(batch);
    else this.#retrying.push(batch);
    this.pump();
  }

  /** Sends the parts one after the other; false when what is left has to be tried again. */
  async #deliver(batch: Batch): Promise<boolean> {
    for (let part = batch.parts[0]; part !== undefined; part = batch.parts[0]) {
      const records = this.#expire(part);
      batch.parts[0] = records;
      if (records.length === 0) {
        batch.parts.shift();
        continue;
      }
      if (this.#stopped) return false;
      const body = batchText(
        this.#host.request.apiKey,
        records.map(({ text }) => text),
      );
      const outcome = await this.#attempt(records, body);
      // A request that `stop` ended tells nothing about the server.
      if (this.#stopped && outcome.kind !== "delivered") return false;
      if (outcome.kind === "delivered") {
        batch.parts.shift();
        this.#succeeded();
        this.#host.delivered(records);
      } else if (outcome.kind === "too_large") {
        this.#tooLarge(batch, records, body.length);
      } else if (outcome.kind === "refused") {
        this.#refused(batch, records, outcome);
      } else {
        this.#failed(batch, records, outcome);
        return false;
      }
    }
    return true;
  }

  async #attempt(records: readonly EventRecord[], body: string): Promise<Outcome> {
    const { clock, request } = this.#host;
    this.#inFlight += records.length;
    try {
      await this.#host.attempting?.(records);
      const now = clock.monotonic();
      for (const record of records) record.firstAttempt ??= now;
      return await sendBatch(body, request, this.#abort.signal);
    } finally {
      this.#inFlight -= records.length;
    }
  }

  #succeeded(): void {
    this.#gate.succeeded(this.#host.clock.monotonic());
    this.#unauthorized = false;
  }

  #tooLarge(batch: Batch, records: EventRecord[], bytes: number): void {
    const { limits } = this.#host.batcher;
    if (records.length > 1) {
      limits.maxBytes = Math.min(limits.maxBytes, Math.max(MIN_BODY_BYTES, Math.ceil(bytes / 2)));
      split(batch, records);
      return;
    }
    batch.parts.shift();
    const message = `the server takes no event of ${bytes} bytes (413); send less in its traits`;
    this.#host.gaveUp(records, "rejected", new EventError("event_rejected", message, { statusCode: 413 }));
  }

  #refused(batch: Batch, records: EventRecord[], outcome: Outcome & { kind: "refused" }): void {
    const { limits } = this.#host.batcher;
    if (records.length > 1) {
      if (outcome.maxSize) limits.maxEvents = Math.min(limits.maxEvents, outcome.maxSize);
      split(batch, records);
      return;
    }
    batch.parts.shift();
    const message = `the server refused the event with status ${outcome.status}: ${outcome.said}`;
    this.#host.gaveUp(
      records,
      "rejected",
      new EventError("event_rejected", message, { statusCode: outcome.status }),
    );
  }

  #failed(batch: Batch, records: readonly EventRecord[], outcome: Failed): void {
    const { clock } = this.#host;
    const now = clock.monotonic();
    if (outcome.kind === "unauthorized") {
      this.#gate.unauthorized(now, clock.random());
      if (!this.#unauthorized) this.#host.warn(unauthorized(outcome));
      this.#unauthorized = true;
      batch.notBefore = this.#gate.opensAt;
      return;
    }
    if (outcome.unknown) for (const record of records) record.unknown = true;
    const maxMs = this.#hurried > 0 ? HURRIED_MAX_MS : RETRY.maxMs;
    this.#gate.failed(now, clock.random(), outcome.retryAfterMs, maxMs);
    this.#later(batch, outcome.retryAfterMs);
    if (this.#gate.failures === this.#host.concurrency) this.#host.warn(unavailable(outcome));
  }

  #later(batch: Batch, retryAfterMs: number | undefined): void {
    const { clock } = this.#host;
    batch.attempts++;
    const wait = backoffMs(batch.attempts, clock.random(), RETRY);
    const longest = this.#hurried > 0 ? HURRIED_MAX_MS : RETRY.maxMs;
    batch.notBefore = clock.monotonic() + (retryAfterMs ?? Math.min(wait, longest));
  }

  /** Gives up events that were sent so long ago that another attempt could count them twice. */
  #expire(records: EventRecord[]): EventRecord[] {
    const oldest = this.#host.clock.monotonic() - MAX_AGE_MS;
    const expired = records.filter((record) => (record.firstAttempt ?? oldest) < oldest);
    if (expired.length === 0) return records;
    const unresolved = expired.filter((record) => record.unknown);
    const refused = expired.filter((record) => !record.unknown);
    if (unresolved.length > 0) {
      const message = "no answer for 23 h; another attempt could count the event twice";
      this.#host.gaveUp(unresolved, "unresolved", new EventError("event_unresolved", message));
    }
    if (refused.length > 0) {
      const message = "refused for 23 h; check the API key and the capture URL";
      this.#host.gaveUp(refused, "rejected", new EventError("event_rejected", message));
    }
    return records.filter((record) => !expired.includes(record));
  }
}

type Failed = Outcome & { kind: "failed" | "unauthorized" };
