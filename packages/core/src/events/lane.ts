import type { Entry } from "./record";

const SMALLEST = 64;

/**
 * A first-in-first-out queue of entries, kept as columns of a circular array: numbers lie outside the
 * heap and an entry costs no object of its own, which is most of what accepting one costs.
 */
export class Lane {
  #head = 0;
  #size = 0;
  #capacity = SMALLEST;
  #numbers: Float64Array = new Float64Array(4 * SMALLEST);
  #objects: unknown[] = new Array(4 * SMALLEST).fill(undefined);
  readonly #typeOf: (what: Entry["what"]) => Entry["type"];

  constructor(typeOf: (what: Entry["what"]) => Entry["type"]) {
    this.#typeOf = typeOf;
  }

  get size(): number {
    return this.#size;
  }

  push(entry: Entry): void {
    if (this.#size === this.#capacity) this.#resize(this.#capacity * 2);
    const at = 4 * ((this.#head + this.#size) & (this.#capacity - 1));
    const numbers = this.#numbers;
    numbers[at] = entry.seq;
    numbers[at + 1] = entry.at;
    numbers[at + 2] = entry.bytes;
    numbers[at + 3] = entry.quantity;
    const objects = this.#objects;
    objects[at] = entry.what;
    objects[at + 1] = entry.company;
    objects[at + 2] = entry.user;
    objects[at + 3] = entry.more;
    this.#size++;
  }

  /** Number of the oldest entry; infinite when there is none. */
  get oldest(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#numbers[4 * this.#head] as number);
  }

  shift(): Entry | undefined {
    if (this.#size === 0) return undefined;
    const at = 4 * this.#head;
    const numbers = this.#numbers;
    const objects = this.#objects;
    const what = objects[at] as Entry["what"];
    const entry: Entry = {
      type: this.#typeOf(what),
      seq: numbers[at] as number,
      at: numbers[at + 1] as number,
      bytes: numbers[at + 2] as number,
      what,
      company: objects[at + 1] as Entry["company"],
      user: objects[at + 2] as Entry["user"],
      quantity: numbers[at + 3] as number,
      more: objects[at + 3] as Entry["more"],
    };
    objects[at] = undefined;
    objects[at + 1] = undefined;
    objects[at + 2] = undefined;
    objects[at + 3] = undefined;
    this.#head = (this.#head + 1) & (this.#capacity - 1);
    this.#size--;
    // Room that a burst took is given back.
    if (this.#size === 0 && this.#capacity > 16 * SMALLEST) this.#resize(SMALLEST);
    return entry;
  }

  #resize(capacity: number): void {
    const numbers = new Float64Array(4 * capacity);
    const objects: unknown[] = new Array(4 * capacity).fill(undefined);
    const from = 4 * this.#head;
    const count = 4 * this.#size;
    const length = 4 * this.#capacity;
    const first = Math.min(count, length - from);
    numbers.set(this.#numbers.subarray(from, from + first));
    numbers.set(this.#numbers.subarray(0, count - first), first);
    for (let i = 0; i < count; i++) objects[i] = this.#objects[(from + i) & (length - 1)];
    this.#numbers = numbers;
    this.#objects = objects;
    this.#capacity = capacity;
    this.#head = 0;
  }
}
