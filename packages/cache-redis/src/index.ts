export type { RedisClient } from "./driver/detect";
export type { IoRedisLike } from "./driver/ioredis";
export type { MinimalRedisLike } from "./driver/minimal";
export type { NodeRedisLike } from "./driver/node-redis";
export { RedisCacheError, type RedisCacheErrorCode } from "./errors";
export type { WarnLogger } from "./logger";
export { RedisCache, type RedisCacheOptions, RedisCacheProvider, type RedisOptions } from "./redis-cache";
