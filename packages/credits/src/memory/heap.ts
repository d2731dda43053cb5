/** Values in the order of a number that each has. Adding and taking cost O(log n). */
export class Heap<T> {
  readonly #items: T[] = [];
  readonly #rank: (item: T) => number;

  constructor(rank: (item: T) => number) {
    this.#rank = rank;
  }

  get size(): number {
    return this.#items.length;
  }

  /** The item with the smallest number. */
  get first(): T | undefined {
    return this.#items[0];
  }

  add(item: T): void {
    const items = this.#items;
    const rank = this.#rank(item);
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent] as T;
      if (this.#rank(above) <= rank) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }

  /** Removes and returns the first item. */
  take(): T | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return first;
    const rank = this.#rank(last);
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      const right = child + 1;
      if (right < items.length && this.#rankAt(right) < this.#rankAt(child)) child = right;
      if (this.#rankAt(child) >= rank) break;
      items[at] = items[child] as T;
      at = child;
    }
    items[at] = last;
    return first;
  }

  #rankAt(index: number): number {
    return this.#rank(this.#items[index] as T);
  }
}
