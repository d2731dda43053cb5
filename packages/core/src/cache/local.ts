import type { CacheProvider } from "../contracts/cache";
import type { Clock } from "../contracts/clock";
import { DEFAULTS } from "../defaults";
import { systemClock } from "../platform/clock";

/** Options of {@link LocalCache}. */
export interface LocalCacheOptions {
  /** Most entries held at any time; default 1,000; 0 turns the cache off. */
  maxItems?: number;
  /** Life of an entry, ms; default 5,000; 0 turns the cache off, `null` means no expiry. */
  ttl?: number | null;
  /** Where time comes from; default: the machine's monotonic clock. */
  clock?: Clock;
}

/** An entry, and its neighbours in the order of use. */
interface Entry<T> {
  key: string;
  value: T | undefined;
  expiresAt: number;
  storedAt: number;
  newer: Entry<T>;
  older: Entry<T>;
}

/** An entry that is its own neighbour. */
function ringOf<T>(key: string): Entry<T> {
  const entry = { key, value: undefined, expiresAt: 0, storedAt: 0 } as Partial<Entry<T>> as Entry<T>;
  entry.newer = entry;
  entry.older = entry;
  return entry;
}

function unlink(entry: Entry<unknown>): void {
  entry.older.newer = entry.newer;
  entry.newer.older = entry.older;
}

/**
 * An in-memory cache: least recently used out first, never more than `maxItems` entries. Nothing is
 * swept and no timer is set: an entry that is too old is dropped when it is next looked at.
 */
export class LocalCache<T> implements CacheProvider<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #maxItems: number;
  readonly #ttl: number;
  readonly #clock: Clock;
  /** Ends the ring: its `older` is the newest entry, its `newer` the oldest. */
  readonly #end: Entry<T> = ringOf("");

  constructor(options: LocalCacheOptions = {}) {
    const { maxItems = DEFAULTS.flagCheckCacheSize, ttl = DEFAULTS.flagCheckCacheTtlMs } = options;
    this.#maxItems = maxItems > 0 ? Math.floor(maxItems) : 0;
    this.#ttl = ttl === null ? Infinity : Math.max(0, ttl);
    this.#clock = options.clock ?? systemClock;
  }

  /** Entries held, those past their time included until they are looked at. */
  get size(): number {
    return this.#entries.size;
  }

  /** The value under `key`, or `null`. */
  get(key: string): Promise<T | null> {
    return Promise.resolve(this.getSync(key) ?? null);
  }

  /** Stores `value` for `ttl` ms (default: the cache's own; `null`: no expiry; 0: nothing is stored). */
  set(key: string, value: T, ttl?: number | null): Promise<void> {
    this.setSync(key, value, ttl);
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    const entry = this.#entries.get(key);
    if (entry !== undefined) this.#remove(entry);
    return Promise.resolve();
  }

  /** As in the contract; of `scanPattern` the text before its first `*` counts, as a prefix. */
  deleteMissing(keysToKeep: string[], options?: { scanPattern?: string }): Promise<void> {
    const keep = new Set(keysToKeep);
    const [prefix = ""] = options?.scanPattern?.split("*", 1) ?? [];
    for (const [key, entry] of this.#entries) {
      if (!keep.has(key) && key.startsWith(prefix)) this.#remove(entry);
    }
    return Promise.resolve();
  }

  /** As `get`, without a promise; `undefined` is a miss. */
  getSync(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.expiresAt !== Infinity && entry.expiresAt <= this.#clock.monotonic()) {
      this.#remove(entry);
      return undefined;
    }
    this.#touch(entry);
    return entry.value;
  }

  /** As `set`, without a promise. */
  setSync(key: string, value: T, ttl?: number | null): void {
    if (this.#maxItems === 0 || this.#ttl === 0) return;
    const life = ttl === undefined ? this.#ttl : (ttl ?? Infinity);
    const known = this.#entries.get(key);
    if (life > 0) {
      const entry = known ?? this.#place(key);
      entry.value = value;
      entry.storedAt = this.#clock.monotonic();
      entry.expiresAt = entry.storedAt + life;
      this.#touch(entry);
    } else if (known) this.#remove(known);
  }

  /** How long ago the entry was stored, ms; `undefined` when there is none. */
  ageOf(key: string): number | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined ? undefined : this.#clock.monotonic() - entry.storedAt;
  }

  clear(): void {
    this.#entries.clear();
    this.#end.newer = this.#end;
    this.#end.older = this.#end;
  }

  /** An entry for a new key, not yet in the ring; when full, the oldest one's own record is used again. */
  #place(key: string): Entry<T> {
    let entry: Entry<T>;
    if (this.#entries.size >= this.#maxItems) {
      entry = this.#end.newer;
      this.#entries.delete(entry.key);
      entry.key = key;
    } else entry = ringOf(key);
    this.#entries.set(key, entry);
    return entry;
  }

  /** Makes it the newest. */
  #touch(entry: Entry<T>): void {
    const end = this.#end;
    if (end.older === entry) return;
    unlink(entry);
    entry.older = end.older;
    entry.newer = end;
    end.older.newer = entry;
    end.older = entry;
  }

  #remove(entry: Entry<T>): void {
    this.#entries.delete(entry.key);
    unlink(entry);
  }
}
