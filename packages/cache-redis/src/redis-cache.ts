import type { CacheProvider, CacheWatcher, SharedCache } from "@schematic/core";
import { messageOf } from "@schematic-internal/kit";
import type { RedisClient } from "./driver/detect";
import { escapeGlob } from "./driver/driver";
import { RedisCacheError } from "./errors";
import { type Guard, guardFor, isWrongType } from "./guard";
import { belongsTo } from "./identity";
import { consoleLogger, type WarnLogger } from "./logger";
import { trackerFor } from "./tracking";

/** Options of `RedisCache`. */
export interface RedisCacheOptions {
  /** Put before every key with a `:` after it; default `schematic`. */
  prefix?: string;
  /** TTL in ms of entries that are stored without one; `null` = none. Default `null`. */
  ttl?: number | null;
  /** Longest wait for one answer of Redis, ms; default 40. */
  timeoutMs?: number;
  /** Receives warnings about entries that cannot be used; default: the console. */
  logger?: WarnLogger;
}

/** Settings of both caches, with the prefix as it is put before keys. */
export interface RedisCacheSettings {
  keyPrefix: string;
  ttl: number | null;
  timeoutMs: number | undefined;
  logger: WarnLogger | undefined;
}

/**
 * Replaces an entry that still has the given text by another one, keeping its TTL, or deletes it if there
 * is no other one. Never re-encodes JSON in Lua.
 */
const swapScript = `if redis.call("GET", KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] then redis.call("SET", KEYS[1], ARGV[2], "KEEPTTL") else redis.call("DEL", KEYS[1]) end
return 1`;
/** SHA-1 of the script, by which Redis knows it; a test compares them. */
export const swapDigest = "942bf2f36817d02ce77fdd9729d9e3ba08dff6fa";

/** JSON values in Redis. The two public classes differ in only how their options are written. */
export class JsonCache<T> implements CacheProvider<T> {
  /** The part that replicator mode uses beyond a plain cache. */
  readonly shared: SharedCache;
  readonly #guard: Guard;
  readonly #prefix: string;
  readonly #timeoutMs: number;
  readonly #ttl: number | null;
  readonly #logger: WarnLogger;

  constructor(client: unknown, settings: RedisCacheSettings) {
    const { keyPrefix, timeoutMs = 40, logger = consoleLogger } = settings;
    if (typeof keyPrefix !== "string") throw invalid("the prefix must be a string");
    if (!(Number.isFinite(timeoutMs) && timeoutMs > 0))
      throw invalid("timeoutMs must be a positive number of ms");
    this.#ttl = toTtl(settings.ttl, "invalid_options");
    this.#logger = logger;
    this.#prefix = keyPrefix;
    this.#timeoutMs = timeoutMs;
    this.#guard = guardFor(client);
    const tracker = trackerFor(client as object, this.#guard.driver, keyPrefix);
    this.shared = {
      readMany: (keys) => this.#readMany(keys),
      replace: (key, expected, next) => this.#swap(key, [expected, next]),
      discard: async (key, text) => {
        await this.#swap(key, [text]);
      },
      ...(tracker && { watch: (watcher: CacheWatcher) => tracker.watch(watcher) }),
    };
  }

  /** The value; `null` is a miss. Rejects with `RedisCacheError` when Redis does not answer in time. */
  async get(key: string): Promise<T | null> {
    return this.#parse(key, await this.#read(this.#prefix + key));
  }

  /** The values of `keys` in their order, `null` for a miss, in one round trip. */
  async getMany(keys: string[]): Promise<(T | null)[]> {
    const texts = await this.#readMany(keys);
    return keys.map((key, i) => this.#parse(key, texts[i]));
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
    const expiry = ttl === undefined || ttl === 0 ? this.#ttl : toTtl(ttl, "invalid_ttl");
    const full = this.#prefix + key;
    await this.#send("write", full, ["SET", full, text, ...(expiry === null ? [] : ["PX", String(expiry)])]);
  }

  /** Rejects with `RedisCacheError`. */
  async delete(key: string): Promise<void> {
    const full = this.#prefix + key;
    await this.#send("write", full, ["DEL", full]);
  }

  /**
   * Deletes every entry under the prefix that is not in `keysToKeep`, by SCAN. `scanPattern`, a glob below
   * the prefix as in `flags:<version>:*`, narrows what is looked at. Rejects with `RedisCacheError`.
   */
  async deleteMissing(
    keysToKeep: string[],
    { scanPattern = "*" }: { scanPattern?: string } = {},
  ): Promise<void> {
    const kept = new Set(keysToKeep.map((key) => this.#prefix + key));
    const { driver } = this.#guard;
    await this.#guard.walk(() =>
      driver.scan(escapeGlob(this.#prefix) + scanPattern, async (keys) => {
        const gone = keys.filter((key) => !kept.has(key));
        if (gone.length === 0) return;
        // On a cluster the keys of one page lie in different slots: one DEL each, sent together.
        if (driver.clustered) await Promise.all(gone.map((key) => driver.send(key, ["DEL", key])));
        else await driver.send("", ["DEL", ...gone]);
      }),
    );
  }

  async #read(full: string): Promise<string | undefined> {
    try {
      return textOf(await this.#send("read", full, ["GET", full]));
    } catch (error) {
      // MGET calls another program's list or hash a miss, and so does GET here.
      if (isWrongType(error)) return undefined;
      throw error;
    }
  }

  /** In one round trip: one MGET, or on a cluster one GET per key, all sent before the first answer. */
  async #readMany(keys: readonly string[]): Promise<(string | undefined)[]> {
    const full = keys.map((key) => this.#prefix + key);
    const [first] = full;
    if (full.length === 1 || first === undefined || this.#guard.driver.clustered)
      return Promise.all(full.map((key) => this.#read(key)));
    const texts = await this.#send("read", first, ["MGET", ...full]);
    return (texts as unknown[]).map(textOf);
  }

  #send(kind: "read" | "write", key: string, command: string[]): Promise<unknown> {
    return this.#guard.run(kind, key, this.#timeoutMs, () => this.#guard.driver.send(key, command));
  }

  /** Runs the script by its digest; in full where the server does not know it (any more), which makes it known. */
  async #swap(key: string, texts: string[]): Promise<boolean> {
    const full = this.#prefix + key;
    const { driver } = this.#guard;
    const run = (command: string, script: string): Promise<unknown> =>
      driver.send(full, [command, script, "1", full, ...texts]);
    const swapped = await this.#guard.run("write", full, this.#timeoutMs, () =>
      run("EVALSHA", swapDigest).catch((error) => {
        if (!messageOf(error).startsWith("NOSCRIPT")) throw error;
        return run("EVAL", swapScript);
      }),
    );
    return Number(swapped) === 1;
  }

  #parse(key: string, text: string | undefined): T | null {
    if (text === undefined) return null;
    let problem = "is not JSON";
    try {
      const value = (JSON.parse(text) as T | null) ?? null;
      if (belongsTo(key, value)) return value;
      problem = "names another flag, company or user than its key";
    } catch {}
    this.#logger.warn(`The entry "${key}" in Redis ${problem}. It counts as a miss and is deleted.`);
    this.#swap(key, [text]).catch(() => {});
    return null;
  }
}

function textOf(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
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
 * nothing until it responds again.
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
  /** Receives warnings about entries that cannot be used; default: the console. */
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
