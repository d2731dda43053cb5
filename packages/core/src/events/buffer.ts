import { type Chunk, type Dropped, Lane } from "./lane";
import { type Entry, type EventRecord, IDENTIFY } from "./record";

/**
 * Events that wait to be put into a batch, oldest first. Flag checks lie apart, so that they can be
 * given up first at no cost.
 */
export class EventBuffer {
  readonly #spares: Chunk[] = [];
  readonly #events: Lane = new Lane(this.#spares, typeOf);
  /** They are on the way of a check, so their texts stay references: packing them took as long as the rest. */
  readonly #checks: Lane = new Lane(this.#spares, () => "flag_check", false);

  get size(): number {
    return this.#events.size + this.#checks.size;
  }

  /** Number of the oldest; infinite when there is none. */
  get oldest(): number {
    return Math.min(this.#events.oldest, this.#checks.oldest);
  }

  push(entry: Entry): void {
    (entry.type === "flag_check" ? this.#checks : this.#events).push(entry);
  }

  shift(): Entry | undefined {
    const entry = (this.#checks.oldest < this.#events.oldest ? this.#checks : this.#events).shift();
    // Room that a burst took is given back.
    if (this.#spares.length > 1 && this.size === 0) this.#spares.length = 1;
    return entry;
  }

  /** Gives up the oldest flag check. */
  evictCheck(): Dropped | undefined {
    return this.#checks.drop();
  }

  /** Gives up the oldest `identify` or `track`. */
  evictEvent(): Dropped | undefined {
    return this.#events.drop();
  }
}

function typeOf(what: Entry["what"]): Entry["type"] {
  if (typeof what === "string") return "track";
  return what === IDENTIFY ? "identify" : (what as EventRecord).type;
}
