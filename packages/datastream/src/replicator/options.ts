import {
  type CacheProvider,
  DEFAULTS,
  type FlagSourceCaches,
  LocalCache,
  type RulesEngine,
  SchematicError,
} from "@schematic/core";
import * as v from "valibot";
import { CACHE, checkOptions, FUNCTION } from "../options";

/** Options of `replicatorSource()`: all five caches, and where the replicator tells its health. */
export interface ReplicatorSourceOptions extends FlagSourceCaches {
  /** Health URL of the replicator. Default `http://localhost:8090/ready`. */
  healthUrl?: string | undefined;
  /** How often it is asked, ms. Default 30,000. */
  healthInterval?: number | undefined;
  /** How long the replicator may be not ready before the REST API is asked, ms. Default 60,000. */
  maxStaleness?: number | undefined;
  /** How long a check waits for the cache before the REST API is asked, ms. Default 50. */
  cacheWait?: number | undefined;
  /**
   * How long an entry that was read may be used where the cache cannot tell of changes (or cannot at the
   * moment), ms. Default 0: there each check asks the cache.
   */
  untrackedTtl?: number | undefined;
  /** Most flags, companies and users, each, that are kept in memory; the oldest go first. Default 100,000. */
  maxEntries?: number | undefined;
  /** Makes the rules engine; default `loadRulesEngine` of `@schematic/rules-wasm`. */
  loadEngine?: (() => Promise<RulesEngine>) | undefined;
}

const schema = v.strictObject({
  healthUrl: v.optional(v.string()),
  healthInterval: v.optional(v.pipe(v.number(), v.finite(), v.minValue(1))),
  maxStaleness: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  cacheWait: v.optional(v.pipe(v.number(), v.finite(), v.minValue(1))),
  untrackedTtl: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  maxEntries: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10))),
  loadEngine: v.optional(FUNCTION),
  companyCache: CACHE,
  companyLookupCache: CACHE,
  userCache: CACHE,
  userLookupCache: CACHE,
  flagCache: CACHE,
});

const SLOTS = ["companyCache", "companyLookupCache", "userCache", "userLookupCache", "flagCache"] as const;

/** Options with every default filled in. */
export interface ReplicatorSettings {
  readonly caches: FlagSourceCaches;
  /** Whether the URL was given: the default one may well have nobody behind it. */
  readonly healthUrlGiven: boolean;
  readonly healthUrl: string;
  readonly healthIntervalMs: number;
  readonly healthTimeoutMs: number;
  readonly maxStaleness: number | undefined;
  readonly cacheWaitMs: number;
  readonly untrackedTtlMs: number;
  readonly maxEntries: number;
  readonly loadEngine: (() => Promise<RulesEngine>) | undefined;
}

/** Checks options and fills in defaults. Throws `SchematicError` (`invalid_options`) that names the option. */
export function replicatorSettingsOf(options: ReplicatorSourceOptions): ReplicatorSettings {
  checkOptions("replicatorSource", schema, options);
  const caches: FlagSourceCaches = {};
  for (const slot of SLOTS) {
    const provider = options[slot];
    if (provider === undefined || (provider as CacheProvider<unknown>) instanceof LocalCache) {
      throw new SchematicError({
        code: "invalid_options",
        message: `replicator mode reads a cache that the replicator fills, so ${slot} must be a shared one: give a Redis client, or all five of ${SLOTS.join(", ")}`,
      });
    }
    Object.assign(caches, { [slot]: provider });
  }
  const healthUrl = options.healthUrl?.trim();
  return {
    caches,
    healthUrlGiven: Boolean(healthUrl),
    healthUrl: healthUrl || DEFAULTS.replicatorHealthUrl,
    healthIntervalMs: options.healthInterval ?? DEFAULTS.replicatorHealthIntervalMs,
    healthTimeoutMs: DEFAULTS.replicatorHealthTimeoutMs,
    maxStaleness: options.maxStaleness,
    cacheWaitMs: options.cacheWait ?? DEFAULTS.cacheWaitMs,
    untrackedTtlMs: options.untrackedTtl ?? 0,
    maxEntries: options.maxEntries ?? 100_000,
    loadEngine: options.loadEngine,
  };
}
