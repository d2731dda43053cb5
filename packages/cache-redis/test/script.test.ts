import { startRedis } from "@schematic-internal/testing";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { RedisCache } from "../src/index";
import { swapDigest } from "../src/redis-cache";

test("the script is known to Redis by the digest that is written down", async () => {
  const server = await startRedis();
  const client = new Redis(server.url);
  try {
    await new Promise((resolve) => client.once("ready", resolve));
    const cache = new RedisCache(client, { timeoutMs: 20_000 });
    await cache.set("a", 1, 60_000);
    expect(await cache.shared.replace("a", "2", "3")).toBe(false);
    expect(await cache.shared.replace("a", "1", "2")).toBe(true);
    expect(await client.script("EXISTS", swapDigest)).toEqual([1]);
    expect(await client.pttl("schematic:a")).toBeGreaterThan(0);
    await cache.shared.discard?.("a", "1");
    expect(await cache.get("a")).toBe(2);
    await cache.shared.discard?.("a", "2");
    expect(await cache.get("a")).toBeNull();
  } finally {
    client.disconnect();
    await server.stop();
  }
});
