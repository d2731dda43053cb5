import type { Logger } from "@schematic/core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Replicator, startReplicator } from "../src/index";
import { differences } from "./equality";
import { debug, eventually, quiet, type Setup, setUp } from "./support";

// Whole scenarios with servers and processes, which take long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let setup: Setup;
let replicator: Replicator | undefined;
const logged: string[] = [];
const logger: Logger = { ...quiet, warn: (message) => void logged.push(message) };

beforeEach(async () => {
  logged.length = 0;
  setup = await setUp({ CACHE_AUDIT_INTERVAL: "50ms" });
});
afterEach(async () => {
  await replicator?.close();
  await setup.close();
});

async function start(changes = {}): Promise<string> {
  replicator = await startReplicator({ ...setup.settings, ...changes }, { logger });
  await replicator.ready();
  const body = await (await fetch(`${replicator.healthUrl}/ready`)).json();
  return (body as { cache_version: string }).cache_version;
}

async function equal(version: string): Promise<void> {
  await eventually(
    () => differences(setup.emulator, setup.client, version),
    (found) => found.length === 0,
  );
}

test("evicted companies, users, look-ups and flags are written again, without a full load", async () => {
  const version = await start();
  const keys = (await setup.client.keys("schematic:*")).filter((key) =>
    /^schematic:(company|user|flags):/.test(key),
  );
  await setup.client.del(...keys.filter((_, i) => i % 7 === 0));
  await equal(version);
  const { counts } = await debug(replicator as Replicator);
  expect(counts.full_loads).toBe(1);
  expect(counts.entries_repaired).toBeGreaterThan(0);
  expect(logged.some((line) => line.includes("are missing in Redis"))).toBe(true);
});

test("a part of a company that Redis lacks: the company is read through REST", async () => {
  const version = await start({ auditIntervalMs: 0 });
  const [lookup = ""] = await setup.client.keys("schematic:company:*:id:company-0");
  const id = JSON.parse((await setup.client.get(lookup)) ?? '""');
  await setup.client.del(`schematic:company:${version}:${id}`);
  setup.emulator.setPlan({ id: "company-0" }, "pro");
  await equal(version);
});

test("after a restart without a load, missing entries are noticed too", async () => {
  await start();
  await (replicator as Replicator).close();
  const version = await start();
  expect((await debug(replicator as Replicator)).counts.full_loads).toBe(0);
  await setup.client.del(...(await setup.client.keys("schematic:company:*")).slice(0, 30));
  await equal(version);
});

test("entries with a TTL may vanish", async () => {
  await start({ cacheTtlMs: 600_000 });
  const keys = await setup.client.keys("schematic:user:*");
  await setup.client.del(...keys);
  // Two changes later nothing was written again.
  setup.emulator.setPlan({ id: "company-0" }, "pro");
  await eventually(
    async () => (await debug(replicator as Replicator)).counts.messages_applied ?? 0,
    (applied) => applied > 0,
  );
  expect((await debug(replicator as Replicator)).counts.entries_repaired).toBe(0);
});

test("a policy that may evict keys is logged at start", async () => {
  await start();
  expect(logged.filter((line) => line.includes("maxmemory-policy"))).toEqual([]);
  await (replicator as Replicator).close();
  await setup.client.config("SET", "maxmemory-policy", "allkeys-lru");
  await start();
  expect(logged.filter((line) => line.includes("maxmemory-policy allkeys-lru"))).toHaveLength(1);
});

test("the published replicator finds no cursor of ours", async () => {
  await start();
  await eventually(
    () => setup.client.exists("schematic:replicator:replay_cursor"),
    (found) => found === 1,
  );
  expect(await setup.client.exists("schematic:datastream:replay_cursor")).toBe(0);
});
