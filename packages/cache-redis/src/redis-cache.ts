import type { CacheProvider, CacheWatcher, SharedCache } from "@schematic/core";
import type { RedisClient } from "./driver/detect";
import { RedisCacheError } from "./errors";
import { consoleLogger, type WarnLogger } from "./logger";
import { RedisStore } from "./store";
import { trackerFor } from "./tracking";

/** Options of `RedisCache`. */
export interface RedisCacheOptions {
  /** Put before every key with a `:` after it; default `schematic`. */
  prefix?: string;
  /** TTL in ms of entries that are stored without one; `null` = none. Default `null`. */
  ttl?: number | null;
  /** Longest wait for one answer of Redis, ms; default 40. */
  timeoutMs?: number;
  /** Told of entries that did not parse; default: the console. */
  logger?: WarnLogger;
}

/** What both caches rest on: the prefix as it is put before keys. */
export interface RedisCacheSettings {
  keyPrefix: string;
  ttl: number | null;
  timeoutMs: number | undefined;
  logger: WarnLogger | undefined;
}

/** JSON values in Redis. The two public classes differ in how their options are written alone. */
export class JsonCache<T> implements CacheProvider<T> {
  /** What replicator mode uses beyond a plain cache. */
  readonly shared: SharedCache;
  private readonly store: RedisStore;
  private readonly ttl: number | null;
  private readonly logger: WarnLogger;

  constructor(client: unknown, settings: RedisCacheSettings) {
    const { keyPrefix, timeoutMs = 40, logger = consoleLogger } = settings;
    if (typeof keyPrefix !== "string") throw invalid("the prefix must be a string");
    if (!(Number.isFinite(timeoutMs) && timeoutMs > 0))
      throw invalid("timeoutMs must be a positive number of ms");
    this.ttl = toTtl(settings.ttl, "invalid_options");
    this.logger = logger;
    this.store = new RedisStore(client, keyPrefix, timeoutMs);
    const { store } = this;
    const tracker = trackerFor(client as object, store.guard.driver, keyPrefix);
    this.shared = {
      readMany: (keys) => store.readMany(keys),
      replace: (key, expected, next) => store.replace(key, expected, next),
      async discard(key, text) {
        await store.removeIfSame(key, text);
      },
      ...(tracker && { watch: (watcher: CacheWatcher) => tracker.watch(watcher) }),
    };
  }

  /** The value; `null` is a miss. Rejects with `RedisCacheError` when Redis does not answer in time. */
  async get(key: string): Promise<T | null> {
    return this.parse(key, await this.store.read(key));
  }

  /** The values of `keys` in their order, `null` for a miss, in one round trip. */
  async getMany(keys: string[]): Promise<(T | null)[]> {
    const texts = await this.store.readMany(keys);
    return keys.map((key, i) => this.parse(key, texts[i]));
  }

  /**
   * Stores `value` as JSON. `ttl` in ms (0 and `undefined` take the cache's own, `null` means no expiry).
   * Rejects with `RedisCacheError`.
   */
  async set(key: string, value: T, ttl?: number | null): Promise<void> {
    const text = JSON.stringify(value);
    if (text === undefined) {
      throw new RedisCacheError("invalid_value", "the value has no JSON form: delete the key instead");
    }
    const expiry = ttl === undefined || ttl === 0 ? this.ttl : toTtl(ttl, "invalid_ttl");
    await this.store.write(key, text, expiry);
  }

  /** Rejects with `RedisCacheError`. */
  async delete(key: string): Promise<void> {
    await this.store.remove(key);
  }

  /**
   * Deletes every entry under the prefix that is not in `keysToKeep`, by SCAN. `scanPattern`, a glob below
   * the prefix as in `flags:<version>:*`, narrows what is looked at. Rejects with `RedisCacheError`.
   */
  async deleteMissing(keysToKeep: string[], options?: { scanPattern?: string }): Promise<void> {
    await this.store.removeMissing(keysToKeep, options?.scanPattern ?? "*");
  }

  private parse(key: string, text: string | undefined): T | null {
    if (text === undefined) return null;
    try {
      return (JSON.parse(text) as T | null) ?? null;
    } catch {
      this.logger.warn(`the entry ${key} in Redis is not JSON: it is deleted and counts as a miss`);
      this.store.removeIfSame(key, text).catch(() => {});
      return null;
    }
  }
}

function toTtl(ttl: number | null, code: "invalid_options" | "invalid_ttl"): number | null {
  if (ttl === null || ttl === Number.POSITIVE_INFINITY) return null;
  if (typeof ttl === "number" && ttl > 0 && ttl <= Number.MAX_SAFE_INTEGER) return Math.ceil(ttl);
  throw new RedisCacheError(code, `a TTL is a positive number of ms, or null for none; got ${String(ttl)}`);
}

function invalid(message: string): RedisCacheError {
  return new RedisCacheError("invalid_options", message);
}

/**
 * A cache in Redis: JSON under `<prefix>:<key>`. It opens and closes nothing: the client stays the
 * application's. A Redis that is down, slow, loading or full costs a caller at most `timeoutMs`, then
 * nothing until it answers again.
 *
 * @example
 * const cache = new RedisCache(new Redis(url), { prefix: "schematic", ttl: 60_000 });
 */
export class RedisCache<T = unknown> extends JsonCache<T> {
  /** Throws `RedisCacheError` (`invalid_options`) for a client of no known kind. */
  constructor(redis: RedisClient, options: RedisCacheOptions = {}) {
    const { prefix = "schematic", ttl = null, timeoutMs, logger } = options;
    super(redis, { keyPrefix: `${prefix}:`, ttl, timeoutMs, logger });
  }
}

/** Options of `RedisCacheProvider`, as in the published Node SDK. */
export interface RedisOptions {
  /** A connected client; it stays the application's. */
  client: RedisClient;
  /** Put before every key as it is, colon included; default `schematic:`. */
  keyPrefix?: string;
  /** TTL in ms of entries that are stored without one; default 5,000. `null` = none; 0 = the default. */
  ttl?: number | null;
  /** As in the published SDK, and without effect on Redis: its own `maxmemory` bounds it. */
  maxItems?: number;
  /** Longest wait for one answer of Redis, ms; default 40. */
  timeoutMs?: number;
  /** Told of entries that did not parse; default: the console. */
  logger?: WarnLogger;
}

/** The published Node SDK's name and options for `RedisCache`. */
export class RedisCacheProvider<T = unknown> extends JsonCache<T> {
  /** Throws `RedisCacheError` (`invalid_options`) for a client of no known kind. */
  constructor(options: RedisOptions) {
    const { client, keyPrefix = "schematic:", ttl, timeoutMs, logger } = options;
    super(client, { keyPrefix, ttl: ttl === undefined || ttl === 0 ? 5_000 : ttl, timeoutMs, logger });
  }
}
