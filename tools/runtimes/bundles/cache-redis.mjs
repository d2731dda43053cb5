import { RedisCache } from "@schematic/cache-redis";
import { Redis } from "ioredis";

/** A round trip through real Redis. */
export async function run({ redisUrl, check }) {
  const redis = new Redis(redisUrl, { lazyConnect: true });
  await redis.connect();
  const cache = new RedisCache(redis, { prefix: `bundle-${Math.random().toString(36).slice(2)}` });
  await cache.set("key", { value: true });
  check("what was set is there", (await cache.get("key"))?.value === true);
  await cache.delete("key");
  check("what was deleted is a miss", (await cache.get("key")) == null);
  redis.disconnect();
}
