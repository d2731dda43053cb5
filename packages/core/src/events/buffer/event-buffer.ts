import type { QueuedEvent } from "../../contracts/events";
import type { DropReporter } from "../drop-reporter";
import type { EventQueueOptions } from "../options";
import { Fifo } from "./fifo";
import type { PendingEvent } from "./pending-event";

/** True for an event that settles a hold on credits: only it says how much of the hold was used. */
function isSettle({ body, encoded }: PendingEvent): boolean {
  if (body !== undefined) return "lease_id" in body && (body.lease_id ?? body.reservation_id) !== undefined;
  return /"(?:lease|reservation)_id":/.test(encoded?.text ?? "");
}

/**
 * The events that wait to be sent, within the limits on all events of the queue. Flag checks have a queue of their
 * own, because they are dropped first, and settles of credits have one, because they are not dropped for others.
 */
export class EventBuffer {
  readonly #options: EventQueueOptions;
  readonly #drops: DropReporter;
  readonly #onRelease: () => void;
  readonly #events: Fifo<PendingEvent> = new Fifo();
  readonly #checks: Fifo<PendingEvent> = new Fifo();
  readonly #settles: Fifo<PendingEvent> = new Fifo();
  /** Events that count against the limits: waiting, being journaled, or handed over to the delivery. */
  #held = 0;
  #bytes = 0;
  #seq = -1;
  /** Resolvers of callers that wait for space, with `onFull: "wait"`. Their events are held already. */
  #waiting: (() => void)[] = [];

  /** `onRelease` is called whenever fewer events are held. */
  constructor(options: EventQueueOptions, drops: DropReporter, onRelease: () => void) {
    this.#options = options;
    this.#drops = drops;
    this.#onRelease = onRelease;
  }

  get held(): number {
    return this.#held;
  }

  /** Number of events that wait here. */
  get size(): number {
    return this.#events.size + this.#checks.size + this.#settles.size;
  }

  /** Sequence number of the event that was accepted last; -1 before the first. */
  get newest(): number {
    return this.#seq;
  }

  /** Sequence number of the event that has waited longest; infinite if none waits. */
  get oldest(): number {
    return seqOf(this.#next.first);
  }

  /** True while a caller waits for space. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  /** Number of events that may be added until half of the space is used. */
  get halfFree(): number {
    const { maxQueueBytes, maxQueueSize } = this.#options;
    return this.#bytes * 2 < maxQueueBytes ? Math.ceil(maxQueueSize / 2) - this.#held : 0;
  }

  /**
   * Reserves space for an event and numbers it. Flag checks, then the oldest other events except settles are dropped if
   * needed. Returns false if there is no space. Returns a promise of space with `onFull: "wait"`; at most twice the limit is
   * held then, so that callers that do not await it cannot exceed all limits.
   */
  reserve(event: PendingEvent): boolean | Promise<void> {
    const { onFull, maxQueueSize, maxQueueBytes } = this.#options;
    const waits = onFull === "wait";
    if (event.bytes > maxQueueBytes || (waits && this.#held >= 2 * maxQueueSize)) return false;
    while (this.#exceeds(1, event.bytes)) {
      if (this.#evict(waits)) continue;
      if (!waits) return false;
      this.#take(event);
      return new Promise((resolve) => this.#waiting.push(resolve));
    }
    this.#take(event);
    return true;
  }

  /** Adds an event for which space was reserved. */
  push(event: PendingEvent): void {
    this.#queueOf(event).push(event);
  }

  /** Adds an event that an earlier process encoded. */
  pushEncoded(encoded: QueuedEvent): void {
    const { type, bytes } = encoded;
    const event = { type, bytes, body: undefined, metadata: undefined, seq: 0, at: 0, encoded };
    this.#take(event);
    this.#queueOf(event).push(event);
  }

  /** Adds a flag check. The oldest flag checks, if need be the new one, are dropped for it. */
  pushCheck(check: PendingEvent): void {
    this.#take(check);
    this.#checks.push(check);
    while (this.#exceeds(0, 0) && this.#evict(true));
  }

  /** Removes and returns the event that has waited longest. It is still held. */
  shift(): PendingEvent | undefined {
    return this.#next.shift();
  }

  /** The queue whose first event has waited longest. */
  get #next(): Fifo<PendingEvent> {
    const checkOrEvent = seqOf(this.#checks.first) < seqOf(this.#events.first) ? this.#checks : this.#events;
    return seqOf(this.#settles.first) < seqOf(checkOrEvent.first) ? this.#settles : checkOrEvent;
  }

  #queueOf(event: PendingEvent): Fifo<PendingEvent> {
    return isSettle(event) ? this.#settles : this.#events;
  }

  /** Frees the space of events that were delivered or given up. The journal need not keep them any more. */
  release(events: readonly PendingEvent[]): void {
    const encoded: QueuedEvent[] = [];
    for (const event of events) {
      this.#held--;
      this.#bytes -= event.bytes;
      if (event.encoded !== undefined) encoded.push(event.encoded);
    }
    this.#options.journal?.settled(encoded);
    if (!this.#exceeds(0, 0)) this.releaseWaiting();
    this.#onRelease();
  }

  /** Resolves the promises of callers that wait for space. */
  releaseWaiting(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** True if the queue holds more than its limits, with this much added. */
  #exceeds(events: number, bytes: number): boolean {
    const { maxQueueSize, maxQueueBytes } = this.#options;
    return this.#held + events > maxQueueSize || this.#bytes + bytes > maxQueueBytes;
  }

  #take(event: PendingEvent): void {
    event.seq = ++this.#seq;
    this.#held++;
    this.#bytes += event.bytes;
  }

  /** Drops the flag check that has waited longest, or another event if there is none. */
  #evict(checksOnly: boolean): boolean {
    const event = this.#checks.shift() ?? (checksOnly ? undefined : this.#events.shift());
    if (event === undefined) return false;
    this.#drops.report({ reason: "queue_full", count: 1, type: event.type });
    this.#held--;
    this.#bytes -= event.bytes;
    if (event.encoded !== undefined) this.#options.journal?.settled([event.encoded]);
    return true;
  }
}

function seqOf(event: PendingEvent | undefined): number {
  return event === undefined ? Number.POSITIVE_INFINITY : event.seq;
}
