import { Arena } from "./arena";
import type { Entry, KeySet } from "./record";

/** Entries in one chunk, and columns of each kind. */
const CHUNK = 1024;
const NUMBERS = 6;
const OBJECTS = 6;

/** Columns of so many entries: numbers lie outside the heap, and an entry costs no object of its own. */
export class Chunk {
  readonly numbers: Float64Array = new Float64Array(NUMBERS * CHUNK);
  readonly objects: unknown[] = new Array(OBJECTS * CHUNK).fill(undefined);
  next: Chunk | undefined = undefined;
}

export type Dropped = Pick<Entry, "type" | "bytes" | "what">;

/** A first-in-first-out queue of entries, in chunks; those that are used up go to `spares`. */
export class Lane {
  readonly #spares: Chunk[];
  readonly #typeOf: (what: Entry["what"]) => Entry["type"];
  readonly #packs: boolean;
  readonly #texts: Arena = new Arena();
  #first: Chunk | undefined;
  #last: Chunk | undefined;
  /** Where the oldest lies in the first chunk, and the next one will in the last. */
  #from = 0;
  #to = CHUNK;
  #size = 0;

  /** `packs`: texts are copied out of the heap. */
  constructor(spares: Chunk[], typeOf: (what: Entry["what"]) => Entry["type"], packs = true) {
    this.#spares = spares;
    this.#typeOf = typeOf;
    this.#packs = packs;
  }

  get size(): number {
    return this.#size;
  }

  /** Number of the oldest entry; infinite when there is none. */
  get oldest(): number {
    const first = this.#first;
    return first === undefined ? Number.POSITIVE_INFINITY : (first.numbers[NUMBERS * this.#from] as number);
  }

  push(entry: Entry): void {
    const chunk = this.#roomy();
    const at = NUMBERS * this.#to;
    const slot = OBJECTS * this.#to;
    const { numbers, objects } = chunk;
    numbers[at] = entry.seq;
    numbers[at + 1] = entry.at;
    numbers[at + 2] = entry.bytes;
    numbers[at + 3] = entry.quantity;
    objects[slot] = entry.what;
    objects[slot + 1] = entry.more;
    this.#put(chunk, entry.company, at + 4, slot + 2);
    this.#put(chunk, entry.user, at + 5, slot + 4);
    this.#to++;
    this.#size++;
  }

  shift(): Entry | undefined {
    const chunk = this.#first;
    if (chunk === undefined) return undefined;
    const at = NUMBERS * this.#from;
    const slot = OBJECTS * this.#from;
    const { numbers, objects } = chunk;
    const what = objects[slot] as Entry["what"];
    const entry: Entry = {
      type: this.#typeOf(what),
      seq: numbers[at] as number,
      at: numbers[at + 1] as number,
      bytes: numbers[at + 2] as number,
      what,
      company: this.#take(chunk, at + 4, slot + 2),
      user: this.#take(chunk, at + 5, slot + 4),
      quantity: numbers[at + 3] as number,
      more: objects[slot + 1] as Entry["more"],
    };
    this.#forget(chunk);
    return entry;
  }

  /** Gives up the oldest without reading all of it. */
  drop(): Dropped | undefined {
    const chunk = this.#first;
    if (chunk === undefined) return undefined;
    const at = NUMBERS * this.#from;
    const { numbers, objects } = chunk;
    const what = objects[OBJECTS * this.#from] as Entry["what"];
    const dropped: Dropped = { type: this.#typeOf(what), bytes: numbers[at + 2] as number, what };
    for (let i = at + 4; i < at + 6; i++) {
      const place = numbers[i] as number;
      if (place >= 0) this.#texts.skip(place);
    }
    this.#forget(chunk);
    return dropped;
  }

  #forget(chunk: Chunk): void {
    const { objects } = chunk;
    const slot = OBJECTS * this.#from;
    // One by one: `fill` of so few takes several times as long.
    objects[slot] = undefined;
    objects[slot + 1] = undefined;
    objects[slot + 2] = undefined;
    objects[slot + 3] = undefined;
    objects[slot + 4] = undefined;
    objects[slot + 5] = undefined;
    this.#from++;
    this.#size--;
    if (this.#from === CHUNK || this.#size === 0) this.#leave(chunk);
  }

  #roomy(): Chunk {
    const last = this.#last;
    if (last !== undefined && this.#to < CHUNK) return last;
    const chunk = this.#spares.pop() ?? new Chunk();
    if (last === undefined) {
      this.#first = chunk;
      this.#from = 0;
    } else last.next = chunk;
    this.#last = chunk;
    this.#to = 0;
    return chunk;
  }

  /** The first chunk is used up. */
  #leave(chunk: Chunk): void {
    this.#first = chunk.next;
    this.#from = 0;
    chunk.next = undefined;
    this.#spares.push(chunk);
    if (this.#size > 0) return;
    this.#first = undefined;
    this.#last = undefined;
    this.#texts.clear();
  }

  #put({ numbers, objects }: Chunk, { name, value }: KeySet, at: number, slot: number): void {
    const place = this.#packs && typeof value === "string" ? this.#texts.put(value) : -1;
    numbers[at] = place;
    objects[slot] = name;
    objects[slot + 1] = place < 0 ? value : undefined;
  }

  #take({ numbers, objects }: Chunk, at: number, slot: number): KeySet {
    const place = numbers[at] as number;
    const value = place < 0 ? objects[slot + 1] : this.#texts.take(place);
    return { name: objects[slot], value } as KeySet;
  }
}
