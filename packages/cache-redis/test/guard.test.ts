import { type RedisServer, startRedis } from "@schematic-internal/testing";
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RedisCache, RedisCacheProvider, type RedisClient } from "../src/index";

let server: RedisServer;
let client: Redis;
/** Commands that the client was given. */
let sent: string[];

beforeEach(async () => {
  server = await startRedis();
  client = new Redis(server.url, { retryStrategy: () => 20 });
  client.on("error", () => {});
  await new Promise((resolve) => client.once("ready", resolve));
  sent = [];
  const call = client.call.bind(client) as (...args: unknown[]) => Promise<unknown>;
  client.call = ((...args: unknown[]) => {
    sent.push(String(args[0]));
    return call(...args);
  }) as typeof client.call;
});
afterEach(async () => {
  server.resume();
  client.disconnect();
  await server.stop();
});

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "ok",
    (error) => (error as { code: string }).code,
  );

/** Repeats a call until it has the wanted outcome: a probe in the background decides when. */
async function until(look: () => Promise<string>, wanted: string): Promise<void> {
  while ((await look()) !== wanted) await new Promise((resolve) => setTimeout(resolve, 5));
}

test("a Redis that hangs costs one time limit, and then nothing until a probe succeeded", async () => {
  const cache = new RedisCache(client, { timeoutMs: 30 });
  server.pause();
  expect(await codeOf(cache.get("a"))).toBe("redis_timeout");
  const before = sent.length;
  for (let i = 0; i < 50; i++) expect(await codeOf(cache.get("a"))).toBe("redis_unavailable");
  // At most a probe was sent.
  expect(sent.length - before).toBeLessThanOrEqual(1);
  server.resume();
  await until(() => codeOf(cache.get("a")), "ok");
});

test("a full Redis refuses writes, and can still be read", async () => {
  const cache = new RedisCache(client, { timeoutMs: 20_000 });
  await cache.set("a", 1);
  await server.command("CONFIG", "SET", "maxmemory", 1);
  expect(await codeOf(cache.set("b", 1))).toBe("redis_error");
  expect(await codeOf(cache.delete("b"))).toBe("redis_unavailable");
  for (let i = 0; i < 10; i++) expect(await cache.get("a")).toBe(1);
  await server.command("CONFIG", "SET", "maxmemory", 0);
  await until(() => codeOf(cache.set("b", 1)), "ok");
  expect(await cache.getMany(["a", "b", "c"])).toEqual([1, 1, null]);
});

test("a read-only Redis can still be read", async () => {
  const cache = new RedisCache(client, { timeoutMs: 20_000 });
  await cache.set("a", 1);
  await server.command("REPLICAOF", "127.0.0.1", 1);
  await expect(cache.set("a", 2)).rejects.toMatchObject({ code: "redis_error", message: /READONLY/ });
  expect(await cache.get("a")).toBe(1);
  await expect(cache.shared.replace("a", "1", "2")).rejects.toMatchObject({ code: "redis_unavailable" });
});

test("at most 10,000 commands wait, and reads of another key are refused beyond", async () => {
  const cache = new RedisCache(client, { timeoutMs: 60_000 });
  server.pause();
  const waiting = Array.from({ length: 10_000 }, (_, i) => codeOf(cache.get(`k${i}`)));
  expect(await codeOf(cache.get("one more"))).toBe("redis_busy");
  expect(await codeOf(cache.set("one more", 1))).toBe("redis_busy");
  server.resume();
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(["ok"]));
  await until(() => codeOf(cache.get("one more")), "ok");
});

test("an entry of another type is a miss, and does not open the circuit", async () => {
  const cache = new RedisCache(client, { timeoutMs: 20_000 });
  await client.lpush("schematic:list", "x");
  for (let i = 0; i < 3; i++) expect(await cache.get("list")).toBeNull();
  expect(await cache.getMany(["list", "none"])).toEqual([null, null]);
  await expect(cache.shared.replace("list", "a", "b")).rejects.toMatchObject({ message: /WRONGTYPE/ });
  await cache.set("list", 1);
  expect(await cache.get("list")).toBe(1);
});

test("all caches on one client share what is known about it", async () => {
  const one = new RedisCache(client, { timeoutMs: 30 });
  const other = new RedisCacheProvider({ client, timeoutMs: 60_000 });
  server.pause();
  expect(await codeOf(one.get("a"))).toBe("redis_timeout");
  expect(await codeOf(other.get("a"))).toBe("redis_unavailable");
});

test("TTLs: the cache's own, the entry's, none, and wrong ones", async () => {
  const cache = new RedisCache(client, { ttl: 50_000, timeoutMs: 20_000 });
  const pttl = (key: string) => client.pttl(`schematic:${key}`);
  await cache.set("own", 1);
  await cache.set("zero", 1, 0);
  await cache.set("given", 1, 90_000.5);
  await cache.set("none", 1, null);
  await cache.set("infinite", 1, Number.POSITIVE_INFINITY);
  for (const key of ["own", "zero"]) expect(await pttl(key)).toBeGreaterThan(0);
  expect(await pttl("own")).toBeLessThanOrEqual(50_000);
  expect(await pttl("given")).toBeGreaterThan(50_000);
  for (const key of ["none", "infinite"]) expect(await pttl(key)).toBe(-1);
  for (const ttl of [-1, Number.NaN, "5" as never]) {
    expect(await codeOf(cache.set("a", 1, ttl))).toBe("invalid_ttl");
  }
  expect(await codeOf(cache.set("a", undefined))).toBe("invalid_value");
  const provider = new RedisCacheProvider({ client, keyPrefix: "p:", ttl: 0, timeoutMs: 20_000 });
  await provider.set("a", 1);
  expect(await client.pttl("p:a")).toBeLessThanOrEqual(5_000);
  expect(await client.pttl("p:a")).toBeGreaterThan(0);
});

test("deleteMissing deletes below its prefix and pattern only", async () => {
  const cache = new RedisCache(client, { prefix: "p[1]", timeoutMs: 20_000 });
  for (const key of ["flags:a", "flags:b", "company:a"]) await cache.set(key, 1);
  await client.set("p1:flags:a", "1");
  await cache.deleteMissing(["flags:a"], { scanPattern: "flags:*" });
  expect((await client.keys("*")).sort()).toEqual(["p1:flags:a", "p[1]:company:a", "p[1]:flags:a"]);
  await cache.deleteMissing([]);
  expect(await client.keys("*")).toEqual(["p1:flags:a"]);
});

test("an entry that is not JSON is a miss, a warning, and is deleted unless it changed", async () => {
  const warnings: string[] = [];
  const logger = { warn: (message: string) => void warnings.push(message) };
  const cache = new RedisCache(client, { timeoutMs: 20_000, logger });
  await client.set("schematic:a", "{");
  expect(await cache.get("a")).toBeNull();
  expect(warnings).toEqual([expect.stringMatching(/"a" in Redis is not JSON/)]);
  while ((await client.exists("schematic:a")) === 1);
  await client.set("schematic:b", "null");
  expect(await cache.get("b")).toBeNull();
  expect(warnings).toHaveLength(1);
});

/** Stands in for clients of other kinds, such as the mock of ioredis, which has no `status` and no `call`. */
class LookAlike {
  on(): this {
    return this;
  }
  async get(): Promise<null> {
    return null;
  }
  async set(): Promise<string> {
    return "OK";
  }
  async del(): Promise<number> {
    return 0;
  }
  duplicate(): LookAlike {
    return new LookAlike();
  }
}

test.each([undefined, null, "redis://localhost", {}, new Map(), new LookAlike()])(
  "a client of no known kind is rejected (%s)",
  (given) => {
    const wrong = given as RedisClient;
    expect(() => new RedisCache(wrong)).toThrow(/no known kind/);
    expect(() => new RedisCacheProvider({ client: wrong })).toThrow(/no known kind/);
  },
);

test("wrong options are rejected", () => {
  const invalid = { code: "invalid_options" };
  const wrong = [{ timeoutMs: 0 }, { timeoutMs: Number.NaN }, { timeoutMs: Infinity }, { ttl: -1 }];
  for (const options of wrong) {
    expect(() => new RedisCache(client, options)).toThrow(expect.objectContaining(invalid));
  }
  expect(() => new RedisCacheProvider({ client, keyPrefix: 1 as never })).toThrow(
    expect.objectContaining(invalid),
  );
});
