import { RedisCacheError } from "../errors";
import type { RedisDriver } from "./driver";
import { type IoRedisLike, ioRedisDriver, isIoRedis } from "./ioredis";
import { isMinimal, type MinimalRedisLike, minimalDriver } from "./minimal";
import { isNodeRedis, type NodeRedisLike, nodeRedisDriver } from "./node-redis";

/**
 * An ioredis `Redis` or `Cluster`, or a node-redis client, pool, Sentinel or cluster client, recognised
 * by shape; neither library is imported. A hand-made object with the methods of `MinimalRedisLike` works
 * too, one command at a time.
 */
export type RedisClient = IoRedisLike | NodeRedisLike | MinimalRedisLike;

export function driverFor(client: unknown): RedisDriver {
  if (typeof client === "object" && client !== null) {
    if (isIoRedis(client)) return ioRedisDriver(client);
    if (isNodeRedis(client)) return nodeRedisDriver(client);
    if (isMinimal(client)) return minimalDriver(client);
  }
  throw new RedisCacheError(
    "invalid_options",
    "the Redis client is of no known kind: pass an ioredis Redis or Cluster, or a node-redis client (createClient, createCluster, createSentinel)",
  );
}
