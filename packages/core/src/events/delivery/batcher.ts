import type { QueuedEvent } from "../../contracts/events";
import type { EventBuffer } from "../buffer/event-buffer";
import type { PendingEvent } from "../buffer/pending-event";
import type { PostResult } from "./post-batch";
import { type BatchState, NEW_BATCH } from "./retry-schedule";
import type { Encoder } from "./wire";

/** Events that are sent together. */
export interface Batch {
  events: PendingEvent[];
  /** The companies and users whose order these events keep: their later events wait. */
  readonly groups: Set<string>;
  state: BatchState;
}

/** Events of one company or user that wait for an earlier batch, or that are sent by themselves. */
interface Lane {
  readonly events: PendingEvent[];
  /** A batch of this group was taken and is not released yet. */
  isBusy: boolean;
  /** Set while the group is suspected to contain an event that the server cannot process. */
  suspicion: { state: BatchState; limit: number } | undefined;
}

/** Limit on a request body in bytes, until the server asks for less. */
const MAX_BODY_BYTES = 1024 * 1024;
/** The limit is not made smaller than this after a 413: below it, a single event is too large. */
const MIN_BODY_BYTES = 64 * 1024;
/** Beyond this number, suspected groups without waiting events are forgotten. */
const MAX_LANES = 1_000;
/** The server accepts at most so many events in one request. */
const MAX_BATCH_EVENTS = 100;

/**
 * Puts waiting events into batches, so that several can be on their way at once while the events of a company still
 * arrive in order: events of a company that has a batch on its way are held back. A company with an event that keeps
 * failing is sent in requests of its own, so that it does not delay others.
 */
export class Batcher {
  maxEvents: number;
  maxBytes: number = MAX_BODY_BYTES;
  readonly #buffer: EventBuffer;
  readonly #encoder: Encoder;
  readonly #onUnreadable: (event: PendingEvent, cause: unknown) => void;
  readonly #maxHeldBack: number;
  readonly #lanes: Map<string, Lane> = new Map();
  /** Events that come before all events in the buffer. */
  #next: PendingEvent[] = [];
  #isSuspectsTurn = false;
  /** Events in lanes and in `#next`. */
  #heldBack = 0;

  /** `onUnreadable` receives an event that cannot be encoded. */
  constructor(
    buffer: EventBuffer,
    encoder: Encoder,
    options: {
      maxBatchSize: number;
      maxQueueSize: number;
      onUnreadable: (event: PendingEvent, cause: unknown) => void;
    },
  ) {
    this.#buffer = buffer;
    this.#encoder = encoder;
    this.maxEvents = Math.min(MAX_BATCH_EVENTS, options.maxBatchSize);
    this.#maxHeldBack = Math.max(10 * this.maxEvents, options.maxQueueSize >> 1);
    this.#onUnreadable = options.onUnreadable;
  }

  /** True if events wait for a batch of their company. */
  get hasHeldBack(): boolean {
    return this.#heldBack > 0;
  }

  /** Returns the next batch, or undefined. Events newer than `upTo` are taken only to fill a batch. */
  take(upTo: number): Batch | undefined {
    // In turns: neither a flood of healthy events nor many suspected groups hold up the other kind.
    this.#isSuspectsTurn = !this.#isSuspectsTurn;
    if (!this.#isSuspectsTurn) return this.#takeMixed(upTo) ?? this.#takeSuspect();
    return this.#takeSuspect() ?? this.#takeMixed(upTo);
  }

  /** A batch is settled or set aside: the events that waited for it come next. */
  release({ groups }: Batch): void {
    for (const group of groups) {
      const lane = this.#lanes.get(group);
      if (lane === undefined) continue;
      lane.isBusy = false;
      const { suspicion } = lane;
      if (suspicion !== undefined) {
        // It doubles with each success, and ends when whole batches pass.
        suspicion.limit *= 2;
        if (suspicion.limit < this.maxEvents) continue;
      }
      this.#lanes.delete(group);
      this.#next.push(...lane.events);
    }
  }

  /** An event of this group failed by itself: later events of the group are sent one by one at first. */
  suspect(group: string, state: BatchState): void {
    const lane = this.#lanes.get(group);
    if (lane !== undefined)
      lane.suspicion = { state: { ...state, isSuspect: true, isAside: false }, limit: 0.5 };
  }

  /**
   * Splits a batch into about `pieces` batches that may be sent at the same time. Events of one group stay together;
   * a batch of a single group keeps its first part, and the rest goes back to the lane.
   */
  split(batch: Batch, pieces: number): Batch[] {
    const { events, groups, state } = batch;
    const size = Math.ceil(events.length / pieces);
    const parts: Batch[] = [];
    const partOf = new Map<string, Batch>();
    let last: Batch | undefined;
    for (const event of events) {
      const group = groupOf(event);
      let part = partOf.get(group);
      if (part === undefined) {
        if (last === undefined || last.events.length >= size) {
          last = { events: [], groups: new Set(), state };
          parts.push(last);
        }
        part = last;
        if (groups.has(group)) {
          partOf.set(group, part);
          part.groups.add(group);
        }
      }
      part.events.push(event);
    }
    for (const part of parts) if (part.events.length > size) this.#shorten(part, size);
    const isWhole = parts[0]?.events.length === events.length && events.length > 1;
    return isWhole ? this.split(batch, events.length) : parts;
  }

  /** Sends the events of a batch that exceed `size` later, if all of them are of one group. */
  #shorten(batch: Batch, size: number): void {
    const [group] = batch.groups;
    const lane = group === undefined ? undefined : this.#lanes.get(group);
    if (lane === undefined || batch.events.some((event) => groupOf(event) !== group)) return;
    const rest = batch.events.splice(size);
    lane.events.unshift(...rest);
    this.#heldBack += rest.length;
    lane.suspicion = { state: batch.state, limit: size / 2 };
  }

  /** Adopts the limits that the server reports. Returns the number of pieces into which the batch has to be split. */
  adoptLimits({ events }: Batch, { status, message }: PostResult): number {
    const maxEvents = Number(/"max_size"\s*:\s*(\d+)/.exec(message)?.[1]);
    if (status === 413) {
      const bytes = events.reduce((sum, event) => sum + textOf(event).length, 0);
      this.maxBytes = Math.min(this.maxBytes, Math.max(MIN_BODY_BYTES, bytes >> 1));
    } else if (status === 400 && maxEvents > 0) {
      this.maxEvents = Math.min(this.maxEvents, maxEvents);
    }
    return Math.ceil(events.length / this.maxEvents);
  }

  /** Returns a batch of a suspected group. */
  #takeSuspect(): Batch | undefined {
    for (const [group, lane] of this.#lanes) {
      const { isBusy, suspicion, events } = lane;
      if (isBusy || suspicion === undefined) continue;
      if (events.length === 0) {
        if (this.#lanes.size > MAX_LANES) this.#lanes.delete(group);
        continue;
      }
      const taken = events.splice(0, this.#fitting(events, Math.max(1, suspicion.limit)));
      this.#heldBack -= taken.length;
      lane.isBusy = true;
      return { events: taken, groups: new Set([group]), state: { ...suspicion.state, notBefore: 0 } };
    }
    return undefined;
  }

  /** Returns how many of the first events fit into one request. */
  #fitting(events: readonly PendingEvent[], limit: number): number {
    const most = Math.min(events.length, this.maxEvents, Math.floor(limit));
    let bytes = 0;
    for (let i = 0; i < most; i++) {
      bytes += textOf(events[i] as PendingEvent).length + 1;
      if (i > 0 && bytes > this.maxBytes) return i;
    }
    return most;
  }

  #takeMixed(upTo: number): Batch | undefined {
    const events: PendingEvent[] = [];
    const groups = new Set<string>();
    const first = this.#next;
    let bytes = 0;
    let taken = 0;
    while (events.length < this.maxEvents) {
      const isFirst = taken < first.length;
      const event = isFirst
        ? first[taken++]
        : this.#fromBuffer(events.length > 0 ? Number.POSITIVE_INFINITY : upTo);
      if (event === undefined) break;
      const group = groupOf(event);
      const lane = this.#lanes.get(group);
      if (lane !== undefined && !groups.has(group)) {
        lane.events.push(event);
        continue;
      }
      bytes += textOf(event).length + 1;
      const isOther = events[0] !== undefined && wasSent(events[0]) !== wasSent(event);
      if (isOther || (events.length > 0 && bytes > this.maxBytes)) {
        if (isFirst) taken--;
        else first.push(event);
        break;
      }
      this.#heldBack--;
      events.push(event);
      if (group !== "" && lane === undefined) {
        this.#lanes.set(group, { events: [], isBusy: true, suspicion: undefined });
        groups.add(group);
      }
    }
    this.#next = first.slice(taken);
    return events.length > 0 ? { events, groups, state: NEW_BATCH } : undefined;
  }

  /** Takes the next event out of the buffer and encodes it. */
  #fromBuffer(upTo: number): PendingEvent | undefined {
    for (;;) {
      const { oldest, size } = this.#buffer;
      if (this.#heldBack >= this.#maxHeldBack || (oldest > upTo && size < this.maxEvents)) return undefined;
      const event = this.#buffer.shift();
      if (event === undefined) return undefined;
      try {
        event.encoded ??= this.#encoder.encode(event);
        this.#heldBack++;
        return event;
      } catch (cause) {
        this.#onUnreadable(event, cause);
      }
    }
  }
}

const GOLDEN_RATIO = 0.618034;

/** Returns one event of a batch: a different one after each failure, and the first of its company or user. */
export function probeOf({ events, state }: Batch): PendingEvent[] {
  const seen = new Set<string>();
  const candidates = events.filter(({ encoded }) => {
    const { group } = encoded as QueuedEvent;
    if (group === "") return true;
    const isFirst = !seen.has(group);
    seen.add(group);
    return isFirst;
  });
  // Multiples of the golden ratio: consecutive probes lie far apart.
  const place = (GOLDEN_RATIO * (state.failures + 1)) % 1;
  const probe = candidates[Math.floor(place * candidates.length)];
  return probe === undefined ? [] : [probe];
}

/** True for an event that an earlier process sent in vain. It travels apart from new ones. */
function wasSent({ encoded }: PendingEvent): boolean {
  return (encoded as QueuedEvent).firstAttempt !== undefined;
}

function groupOf({ encoded }: PendingEvent): string {
  return (encoded as QueuedEvent).group;
}

function textOf({ encoded }: PendingEvent): string {
  return (encoded as QueuedEvent).text;
}
