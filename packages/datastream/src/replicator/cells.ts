import type { CacheProvider } from "@schematic/core";
import type { Item } from "../data/item";
import { nestsTooDeep } from "../wire/depth";
import type { WireEntity } from "../wire/messages";

/** An entry as it was read: its JSON text, by which versions are told apart, and its value. */
export interface Read {
  readonly text: string;
  readonly value: unknown;
}

/** One entry of the shared cache: what was read last, and whether it can still be believed. */
export class Cell<T> {
  readonly key: string;
  /** Nothing changed since it was read, as far as Redis tells. Then `value` is true without asking. */
  fresh = false;
  /** `undefined`: the entry is absent, or is not what it should be. */
  value: T | undefined = undefined;
  /** The text that `value` was made from. */
  text: string | undefined = undefined;
  /** When `value` was last known to be true (monotonic, ms); no more than a bound where it is `fresh`. */
  trueAt: number = Number.NEGATIVE_INFINITY;
  /** One read for all that ask at the same time. */
  reading: Promise<void> | undefined = undefined;
  changes = 0;

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
    this.changes++;
    this.reading = undefined;
  }
}

/** Where a look-up leads. */
export interface IdValue {
  readonly id: string;
  cell: EntityCell;
  free?(): void;
}

export type EntityCell = Cell<Item<WireEntity>>;

export interface CellsOptions<T> {
  readonly cache: CacheProvider<unknown>;
  readonly max: number;
  /** Whether the cache tells of every change. */
  readonly trusted: () => boolean;
  /** Monotonic, ms. */
  readonly now: () => number;
  /** The key of an entry that is read where the cache has none under the cell's own key. */
  readonly fallbackKey?: ((key: string) => string | undefined) | undefined;
  /** Makes a value of a text that is new; `undefined` when it cannot be used. */
  readonly make: (key: string, read: Read) => T | undefined;
  /** Cells were given up: whoever holds one must ask again. */
  readonly evicted: () => void;
  readonly rejected: (what: string, error: unknown) => void;
}

/** Entries of one cache by key, the oldest going first when there are too many. */
export class Cells<T extends { free?(): void }> {
  readonly #options: CellsOptions<T>;
  readonly #cells = new Map<string, Cell<T>>();
  /** What is asked for in one turn of the event loop is one question to the cache. */
  #batch: { keys: string[]; reads: Promise<(Read | undefined)[]> } | undefined;

  constructor(options: CellsOptions<T>) {
    this.#options = options;
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
      if (this.size >= this.#options.max) this.#evict(this.#options.max / 10);
      cell = new Cell(key);
      this.#cells.set(key, cell);
    }
    return cell;
  }

  values(): IterableIterator<Cell<T>> {
    return this.#cells.values();
  }

  clear(): void {
    this.#evict(this.size);
  }

  /** Makes sure that a cell holds what the cache holds; rejects when the cache fails, for that is no miss. */
  read(cell: Cell<T>): Promise<void> | undefined {
    if (!cell.fresh) cell.reading ??= this.#read(cell);
    return cell.reading;
  }

  async #read(cell: Cell<T>): Promise<void> {
    const { make, trusted, now } = this.#options;
    const { changes } = cell;
    const wasTrusted = trusted();
    const asked = now();
    try {
      const fallback = this.#options.fallbackKey?.(cell.key);
      const [own, other] = await Promise.all([this.#ask(cell.key), fallback && this.#ask(fallback)]);
      const read = own ?? (other || undefined);
      if (read?.text !== cell.text) {
        const value = read && make(cell.key, read);
        cell.value?.free?.();
        cell.value = value;
        cell.text = read?.text;
      }
      // What was asked for while the cache was trusted may be older than the word that it is not.
      if (wasTrusted === trusted()) cell.trueAt = Math.max(cell.trueAt, asked);
      cell.fresh = wasTrusted && cell.changes === changes && trusted();
    } finally {
      if (cell.changes === changes) cell.reading = undefined;
    }
  }

  async #ask(key: string): Promise<Read | undefined> {
    if (this.#batch === undefined) {
      const keys: string[] = [];
      const reads = Promise.resolve().then(() => {
        this.#batch = undefined;
        return this.#readMany(keys);
      });
      this.#batch = { keys, reads };
    }
    const { keys, reads } = this.#batch;
    const at = keys.push(key) - 1;
    return (await reads)[at];
  }

  async #readMany(keys: string[]): Promise<(Read | undefined)[]> {
    const { cache } = this.#options;
    if (cache.shared) {
      const texts = await cache.shared.readMany(keys);
      return texts.map((text, i) => this.#parse(keys[i] as string, text));
    }
    const values = await (cache.getMany?.(keys) ?? Promise.all(keys.map((key) => cache.get(key))));
    return values.map((value) =>
      (value ?? null) === null ? undefined : { text: JSON.stringify(value), value },
    );
  }

  /** Returns a text that is not JSON without a value, and deletes it so that the replicator writes it again. */
  #parse(key: string, text: string | undefined): Read | undefined {
    if (text === undefined) return undefined;
    try {
      if (nestsTooDeep(text)) throw new Error("the entry nests too deep");
      return { text, value: JSON.parse(text) };
    } catch (error) {
      this.#options.rejected(key, error);
      this.#options.cache.shared?.discard?.(key, text).catch(() => {});
      return { text, value: undefined };
    }
  }

  #evict(count: number): void {
    for (const [key, cell] of this.#cells) {
      if (count-- <= 0) break;
      cell.changed();
      cell.value?.free?.();
      cell.value = cell.text = undefined;
      this.#cells.delete(key);
    }
    this.#options.evicted();
  }
}
