import { RedisCacheProvider } from "@schematic/cache-redis";
import { type FlagSource, type FlagSourceCaches, LocalCache, SchematicError } from "@schematic/core";
import { DATASTREAM_DEFAULTS } from "@schematic/datastream/options";
import { LazySource } from "./lazy-source";
import type { DataStreamConfig, SchematicOptions } from "./options";

/** Default prefix of keys in Redis, as other Schematic SDKs write them. */
const KEY_PREFIX = "schematic:";

/** The five slots: what is given, else Redis where there is a client. */
function cachesOf(config: DataStreamConfig): FlagSourceCaches {
  const { redisClient, redisKeyPrefix: keyPrefix = KEY_PREFIX, cacheTTL } = config;
  const caches: FlagSourceCaches = {};
  if (redisClient !== undefined) {
    const ttl = cacheTTL === undefined ? DATASTREAM_DEFAULTS.cacheTTL : cacheTTL;
    const flagTtl = ttl === null ? null : Math.max(ttl, DATASTREAM_DEFAULTS.flagTTL);
    const entities = { client: redisClient, keyPrefix, ttl };
    caches.companyCache = new RedisCacheProvider(entities);
    caches.companyLookupCache = new RedisCacheProvider<string>(entities);
    caches.userCache = new RedisCacheProvider(entities);
    caches.userLookupCache = new RedisCacheProvider<string>(entities);
    caches.flagCache = new RedisCacheProvider({ client: redisClient, keyPrefix, ttl: flagTtl });
  }
  if (config.companyCache) caches.companyCache = config.companyCache;
  if (config.companyLookupCache) caches.companyLookupCache = config.companyLookupCache;
  if (config.userCache) caches.userCache = config.userCache;
  if (config.userLookupCache) caches.userLookupCache = config.userLookupCache;
  if (config.flagCache) caches.flagCache = config.flagCache;
  return caches;
}

const SLOTS = ["companyCache", "companyLookupCache", "userCache", "userLookupCache", "flagCache"] as const;

/** The constructor is the place to throw, and the source's own check comes when its code is there. */
function assertShared(caches: FlagSourceCaches): void {
  const missing = SLOTS.find((slot) => {
    const given: unknown = caches[slot];
    return given === undefined || given instanceof LocalCache;
  });
  if (missing === undefined) return;
  throw new SchematicError({
    code: "invalid_options",
    message: `replicator mode reads a cache that the replicator fills, so dataStream.${missing} must be a shared one: give dataStream.redisClient, or all five of ${SLOTS.join(", ")}`,
  });
}

/** The flag source that the options ask for; `undefined` when checks go over REST. */
export function sourceOf(options: SchematicOptions): FlagSource | undefined {
  if (options.useDataStream !== true) return undefined;
  const config = options.dataStream ?? {};
  const {
    redisClient: _client,
    redisKeyPrefix: _prefix,
    replicatorMode,
    replicatorHealthURL,
    replicatorHealthCheck,
    untrackedTtl,
    companyCache: _company,
    companyLookupCache: _companyLookup,
    userCache: _user,
    userLookupCache: _userLookup,
    flagCache: _flag,
    ...rest
  } = config;
  const caches = cachesOf(config);
  if (replicatorMode === true) {
    assertShared(caches);
    return new LazySource("replicator", async () => {
      const { replicatorSource } = await import("@schematic/datastream");
      return replicatorSource({
        ...caches,
        healthUrl: replicatorHealthURL,
        healthInterval: replicatorHealthCheck,
        untrackedTtl,
        loadEngine: config.loadEngine,
      });
    });
  }
  const { webSocket, reconnect } = options;
  return new LazySource("datastream", async () => {
    const { dataStream, sharedCaches } = await import("@schematic/datastream");
    return dataStream({
      ...rest,
      webSocket,
      reconnect,
      ...(Object.keys(caches).length > 0 && { caches: sharedCaches(caches) }),
    });
  });
}
