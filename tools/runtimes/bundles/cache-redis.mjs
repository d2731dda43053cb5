import { RedisCache } from "@schematic/cache-redis";
import { Redis } from "ioredis";

/** A round trip through real Redis. */
export async function run({ redisUrl, check }) {
  const redis = new Redis(redisUrl, { lazyConnect: true });
  await redis.connect();
  // What is tested is the bundle, on a machine that may be busy: no limit that matters.
  const prefix = `bundle-${Math.random().toString(36).slice(2)}`;
  const cache = new RedisCache(redis, { prefix, timeoutMs: 30_000 });
  try {
    await cache.set("key", { value: true });
    check("what was set is there", (await cache.get("key"))?.value === true);
    await cache.delete("key");
    check("what was deleted is a miss", (await cache.get("key")) == null);
  } finally {
    redis.disconnect();
  }
}
