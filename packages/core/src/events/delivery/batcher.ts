import type { QueuedEvent } from "../../contracts/events";
import type { Store } from "../buffer/event-buffer";

/** Events that travel together. */
export interface Batch {
  /** What is left to send. */
  events: QueuedEvent[];
  /** Whose events these are: theirs that come later wait. */
  groups: Set<string>;
  attempts: number;
  /** Monotonic ms before which it is not tried again. */
  notBefore: number;
}

/** A request body is kept below this, bytes, until the server asks for less. */
const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Puts waiting events into batches so that several may be on their way at once and a company's events
 * still arrive in order: what belongs to a company with a batch on its way is held back until then.
 */
export class Batcher {
  maxEvents: number;
  maxBytes: number = MAX_BODY_BYTES;
  /** Events that are neither in the store nor in a batch. */
  heldBack = 0;
  readonly #store: Store;
  readonly #maxHeldBack: number;
  /** Events that wait for a batch of their group's, by group. */
  readonly #parked: Map<string, QueuedEvent[]> = new Map();
  /** Events that come before all in the store. */
  readonly #next: QueuedEvent[] = [];

  constructor(store: Store, maxEvents: number, concurrency: number) {
    this.#store = store;
    this.maxEvents = Math.min(100, maxEvents);
    this.#maxHeldBack = 10 * concurrency * this.maxEvents;
  }

  /**
   * The next batch, or `undefined` when everything that waits belongs to a batch on its way. Of the
   * events that were accepted after `upTo` it takes some only to fill a batch.
   */
  take(upTo: number): Batch | undefined {
    const events: QueuedEvent[] = [];
    const groups = new Set<string>();
    let bytes = 0;
    while (events.length < this.maxEvents) {
      const event =
        this.#next.shift() ?? this.#fromStore(events.length > 0 ? Number.POSITIVE_INFINITY : upTo);
      if (event === undefined) break;
      const { group, text } = event;
      const parked = this.#parked.get(group);
      if (parked !== undefined && !groups.has(group)) {
        parked.push(event);
        continue;
      }
      bytes += text.length + 1;
      if (events.length > 0 && bytes > this.maxBytes) {
        this.#next.unshift(event);
        break;
      }
      this.heldBack--;
      events.push(event);
      if (group !== "" && parked === undefined) {
        this.#parked.set(group, []);
        groups.add(group);
      }
    }
    return events.length > 0 ? { events, groups, attempts: 0, notBefore: 0 } : undefined;
  }

  /** A batch is settled: what was held back for it comes next. */
  release({ groups }: Batch): void {
    for (const group of groups) {
      this.#next.push(...(this.#parked.get(group) ?? []));
      this.#parked.delete(group);
    }
  }

  #fromStore(upTo: number): QueuedEvent | undefined {
    const { oldest, size } = this.#store;
    if (this.heldBack >= this.#maxHeldBack || (oldest > upTo && size < this.maxEvents)) return undefined;
    const event = this.#store.shift();
    if (event !== undefined) this.heldBack++;
    return event;
  }
}
