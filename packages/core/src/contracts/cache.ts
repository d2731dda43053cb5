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
}
