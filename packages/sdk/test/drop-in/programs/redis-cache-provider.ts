import { RedisCacheProvider } from "@schematichq/schematic-typescript-node";
import { createClient } from "redis";
import type { Host } from "../host";

/** What the SDK's type `RedisClient` asks for, by a program's own hand: `scanIterator` gives single keys, as node-redis 4 did. */
function byHand(redis: ReturnType<typeof createClient>): object {
  return {
    get: (key: string) => redis.get(key),
    set: (key: string, value: string) => redis.set(key, value),
    setEx: (key: string, seconds: number, value: string) => redis.setEx(key, seconds, value),
    del: (key: string | string[]) => redis.del(key),
    async *scanIterator(options: { MATCH: string; COUNT: number }) {
      for await (const keys of redis.scanIterator(options)) yield* keys;
    },
  };
}

export async function run({ redisUrl }: Host): Promise<unknown> {
  const redis = createClient({ url: redisUrl });
  redis.on("error", () => {});
  await redis.connect();
  const told: unknown[] = [];
  const client = byHand(redis) as never;
  const cache = new RedisCacheProvider<{ n: number }>({ client, keyPrefix: "app:", ttl: 60_000 });
  await cache.set("a:1", { n: 1 });
  await cache.set("a:2", { n: 2 }, 5_000);
  await cache.set("b:1", { n: 3 });
  told.push(await cache.get("a:1"), await cache.get("a:2"), await cache.get("none"));
  const ttl = async (key: string): Promise<number> => Math.ceil((await redis.pTTL(key)) / 1_000);
  told.push((await ttl("app:a:1")) > 50, (await ttl("app:a:2")) <= 5, (await redis.keys("*")).sort());
  await cache.deleteMissing(["a:1"], { scanPattern: "a:*" });
  told.push((await redis.keys("*")).sort());
  await cache.deleteMissing(["b:1"]);
  told.push((await redis.keys("*")).sort());
  await cache.delete("b:1");
  told.push(await cache.get("b:1"), await redis.keys("*"));
  const byDefault = new RedisCacheProvider<string>({ client: redis as never });
  await byDefault.set("k", "text");
  told.push(await redis.get("schematic:k"), await ttl("schematic:k"));
  await redis.set("schematic:broken", "{");
  told.push(await byDefault.get("broken").catch(() => "rejected"));
  await redis.close();
  return told;
}
