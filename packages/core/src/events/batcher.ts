import type { CheckLane } from "./check-lane";
import type { EventLane } from "./lane";
import type { Entry, EventRecord } from "./record";
import { Ring } from "./ring";

/** Events of one company (or of a user without one), in order. */
export interface Group {
  readonly key: string;
  /** The batch on its way that holds events of this group. */
  batch: Batch | undefined;
  /** Events that wait for that batch. */
  readonly parked: Ring<EventRecord>;
}

/** Events that travel together. `parts` is what is left to send of it: one part, until it was split. */
export interface Batch {
  parts: EventRecord[][];
  groups: Group[];
  attempts: number;
  /** Monotonic ms before which it is not tried again. */
  notBefore: number;
}

export interface BatcherLimits {
  maxEvents: number;
  /** Bytes of a request body. */
  maxBytes: number;
  /** Events that may be held back for their company's sake. */
  maxParked: number;
}

export interface BatcherParts {
  limits: BatcherLimits;
  /** What waits: flag checks lie apart, so that they can be given up first at no cost. */
  events: EventLane;
  checks: CheckLane;
  /** Makes an entry a record; `undefined` when it cannot be sent. */
  encode: (entry: Entry) => EventRecord | undefined;
}

/**
 * Puts waiting events into batches so that several may be on their way at once and a company's events
 * still arrive in order: what belongs to a company with a batch on its way is held back until then.
 */
export class Batcher {
  readonly limits: BatcherLimits;
  readonly #events: EventLane;
  readonly #checks: CheckLane;
  readonly #groups: Map<string, Group> = new Map();
  readonly #ready: Ring<Group> = new Ring();
  #parked = 0;
  /** Taken from the buffer, and not fitting into the batch before. */
  #next: EventRecord | undefined;
  readonly #encode: (entry: Entry) => EventRecord | undefined;

  constructor({ limits, events, checks, encode }: BatcherParts) {
    this.limits = limits;
    this.#events = events;
    this.#checks = checks;
    this.#encode = encode;
  }

  /** Events that are in no batch. */
  get size(): number {
    return this.#waiting + this.#parked + (this.#next === undefined ? 0 : 1);
  }

  /**
   * The next batch, or `undefined` when everything that waits belongs to a batch on its way. Of the
   * events that were accepted after `upTo` it takes some only to fill a batch.
   */
  take(upTo: number): Batch | undefined {
    const batch: Batch = { parts: [], groups: [], attempts: 0, notBefore: 0 };
    const records: EventRecord[] = [];
    const filling = { batch, records, bytes: 0 };
    this.#takeParked(filling);
    const oldest = this.#next?.seq ?? Math.min(this.#events.rows.oldest, this.#checks.rows.oldest);
    if (records.length > 0 || oldest <= upTo || this.full) this.#takeBuffered(filling);
    if (records.length === 0) return undefined;
    batch.parts.push(records);
    return batch;
  }

  /** Enough waits for a whole batch. */
  get full(): boolean {
    return this.#waiting >= this.limits.maxEvents;
  }

  get #waiting(): number {
    return this.#events.rows.size + this.#checks.rows.size;
  }

  /** A batch is settled: its companies' held back events come next. */
  release(batch: Batch): void {
    for (const group of batch.groups) {
      group.batch = undefined;
      if (group.parked.size > 0) this.#ready.push(group);
      else this.#groups.delete(group.key);
    }
  }

  #takeParked(filling: Filling): void {
    while (this.#ready.size > 0) {
      const group = this.#ready.peek() as Group;
      let took = false;
      for (let next = group.parked.peek(); next !== undefined; next = group.parked.peek()) {
        if (!this.#fits(filling, next)) break;
        took = true;
        group.parked.shift();
        this.#parked--;
        filling.records.push(next);
      }
      if (!took) return;
      this.#ready.shift();
      group.batch = filling.batch;
      filling.batch.groups.push(group);
    }
  }

  #takeBuffered(filling: Filling): void {
    for (let next = this.#peek(); next !== undefined; next = this.#peek()) {
      const group = next.group === "" ? undefined : this.#groups.get(next.group);
      if (group !== undefined && (group.batch !== filling.batch || group.parked.size > 0)) {
        if (this.#parked >= this.limits.maxParked) return;
        group.parked.push(next);
        this.#parked++;
      } else {
        if (!this.#fits(filling, next)) return;
        filling.records.push(next);
        if (next.group !== "" && group === undefined) this.#open(next.group, filling.batch);
      }
      this.#next = undefined;
    }
  }

  #peek(): EventRecord | undefined {
    while (this.#next === undefined) {
      const checkIsOlder = this.#checks.rows.oldest < this.#events.rows.oldest;
      const entry = (checkIsOlder ? this.#checks : this.#events).shift();
      if (entry === undefined) return undefined;
      this.#next = this.#encode(entry);
    }
    return this.#next;
  }

  #open(key: string, batch: Batch): void {
    const group: Group = { key, batch, parked: new Ring() };
    this.#groups.set(key, group);
    batch.groups.push(group);
  }

  #fits(filling: Filling, record: EventRecord): boolean {
    if (filling.records.length >= this.limits.maxEvents) return false;
    const bytes = record.text.length + 1;
    if (filling.records.length > 0 && filling.bytes + bytes > this.limits.maxBytes) return false;
    filling.bytes += bytes;
    return true;
  }
}

interface Filling {
  batch: Batch;
  records: EventRecord[];
  bytes: number;
}

/** The batch to be tried again first. */
export function soonest(batches: readonly Batch[]): Batch | undefined {
  let first = batches[0];
  for (const batch of batches) if (first === undefined || batch.notBefore < first.notBefore) first = batch;
  return first;
}

/** Events that are left to send. */
export function countOf(batch: Batch): number {
  return batch.parts.reduce((sum, part) => sum + part.length, 0);
}

/** Two parts instead of the first, so that an event that is refused does not take the others down. */
export function split(batch: Batch, records: EventRecord[]): void {
  const middle = records.length >> 1;
  batch.parts.splice(0, 1, records.slice(0, middle), records.slice(middle));
}
