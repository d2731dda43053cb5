import { RedisCache } from "@schematic/cache-redis";
import { systemClock } from "@schematic/core";
import { replicatorSource } from "@schematic/datastream";
import { schemaVersion } from "@schematic/datastream/protocol";
import { type RedisServer, resolveFlag, startRedis } from "@schematic-internal/testing";
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { company, flag } from "../scoreboard/fixtures";
import { everySlot } from "../scoreboard/replica";
import { Layout } from "../src/store/layout";
import { SharedStore } from "../src/store/shared-store";
import { quiet } from "./support";

let server: RedisServer;
let redis: Redis;
let version: string;

beforeEach(async () => {
  [server, version] = await Promise.all([startRedis(), schemaVersion()]);
  redis = new Redis(server.url);
  await new Promise((resolve) => redis.once("ready", resolve));
});
afterEach(async () => {
  redis.disconnect();
  await server.stop();
});

test.each(Object.entries(company))("what %s writes is read", async (_, text) => {
  await redis.set(`schematic:flags:${version}:big-team`, flag);
  await redis.set(`schematic:company:${version}:comp_1`, text);
  await redis.set(`schematic:company:${version}:domain:acme.example`, '"comp_1"');
  const cache = new RedisCache(redis, { timeoutMs: 10_000 });
  const source = replicatorSource({
    ...everySlot(cache),
    cacheWait: 10_000,
  });
  source.start({
    apiKey: "key",
    baseUrl: "http://localhost",
    headers: {},
    // No server listens at the default health URL: the cache is used with the engine's own version.
    fetch: () => Promise.reject(new Error("nobody")),
    logger: quiet,
    clock: systemClock,
    client: { name: "test", version: "0" },
  });
  const answer = await resolveFlag(source, { company: { domain: "ACME.example" } }, "Big-Team");
  expect(answer).toMatchObject({ value: true, ruleId: "rule_1", companyId: "comp_1", flagId: "flag_1" });
  await source.close();
});

test("what ours writes is what Go writes: keys, texts, no expiry", async () => {
  const layout = new Layout(version);
  const store = new SharedStore(redis, layout);
  await store.apply([
    { kind: "flags", type: "all", flags: [JSON.parse(flag)] },
    { kind: "company", type: "put", entity: JSON.parse(company.go) },
  ]);
  const keys = (await redis.keys("*")).sort();
  expect(keys).toEqual([
    `schematic:company:${version}:comp_1`,
    `schematic:company:${version}:domain:acme.example`,
    `schematic:flags:${version}:big-team`,
  ]);
  expect(await redis.mget(keys)).toEqual([company.go, '"comp_1"', flag]);
  for (const key of keys) expect(await redis.pttl(key)).toBe(-1);
});

test("a key that moves to another company leads there; one that is dropped leads nowhere", async () => {
  const store = new SharedStore(redis, new Layout(version));
  const entity = (id: string, keys: Record<string, string>) => ({ ...JSON.parse(company.go), id, keys });
  const lookup = (pair: string) => redis.get(`schematic:company:${version}:${pair}`);
  await store.apply([{ kind: "company", type: "put", entity: entity("comp_1", { a: "1", b: "2" }) }]);
  // The new owner arrives before the old one, in another batch.
  await store.apply([{ kind: "company", type: "put", entity: entity("comp_2", { b: "2" }) }]);
  await store.apply([{ kind: "company", type: "put", entity: entity("comp_1", { c: "3" }) }]);
  expect(await lookup("b:2")).toBe('"comp_2"');
  expect(await lookup("a:1")).toBeNull();
  expect(await lookup("c:3")).toBe('"comp_1"');
  await store.apply([
    { kind: "company", type: "patch", id: "comp_1", data: { keys: { d: "4" } } },
    { kind: "company", type: "delete", id: "comp_2" },
    { kind: "company", type: "patch", id: "comp_9", data: { keys: { e: "5" } } },
  ]);
  expect(await lookup("d:4")).toBe('"comp_1"');
  expect(await lookup("b:2")).toBeNull();
  expect(await lookup("e:5")).toBeNull();
});
