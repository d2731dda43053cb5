import { isObject } from "@schematic-internal/kit";
import { GuardedCache, type GuardOptions } from "../../cache/guard";
import { LocalCache } from "../../cache/local";
import type { CacheProvider } from "../../contracts/cache";
import type { Resolution } from "../../contracts/evaluation";
import { resultKey } from "../input/cache-key";
import type { Query, Resolver } from "../pipeline";
import { type Projection, toResolution } from "../projections";
import { type CheckedResolution, readResolution } from "../resolution";

/** An entry of the flag-check cache: a resolution, and the wall-clock time (ms) at which it was stored. */
interface Entry extends Resolution {
  storedAt?: number;
}

export interface FlagCheckCacheOptions extends GuardOptions {
  /** Hash of the client's identity; part of every key. */
  readonly identity: string;
  /** Entries older than this (ms) are not used. Default: any age. */
  readonly maxAgeMs?: number | undefined;
}

type Cache = LocalCache<Entry> | GuardedCache<Entry>;

/** Returns true for an entry of this flag. Other processes write to a shared cache too. */
function isEntry(value: unknown): value is Entry {
  try {
    return (
      isObject(value) &&
      typeof value.flagKey === "string" &&
      readResolution(value, value.flagKey) !== undefined
    );
  } catch {
    return false;
  }
}

/** The flag-check cache: results of the REST API in one or more caches, which are asked in order. */
export class FlagCheckCache implements Resolver {
  readonly #caches: readonly Cache[];
  readonly #options: FlagCheckCacheOptions;
  readonly #maxAgeMs: number;
  /** True if every cache is in this process's memory, where `peek` already finds what `resolve` would. */
  readonly #isLocal: boolean;

  constructor(providers: readonly CacheProvider<unknown>[], options: FlagCheckCacheOptions) {
    this.#options = options;
    this.#maxAgeMs = options.maxAgeMs ?? Infinity;
    this.#caches = providers.map((provider, index) =>
      provider instanceof LocalCache
        ? (provider as LocalCache<Entry>)
        : new GuardedCache(provider, isEntry, { ...options, name: `cacheProviders.flagChecks[${index}]` }),
    );
    this.#isLocal = this.#caches.every((cache) => cache instanceof LocalCache);
  }

  /** Returns the result from this process's memory. Stops at a cache that must be waited for, unless `skipRemote`. */
  peek<T>(flagKey: string, context: string, { project, skipRemote }: PeekRequest<T>): T | undefined {
    if (this.#caches.length === 0) return undefined;
    const key = resultKey(this.#options.identity, flagKey, context);
    for (const cache of this.#caches) {
      if (cache instanceof LocalCache) {
        const entry = cache.getSync(key);
        const ageMs = entry && cache.ageOf(key);
        if (entry && ageMs !== undefined && ageMs <= this.#maxAgeMs) return project(entry, "cache", ageMs);
      } else if (!skipRemote) return undefined;
    }
    return undefined;
  }

  /** Results of preflights are not cached: they depend on the quantities. */
  async resolve({
    keys,
    contextKey,
    preflight,
  }: Query): Promise<(CheckedResolution | undefined)[] | undefined> {
    if (preflight !== undefined || keys === undefined || this.#caches.length === 0) return undefined;
    if (this.#isLocal)
      return keys.map((key) => this.peek(key, contextKey, { project: toResolution, skipRemote: false }));
    return Promise.all(keys.map((key) => this.#read(key, contextKey)));
  }

  write(resolution: Resolution, context: string): void {
    const key = resultKey(this.#options.identity, resolution.flagKey, context);
    this.#fill(this.#caches, key, { ...resolution, storedAt: this.#options.clock.now() });
  }

  /**
   * Returns the first cache's entry. The caches before it receive a copy, except where entries have a limit of age:
   * their own clocks would count from now.
   */
  async #read(flagKey: string, context: string): Promise<CheckedResolution | undefined> {
    const { clock, identity } = this.#options;
    const key = resultKey(identity, flagKey, context);
    for (const [index, cache] of this.#caches.entries()) {
      const entry = await cache.get(key);
      if (!entry || entry.flagKey !== flagKey) continue;
      const wallAge =
        typeof entry.storedAt === "number" ? Math.max(clock.now() - entry.storedAt, 0) : undefined;
      const ageMs = cache instanceof LocalCache ? cache.ageOf(key) : wallAge;
      if (this.#maxAgeMs === Infinity) this.#fill(this.#caches.slice(0, index), key, entry);
      else if (ageMs === undefined || ageMs > this.#maxAgeMs) continue;
      return toResolution(readResolution(entry, flagKey), "cache", ageMs);
    }
    return undefined;
  }

  #fill(caches: readonly Cache[], key: string, entry: Entry): void {
    for (const cache of caches) void cache.set(key, entry);
  }
}

interface PeekRequest<T> {
  readonly project: Projection<T>;
  /** True if the caller cannot wait: caches elsewhere are passed over. */
  readonly skipRemote: boolean;
}
