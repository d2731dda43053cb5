import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { RedisCache, type RedisClient } from "@schematic/cache-redis";
import { type FlagSource, type FlagSourceCaches, type Logger, SchematicClient } from "@schematic/core";
import { replicatorSource } from "@schematic/datastream";
import { schemaVersion } from "@schematic/datastream/protocol";
import { SchematicClient as PublishedClient } from "@schematichq/schematic-typescript-node";
import type { Redis } from "ioredis";

export const quiet: Logger = { error() {}, warn() {}, info() {}, debug() {} };

/** Location of the rest of Schematic; by default where the health answers come from. */
export interface Place {
  apiKey: string;
  basePath: string;
  eventCaptureBaseURL: string;
}

/** A replicator's health answers, and a REST API that refuses: what is answered came from Redis. */
export async function sideServer(): Promise<{ url: string; close(): void }> {
  const cache_version = await schemaVersion();
  const server = createServer((request, response) => {
    const healthy = request.url === "/ready";
    response.statusCode = healthy ? 200 : 400;
    response.end(JSON.stringify(healthy ? { ready: true, cache_version } : { error: "not here" }));
  });
  // A client that stood still for longer would send on a connection that is being closed.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** One cache for flags, companies, users and the look-ups of both. */
export function everySlot(cache: RedisCache): Required<FlagSourceCaches> {
  const lookups = cache as RedisCache<string>;
  return {
    companyCache: cache,
    companyLookupCache: lookups,
    userCache: cache,
    userLookupCache: lookups,
    flagCache: cache,
  };
}

/**
 * Our SDK in replicator mode over this Redis client. Its answers are the subject, and how late changes show:
 * a busy machine must not turn into a fallback, as it may with the default of 50 ms.
 */
export async function ours(
  redis: RedisClient,
  url: string,
  at: Partial<Place> = {},
): Promise<{ client: SchematicClient; source: FlagSource }> {
  const cache = new RedisCache(redis, { logger: quiet, timeoutMs: 10_000 });
  const source = replicatorSource({
    ...everySlot(cache),
    healthUrl: `${url}/ready`,
    healthInterval: 100,
    cacheWait: 10_000,
  });
  const { apiKey = "key", basePath = url, eventCaptureBaseURL = url } = at;
  const client = new SchematicClient({
    apiKey,
    basePath,
    eventCaptureBaseURL,
    logger: quiet,
    events: { flagChecks: "off" },
    flagSource: source,
  });
  await client.initialize();
  return { client, source };
}

/** The published SDK in the same mode. */
export function published(redis: Redis, url: string, at: Partial<Place> = {}): PublishedClient {
  return publishedOver(publishedRedis(redis), url, at);
}

/** The published SDK over an object with the methods of node-redis that it calls. */
export function publishedOver(redisClient: object, url: string, at: Partial<Place> = {}): PublishedClient {
  const { apiKey = "key", basePath = url, eventCaptureBaseURL = url } = at;
  return new PublishedClient({
    apiKey,
    basePath,
    eventCaptureBaseURL,
    logger: quiet,
    useDataStream: true,
    dataStream: {
      redisClient: redisClient as never,
      replicatorMode: true,
      replicatorHealthURL: `${url}/ready`,
      replicatorHealthCheck: 100,
    },
  });
}

/** The methods of node-redis that the published SDK calls, over an ioredis client. */
export function publishedRedis(client: Redis): object {
  return {
    get: (key: string) => client.get(key),
    set: (key: string, value: string) => client.set(key, value),
    setEx: (key: string, seconds: number, value: string) => client.setex(key, seconds, value),
    del: (key: string | string[]) => client.del(...[key].flat()),
    async *scanIterator({ MATCH, COUNT }: { MATCH: string; COUNT: number }) {
      for await (const keys of client.scanStream({ match: MATCH, count: COUNT })) yield* keys as string[];
    },
  };
}
