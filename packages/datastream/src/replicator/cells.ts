import type { CacheReader, Read } from "./reader";

/** What is known of the cache at this moment. */
export interface Standing {
  /** It tells of every change. */
  readonly trusted: boolean;
  /** Monotonic, ms. */
  now(): number;
}

/** One entry of the shared cache: what was read last, and whether it can still be believed. */
export class Cell<T extends object> {
  readonly key: string;
  /** Nothing changed since it was read, as far as Redis tells. Then `value` is true without asking. */
  fresh = false;
  /** `undefined`: the entry is absent, or is not what it should be. */
  value: T | undefined = undefined;
  /** The text that `value` was made from. */
  text: string | undefined = undefined;
  /** When `value` was last known to be true (monotonic, ms); no more than a bound where it is `fresh`. */
  trueAt: number = Number.NEGATIVE_INFINITY;
  #changes = 0;
  #reading: Promise<void> | undefined;

  constructor(key: string) {
    this.key = key;
  }

  /**
   * It may have changed: also a read that is under way may bring what was before. Without a time, nothing
   * is known of it any more.
   */
  changed(now: number = Number.NEGATIVE_INFINITY): void {
    if (this.fresh || now === Number.NEGATIVE_INFINITY) this.trueAt = now;
    this.fresh = false;
    this.#changes++;
    this.#reading = undefined;
  }

  /** Reads the entry; one read for all that ask at the same time. `make` is called for a new text only. */
  read(reader: CacheReader, cache: Standing, make: (read: Read) => T | undefined): Promise<void> {
    if (this.#reading) return this.#reading;
    const changes = this.#changes;
    const wasTrusted = cache.trusted;
    const asked = cache.now();
    const reading = reader.read(this.key).then(
      (read) => {
        if (this.#changes === changes) this.#reading = undefined;
        this.set(read, make);
        // What was asked for while the cache was trusted may be older than the word that it is not.
        if (wasTrusted === cache.trusted) this.trueAt = Math.max(this.trueAt, asked);
        this.fresh = wasTrusted && this.#changes === changes && cache.trusted;
      },
      (error) => {
        if (this.#changes === changes) this.#reading = undefined;
        throw error;
      },
    );
    this.#reading = reading;
    return reading;
  }

  set(read: Read | undefined, make: (read: Read) => T | undefined): void {
    if (read !== undefined && read.text === this.text) return;
    const value = read && make(read);
    release(this.value);
    this.value = value;
    this.text = read?.text;
  }

  free(): void {
    this.changed();
    release(this.value);
    this.value = undefined;
    this.text = undefined;
  }
}

/** Gives back what a value holds outside of the heap. */
function release(value: { free?(): void } | object | undefined): void {
  if (value && "free" in value) value.free?.();
}

/** Cells by key, the oldest going first when there are too many. */
export class Cells<T extends object> {
  readonly #cells = new Map<string, Cell<T>>();
  readonly #max: number;
  readonly #evicted: () => void;

  /** `evicted` is called when cells were given up: whoever holds one must ask again. */
  constructor(max: number, evicted: () => void) {
    this.#max = max;
    this.#evicted = evicted;
  }

  get size(): number {
    return this.#cells.size;
  }

  peek(key: string): Cell<T> | undefined {
    return this.#cells.get(key);
  }

  cell(key: string): Cell<T> {
    let cell = this.#cells.get(key);
    if (cell === undefined) {
      if (this.#cells.size >= this.#max) this.#evict();
      cell = new Cell(key);
      this.#cells.set(key, cell);
    }
    return cell;
  }

  values(): IterableIterator<Cell<T>> {
    return this.#cells.values();
  }

  clear(): void {
    for (const cell of this.#cells.values()) cell.free();
    this.#cells.clear();
  }

  #evict(): void {
    let left = Math.ceil(this.#max / 10);
    for (const [key, cell] of this.#cells) {
      if (left-- === 0) break;
      cell.free();
      this.#cells.delete(key);
    }
    this.#evicted();
  }
}
