import { RedisCache } from "@schematic/cache-redis";
import { type FlagSource, SchematicClient } from "@schematic/core";
import { replicatorSource } from "@schematic/datastream";
import { peekFlag, resolveFlag } from "@schematic-internal/testing";
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { everySlot } from "../scoreboard/replica";
import type { Replicator } from "../src/index";
import { capture, eventually, quiet, type Setup, setUp } from "./support";

let setup: Setup;
let replicator: Replicator;
const opened: { close(): unknown }[] = [];

beforeEach(async () => {
  setup = await setUp();
  replicator = await setup.start();
  await replicator.ready();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await setup.close();
});

interface Process {
  client: SchematicClient;
  source: FlagSource;
  redis: Redis;
  cache: RedisCache;
}

/** The parts of an application process: a Redis client of its own, a source, a client. */
async function start(more: { maxStaleness?: number } = {}): Promise<Process> {
  const redis = new Redis(setup.redis.url, { retryStrategy: () => 50 });
  redis.on("error", () => {});
  // No command enters a client that is not connected.
  await new Promise((resolve) => redis.once("ready", resolve));
  opened.push({ close: () => redis.disconnect() });
  // A busy machine must not turn into a fallback here.
  const cache = new RedisCache(redis, { timeoutMs: 10_000, logger: quiet });
  const source = replicatorSource({
    ...everySlot(cache),
    healthUrl: `${replicator.healthUrl}/ready`,
    healthInterval: 50,
    cacheWait: 10_000,
    ...more,
  });
  const client = new SchematicClient({
    apiKey: setup.emulator.apiKey,
    basePath: setup.emulator.url,
    eventCaptureBaseURL: setup.emulator.captureUrl,
    eventBufferInterval: 20,
    logger: quiet,
    flagSource: source,
  });
  opened.push(client);
  await client.initialize();
  return { client, source, redis, cache };
}

/** Resolves once Redis reports changes, and so the answer comes from memory. */
async function inMemory(source: FlagSource, who: { company: Record<string, string> }): Promise<void> {
  await eventually(
    async () => {
      await resolveFlag(source, who, "calls");
      return peekFlag(source, who, "calls");
    },
    (answer) => answer !== undefined,
  );
}

const commands = async () =>
  Number(/total_commands_processed:(\d+)/.exec(String(await setup.redis.command("INFO", "stats")))?.[1]);

test("a check is served from what the replicator wrote, without REST and without a WebSocket", async () => {
  const { client } = await start();
  const answer = await client.checkFlagWithEntitlement({ company: { id: "company-1" } }, "calls");
  expect(answer).toMatchObject({ value: true, ruleType: "plan_entitlement", featureAllocation: 100 });
  expect(await client.checkFlag({ company: { domain: "c2.EXAMPLE" } }, "export")).toBe(true);
  expect(await client.checkFlag({ company: { id: "company-0" } }, "export")).toBe(false);
  expect(await client.checkFlag({}, "Mixed-Case")).toBe(true);
  const requests = setup.emulator.requests();
  expect(Object.keys(requests).filter((name) => name.includes("check"))).toEqual([]);
  // The replicator's own.
  expect(requests["WS /datastream"]).toBe(1);
});

test("a repeated check sends no command, and sees a change of the replicator", async () => {
  const { client, source } = await start();
  const who = { company: { id: "company-0" } };
  await inMemory(source, who);
  const before = await commands();
  for (let i = 0; i < 200; i++) expect(await client.checkFlag(who, "calls")).toBe(true);
  // INFO itself, heartbeats and the lock's renewal are few; 200 checks would be 400 and more.
  expect((await commands()) - before).toBeLessThan(100);
  const changed = new Promise<void>((resolve) => {
    const poll = setInterval(async () => {
      if (await client.checkFlag(who, "calls")) return;
      clearInterval(poll);
      resolve();
    }, 5);
  });
  await capture(setup.emulator, "company-0", 3);
  await changed;
});

test("track is seen by this process at once and by others through Redis", async () => {
  const [one, other] = await Promise.all([start(), start()]);
  const who = { company: { id: "company-0" } };
  // The metric exists once the server has counted something.
  await capture(setup.emulator, "company-0", 1);
  const usage = async ({ client }: Process) =>
    (await client.checkFlagWithEntitlement(who, "calls")).featureUsage;
  await eventually(
    () => usage(one),
    (found) => found === 1,
  );
  await eventually(
    () => usage(other),
    (found) => found === 1,
  );
  setup.emulator.faults.add({ route: "POST /batch", action: { type: "status", status: 503 } });
  await Promise.all(
    Array.from({ length: 10 }, () => one.client.track({ event: "call", company: { id: "company-0" } })),
  );
  await eventually(
    () => usage(one),
    (found) => found === 11,
  );
  await eventually(
    () => usage(other),
    (found) => found === 11,
  );
  expect(await one.client.checkFlag(who, "calls")).toBe(false);
  setup.emulator.faults.clear();
});

test("tracks of many processes add up, and never undo what the replicator wrote", async () => {
  const processes = await Promise.all([start(), start(), start(), start()]);
  await capture(setup.emulator, "company-1", 1);
  const usage = async ({ source }: Process) =>
    (await resolveFlag(source, { company: { id: "company-1" } }, "calls"))?.featureUsage;
  for (const one of processes)
    await eventually(
      () => usage(one),
      (found) => found === 1,
    );
  const track = ({ source }: Process) =>
    source.track({ event: "call", company: { id: "company-1" }, quantity: 1 });
  for (let i = 0; i < 25; i++) for (const one of processes) track(one);
  for (const one of processes)
    await eventually(
      () => usage(one),
      (found) => found === 101,
    );
  for (let i = 0; i < 25; i++) for (const one of processes) track(one);
  setup.emulator.setPlan({ id: "company-1" }, "free");
  for (let i = 0; i < 25; i++) for (const one of processes) track(one);
  for (const { source } of processes)
    await eventually(
      async () => (await resolveFlag(source, { company: { id: "company-1" } }, "calls"))?.featureAllocation,
      (found) => found === 3,
    );
});

test("a Redis that is lost leaves no stale answer: REST answers until it is back", async () => {
  const { client, source } = await start();
  const who = { company: { id: "company-0" } };
  expect(await client.checkFlag(who, "calls")).toBe(true);
  await inMemory(source, who);
  await setup.redis.kill();
  await eventually(
    async () => peekFlag(source, who, "calls"),
    (answer) => answer === undefined,
  );
  setup.emulator.setPlan({ id: "company-0" }, null);
  expect(await client.checkFlag(who, "calls")).toBe(false);
  expect(setup.emulator.requests()["POST /flags/calls/check"]).toBe(1);
  await setup.redis.start();
  await replicator.ready();
  await eventually(
    async () => {
      await resolveFlag(source, who, "calls");
      return peekFlag(source, who, "calls");
    },
    (answer) => answer?.value === false,
  );
});

test("two keys of two companies are a key conflict; a look-up that collides is not believed", async () => {
  const { client, redis } = await start();
  const both = { company: { id: "company-0", domain: "c1.example" } };
  expect(await client.checkFlagWithEntitlement(both, "Mixed-Case")).toMatchObject({
    value: true,
    reason: "key conflict",
  });
  const [key = ""] = await redis.keys("schematic:company:*:id:company-1");
  await redis.set(key.replace("id:company-1", "a:b:c"), (await redis.get(key)) ?? "");
  // A check for {"a": "b:c"} or {"a:b": "c"} comes to this look-up; the company carries neither.
  expect(await client.checkFlag({ company: { "a:b": "c" } }, "export")).toBe(false);
});

test("a replicator that is not ready for too long: REST", async () => {
  const { client, source } = await start();
  const who = { company: { id: "company-0" } };
  expect(await client.checkFlag(who, "calls")).toBe(true);
  expect(source.status()).toMatchObject({ state: "ready", ageMs: 0 });
  await replicator.close();
  await eventually(
    async () => source.status().state,
    (state) => state === "waiting",
  );
  // Within `maxStaleness` the cache is still believed.
  expect(await client.checkFlag(who, "calls")).toBe(true);
  expect(setup.emulator.requests()["POST /flags/calls/check"]).toBeUndefined();
});

test("a replicator that is not ready for longer than allowed: REST, and without REST the cache with its age", async () => {
  const { client, source } = await start({ maxStaleness: 100 });
  const who = { company: { id: "company-0" } };
  await inMemory(source, who);
  const stale = new Promise((resolve) => source.on("stale", resolve));
  await replicator.close();
  await stale;
  expect(await client.checkFlagWithEntitlement(who, "export")).toMatchObject({ source: "api", value: false });
  setup.emulator.faults.add({ route: "/flags/**", action: { type: "status", status: 400 } });
  const answer = await client.checkFlagWithEntitlement(who, "calls");
  expect(answer).toMatchObject({ value: true, source: "replicator" });
  expect(source.status().ageMs).toBeGreaterThan(100);
});

test("what does not parse is a miss, and does not stay", async () => {
  const { client, redis } = await start();
  const [flag = ""] = await redis.keys("schematic:flags:*:calls");
  await redis.set(flag, "{broken");
  expect(await client.checkFlag({ company: { id: "company-0" } }, "calls")).toBe(true);
  expect(setup.emulator.requests()["POST /flags/calls/check"]).toBe(1);
  await eventually(
    () => redis.exists(flag),
    (found) => found === 0,
  );
});
