import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { RedisCache } from "@schematic/cache-redis";
import { loadRulesEngine } from "@schematic/rules-wasm";
import { SchematicClient } from "@schematic/sdk";
import type { BenchGroup, BenchRow } from "@schematic-internal/testing";
import { startRedis } from "@schematic-internal/testing";
import { SchematicClient as PublishedClient } from "@schematichq/schematic-typescript-node";
import { Redis } from "ioredis";

const PUBLISHED = "published SDK";
const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const apiKey = "sch_bench";

interface Fixture {
  flag: { key: string };
  company: { id: string; keys: Record<string, string> };
  user: { id: string; keys: Record<string, string> };
}

function fixture(size: string): Fixture {
  const file = new URL("../fixtures/bench-fixtures.json.gz", import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(file)).toString())[size];
}

/** Health answers of a replicator, and a REST API that nobody should need. */
async function sideServer(version: string) {
  const server = createServer((request, response) => {
    const ready = JSON.stringify({ ready: true, cache_version: version });
    response.statusCode = request.url === "/ready" ? 200 : 500;
    response.end(request.url === "/ready" ? ready : '{"error":"not in this benchmark"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close: () => server.close() };
}

/** The methods of node-redis that the published SDK calls. */
function publishedRedis(client: Redis) {
  return {
    get: (key: string) => client.get(key),
    set: (key: string, value: string) => client.set(key, value),
    setEx: (key: string, seconds: number, value: string) => client.setex(key, seconds, value),
    del: (key: string | string[]) => client.del(...[key].flat()),
  };
}

/** A Redis as a replicator fills it, and both clients on it. */
async function replicated(size: "small" | "medium") {
  const { flag, company, user } = fixture(size);
  const { versionKey } = await loadRulesEngine();
  const [server, side] = await Promise.all([startRedis(), sideServer(versionKey)]);
  const redis = new Redis(server.url);
  await new Promise((resolve) => redis.once("ready", resolve));
  const put = (key: string, value: unknown) => redis.set(`schematic:${key}`, JSON.stringify(value));
  const putFlag = (one: { key: string }) => put(`flags:${versionKey}:${one.key.toLowerCase()}`, one);
  await putFlag(flag);
  for (const [kind, entity] of [
    ["company", company],
    ["user", user],
  ] as const) {
    await put(`${kind}:${versionKey}:${entity.id}`, entity);
    for (const [name, value] of Object.entries(entity.keys)) {
      await put(`${kind}:${versionKey}:${name.toLowerCase()}:${value.toLowerCase()}`, entity.id);
    }
  }
  const shared = {
    apiKey,
    basePath: side.url,
    eventCaptureBaseURL: side.url,
    logger: quiet,
    useDataStream: true,
  };
  const health = { replicatorMode: true, replicatorHealthURL: `${side.url}/ready` };
  const ours = new SchematicClient({
    ...shared,
    events: { flagChecks: "off" },
    dataStream: { redisClient: redis, ...health },
  });
  const peer = new PublishedClient({
    ...shared,
    dataStream: { redisClient: publishedRedis(redis) as never, ...health },
  });
  await ours.initialize();
  const context = { company: company.keys, user: user.keys };
  /** From memory once Redis tells of changes. */
  const warm = async (key: string) => {
    while (ours.checkFlagSync(context, key) !== (await ours.checkFlag(context, key))) await undefined;
  };
  const close = async () => {
    await Promise.all([ours.close(), peer.close()]);
    redis.disconnect();
    side.close();
    await server.stop();
  };
  return { flag, putFlag, ours, peer, context, warm, close };
}

async function replicatorRow(size: "small" | "medium"): Promise<BenchRow> {
  const { flag, ours, peer, context, warm, close } = await replicated(size);
  await warm(flag.key);
  const our = () => ours.checkFlag(context, flag.key);
  const their = () => peer.checkFlag(context, flag.key);
  const verify = async () => {
    if ((await our()) !== (await their())) throw new Error("the answers differ");
    const { source } = await ours.checkFlagWithEntitlement(context, flag.key);
    if (source !== "replicator") throw new Error(`answered by ${source}`);
  };
  return {
    name: `replicator mode, repeated check, ${size}`,
    unit: "µs",
    contenders: [
      { name: "ours", verify, async: our },
      { name: PUBLISHED, verify, async: their },
    ],
    peer: PUBLISHED,
    goals: [{ of: "ours", times: { than: PUBLISHED, atLeast: 100 } }],
    close,
  };
}

/** From the write of another process to Redis until a check answers by it: the worst of a hundred. */
async function staleRow(): Promise<BenchRow> {
  const { flag, putFlag, ours, peer, context, close } = await replicated("small");
  const write = (on: boolean) => putFlag({ ...flag, key: "turns", default_value: on, rules: [] } as never);
  let on = false;
  await write(on);
  const worst = (check: () => Promise<boolean>) => async () => {
    let ms = 0;
    for (let i = 0; i < 100; i++) {
      on = !on;
      const started = performance.now();
      void write(on);
      while ((await check()) !== on) await new Promise((resolve) => setImmediate(resolve));
      ms = Math.max(ms, performance.now() - started);
    }
    return ms;
  };
  return {
    name: "replicator mode, a change in Redis until a check shows it, worst of 100",
    unit: "ms",
    contenders: [
      { name: "ours", measure: worst(() => ours.checkFlag(context, "turns")) },
      {
        name: "published SDK, which reads Redis at each check",
        measure: worst(() => peer.checkFlag(context, "turns")),
      },
    ],
    goals: [{ of: "ours", atMost: 50 }],
    close,
  };
}

async function roundTripRow(): Promise<BenchRow> {
  const server = await startRedis();
  const redis = new Redis(server.url);
  await new Promise((resolve) => redis.once("ready", resolve));
  const cache = new RedisCache(redis, { prefix: "bench", timeoutMs: 10_000 });
  await cache.set("key", { value: true });
  const expect = (answer: () => Promise<unknown>) => async () => {
    if (((await answer()) as { value?: boolean } | null)?.value !== true) throw new Error("not what was set");
  };
  const our = () => cache.get("key");
  const bare = async () => JSON.parse((await redis.get("bench:key")) ?? "null") as unknown;
  return {
    name: "RedisCache.get beside a bare GET and JSON.parse",
    unit: "µs",
    contenders: [
      { name: "ours", verify: expect(our), async: our },
      { name: "ioredis alone", verify: expect(bare), async: bare },
    ],
    peer: "ioredis alone",
    async close() {
      redis.disconnect();
      await server.stop();
    },
  };
}

export const group: BenchGroup = {
  name: "redis",
  rows: async () => [
    await replicatorRow("small"),
    await replicatorRow("medium"),
    await staleRow(),
    await roundTripRow(),
  ],
};
