/**
 * A key-value cache: the flag-check cache and the entity caches of a flag source.
 *
 * Failure contract: `null` and `undefined` mean a miss. An implementation may throw, reject or hang;
 * callers treat each of these as a miss, warn, and never fail or delay a check for it.
 */
export interface CacheProvider<T> {
  /** The value stored under `key`; `null` or `undefined` is a miss. */
  get(key: string): Promise<T | null | undefined> | T | null | undefined;
  /** Stores `value`. `ttl` in ms; `undefined` takes the cache's own default, `null` means no expiry. */
  set(key: string, value: T, ttl?: number | null): Promise<void> | void;
  delete(key: string): Promise<void> | void;
  /** Deletes every entry whose key is not in `keysToKeep`; `scanPattern` narrows what is looked at. */
  deleteMissing?(keysToKeep: string[], options?: { scanPattern?: string }): Promise<void> | void;
  /** Several values in one round trip, in the order of `keys`. */
  getMany?(keys: string[]): Promise<(T | null | undefined)[]>;
  /** Present on a cache that other processes share; replicator mode keeps copies only of such a one. */
  readonly shared?: SharedCache;
}

/**
 * What a cache shared by processes can do beyond `CacheProvider`, on the entries' JSON texts.
 *
 * Failure contract: promises reject within the cache's time limit when it cannot answer, so that an
 * entry that is absent and a cache that is away are never mistaken for each other.
 */
export interface SharedCache {
  /** Texts in the order of `keys`, in one round trip; `undefined` is a miss. */
  readMany(keys: readonly string[]): Promise<(string | undefined)[]>;
  /** Stores `next` if the entry still holds `expected`, and keeps its expiry; false when it does not. */
  replace(key: string, expected: string, next: string): Promise<boolean>;
  /** Deletes the entry if it still holds `text`, which was found to be useless. */
  discard?(key: string, text: string): Promise<void>;
  /** Begins to tell of changes, where the cache can; returns the function that ends it. */
  watch?(watcher: CacheWatcher): () => void;
}

/** Told of a shared cache's changes; must not throw. Begins in the state "lost". */
export interface CacheWatcher {
  /** Copies of what is read from now on may be kept: every change will be told. */
  trusted(): void;
  /** These entries may have changed since they were read; `undefined` = any of them. */
  changed(keys: readonly string[] | undefined): void;
  /** Changes cannot be seen any more: drop every copy and keep none until `trusted`. */
  lost(reason: string): void;
}
