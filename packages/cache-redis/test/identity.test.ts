import { redisForTests } from "@schematic-internal/testing";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { belongsTo } from "../src/identity";
import { RedisCache } from "../src/index";

describe("an entry belongs to its key", () => {
  test.each<[boolean, string, unknown]>([
    [true, "flags:v1:big-team", { key: "Big-Team" }],
    [false, "flags:v1:big-team", { key: "small-team" }],
    [false, "flags:v1:big-team", { key: null }],
    [true, "flags:v1:a:b\nc", { key: "A:b\nc" }],
    [true, "company:v1:comp_1", { id: "comp_1" }],
    [false, "company:v1:comp_1", { id: "comp_2" }],
    [false, "company:v1:comp_1", { id: 1 }],
    [false, "user:v1:user_1", { id: "user_2" }],
    [false, "user:v1:email:a@b.c", { id: "user_2" }],
    [true, "user:v1:email:a@b.c", "user_2"],
    [true, "check:3:f:1|2:idx", { flagKey: "f:1", value: true }],
    [false, "check:3:f:1|2:idx", { flagKey: "f:2", value: true }],
    [false, "check:3:f:1|2:idx", { flagKey: 3, value: true }],
    [false, "check:3:f:1|2:idx", { flagKey: "2:idx", value: true }],
    [true, "check:3:f:1|2:idx", { value: true }],
    [true, "anything", { id: "x", key: "y", flagKey: "z" }],
    [true, "company:v1:comp_1", ["x"]],
    [true, "flags:v1:x", null],
  ])("%s: %s %j", (expected, key, value) => expect(belongsTo(key, value)).toBe(expected));
});

describe("an entry of another company", () => {
  let server: Awaited<ReturnType<typeof redisForTests>>;
  let client: Redis;
  const warnings: string[] = [];
  const prefix = `identity-${process.pid}`;
  let cache: RedisCache;
  beforeAll(async () => {
    server = await redisForTests();
    client = new Redis(server.url);
    await new Promise((resolve) => client.once("ready", resolve));
    cache = new RedisCache(client, {
      prefix,
      timeoutMs: 20_000,
      logger: { warn: (message: string) => void warnings.push(message) },
    });
  });
  afterAll(async () => {
    client.disconnect();
    await server.stop();
  });

  test("is a miss for get and getMany, is logged without its content and is deleted", async () => {
    await client.set(`${prefix}:company:v1:comp_1`, JSON.stringify({ id: "comp_2", secret: "s3cret" }));
    await client.set(`${prefix}:company:v1:comp_3`, JSON.stringify({ id: "comp_3" }));
    expect(await cache.get("company:v1:comp_1")).toBeNull();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("company:v1:comp_1");
    expect(warnings[0]).not.toContain("s3cret");
    while ((await client.exists(`${prefix}:company:v1:comp_1`)) === 1);
    await client.set(`${prefix}:company:v1:comp_1`, JSON.stringify({ id: "comp_2" }));
    expect(await cache.getMany(["company:v1:comp_1", "company:v1:comp_3"])).toEqual([null, { id: "comp_3" }]);
  });
});
