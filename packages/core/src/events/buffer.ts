import type { EventRecord } from "./record";
import { Ring } from "./ring";

/**
 * Events that wait to be put into a batch, oldest first. Flag checks lie apart, so that they can be
 * given up first at no cost.
 */
export class EventBuffer {
  readonly #events: Ring<EventRecord> = new Ring();
  readonly #checks: Ring<EventRecord> = new Ring();

  get size(): number {
    return this.#events.size + this.#checks.size;
  }

  push(record: EventRecord): void {
    (record.type === "flag_check" ? this.#checks : this.#events).push(record);
  }

  /** The oldest of all. */
  peek(): EventRecord | undefined {
    const event = this.#events.peek();
    const check = this.#checks.peek();
    if (event === undefined || check === undefined) return event ?? check;
    return event.seq < check.seq ? event : check;
  }

  shift(): EventRecord | undefined {
    const next = this.peek();
    return next?.type === "flag_check" ? this.#checks.shift() : this.#events.shift();
  }

  /** Gives up the oldest flag check. */
  evictCheck(): EventRecord | undefined {
    return this.#checks.shift();
  }

  /** Gives up the oldest `identify` or `track`. */
  evictEvent(): EventRecord | undefined {
    return this.#events.shift();
  }
}
