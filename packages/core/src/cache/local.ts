import QuickLRU from "quick-lru";
import type { CacheProvider } from "../contracts/cache";
import type { Clock } from "../contracts/clock";
import { DEFAULTS } from "../defaults";
import { systemClock } from "../platform/clock";

/** Options of {@link LocalCache}. */
export interface LocalCacheOptions {
  /**
   * Number of recently used entries that are never evicted; default 1,000; 0 turns the cache off. The bound is soft:
   * up to twice as many entries are held for a while.
   */
  maxItems?: number;
  /** Life of an entry in ms; default 5,000; 0 turns the cache off, `null` means no expiry. */
  ttl?: number | null;
  /** Source of the time; default: the machine's monotonic clock. */
  clock?: Clock;
}

interface Entry<T> {
  readonly value: T;
  /** Times on the monotonic clock. */
  readonly storedAt: number;
  readonly expiresAt: number;
}

/**
 * An in-memory cache that evicts the least recently used entries. The `maxItems` entries used last are always kept.
 * Like its store, quick-lru, it has two generations of at most `maxItems` entries each; the older one is dropped as a
 * whole when the younger one is full. No timer is set: an expired entry is deleted when it is next read.
 */
export class LocalCache<T> implements CacheProvider<T> {
  /** Undefined if the cache is off. */
  readonly #entries: QuickLRU<string, Entry<T>> | undefined;
  readonly #ttl: number;
  readonly #clock: Clock;

  constructor(options: LocalCacheOptions = {}) {
    const { maxItems = DEFAULTS.flagCheckCacheSize, ttl = DEFAULTS.flagCheckCacheTtlMs } = options;
    this.#ttl = ttl ?? Infinity;
    this.#clock = options.clock ?? systemClock;
    if (maxItems >= 1 && this.#ttl > 0) this.#entries = new QuickLRU({ maxSize: Math.floor(maxItems) });
  }

  /** Returns the number of entries held, at most `maxItems`; expired entries count until they are read. */
  get size(): number {
    return this.#entries?.size ?? 0;
  }

  /** Resolves with the value under `key`, or with `null`. */
  get(key: string): Promise<T | null> {
    return Promise.resolve(this.getSync(key) ?? null);
  }

  /** Stores `value` for `ttl` ms (default: the cache's own; `null`: no expiry; 0 or less: deletes the entry). */
  set(key: string, value: T, ttl?: number | null): Promise<void> {
    this.setSync(key, value, ttl);
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.#entries?.delete(key);
    return Promise.resolve();
  }

  /** As in the contract. The text of `scanPattern` before its first `*` counts, as a prefix. */
  deleteMissing(keysToKeep: string[], options?: { scanPattern?: string }): Promise<void> {
    const keep = new Set(keysToKeep);
    const [prefix = ""] = options?.scanPattern?.split("*", 1) ?? [];
    for (const key of [...(this.#entries?.keys() ?? [])]) {
      if (!keep.has(key) && key.startsWith(prefix)) this.#entries?.delete(key);
    }
    return Promise.resolve();
  }

  /** As `get`, without a promise; `undefined` is a miss. */
  getSync(key: string): T | undefined {
    const entry = this.#entries?.get(key);
    if (entry === undefined) return undefined;
    if (entry.expiresAt > this.#clock.monotonic()) return entry.value;
    this.#entries?.delete(key);
    return undefined;
  }

  /** As `set`, without a promise. */
  setSync(key: string, value: T, ttl?: number | null): void {
    const life = ttl === undefined ? this.#ttl : (ttl ?? Infinity);
    if (life > 0) {
      const storedAt = this.#clock.monotonic();
      this.#entries?.set(key, { value, storedAt, expiresAt: storedAt + life });
    } else this.#entries?.delete(key);
  }

  /** Returns the time in ms since the entry was stored; `undefined` if no entry exists. */
  ageOf(key: string): number | undefined {
    const entry = this.#entries?.peek(key);
    return entry === undefined ? undefined : this.#clock.monotonic() - entry.storedAt;
  }

  clear(): void {
    this.#entries?.clear();
  }
}
