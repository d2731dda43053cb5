const SMALLEST = 64;

/** A first-in-first-out queue over a circular array: no shifting, and room is given back when it empties. */
export class Ring<T> {
  #items: (T | undefined)[] = new Array(SMALLEST).fill(undefined);
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(item: T): void {
    if (this.#size === this.#items.length) this.#grow();
    this.#items[(this.#head + this.#size) & (this.#items.length - 1)] = item;
    this.#size++;
  }

  peek(): T | undefined {
    return this.#size === 0 ? undefined : this.#items[this.#head];
  }

  shift(): T | undefined {
    if (this.#size === 0) return undefined;
    const item = this.#items[this.#head];
    this.#items[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#items.length - 1);
    this.#size--;
    if (this.#size === 0 && this.#items.length > 16 * SMALLEST) {
      this.#items = new Array(SMALLEST).fill(undefined);
      this.#head = 0;
    }
    return item;
  }

  #grow(): void {
    const old = this.#items;
    const items = new Array<T | undefined>(old.length * 2);
    for (let i = 0; i < items.length; i++) {
      items[i] = i < this.#size ? old[(this.#head + i) & (old.length - 1)] : undefined;
    }
    this.#items = items;
    this.#head = 0;
  }
}
