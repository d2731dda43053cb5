import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { freePort, startRedis, startTlsRedis } from "@schematic-internal/testing";
import { Redis } from "ioredis";
import { afterEach, expect, test, vi } from "vitest";
import { endProcess, spawnReplicator } from "../scoreboard/support";
import { readSettings } from "../src/index";
import { capture, debug, eventually, type Setup, setUp } from "./support";

// Each test starts processes of its own.
vi.setConfig({ testTimeout: 120_000 });

let setup: Setup;
const programs: ChildProcess[] = [];

afterEach(async () => {
  await Promise.all(programs.splice(0).map((one) => endProcess(one, () => void one.kill("SIGTERM"))));
  await setup.close();
});

/** The program itself, until it is ready. */
async function program(env: Record<string, string>): Promise<{ child: ChildProcess; healthUrl: string }> {
  const port = await freePort();
  const child = spawnReplicator({
    SCHEMATIC_API_KEY: setup.emulator.apiKey,
    SCHEMATIC_API_URL: setup.emulator.url,
    ASYNC_LOADER_RATE_LIMIT_RPS: "1000",
    HEALTH_PORT: String(port),
    ...env,
  });
  programs.push(child);
  const healthUrl = `http://127.0.0.1:${port}`;
  const status = () =>
    fetch(`${healthUrl}/ready`).then(
      ({ status }) => status,
      () => 0,
    );
  await eventually(status, (found) => found === 200);
  return { child, healthUrl };
}

const plain = () => ({ REDIS_ADDR: `127.0.0.1:${setup.redis.port}`, WRITER_LOCK_TTL: "5s" });
const requests = (path: string) => setup.emulator.requests()[path] ?? 0;

test("the lock of a replicator that was killed is taken over when it runs out", async () => {
  setup = await setUp();
  const { child } = await program(plain());
  const lock = await eventually(
    () => setup.client.get("schematic:datastream:writer_lock"),
    (found) => found !== null,
  );
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  const second = await setup.start();
  await second.ready();
  expect(await setup.client.get("schematic:datastream:writer_lock")).not.toBe(lock);
});

test("REDIS_TLS: the connection is encrypted, and the certificate is checked", async () => {
  setup = await setUp();
  const redis = await startTlsRedis();
  const env = { REDIS_ADDR: `127.0.0.1:${redis.tlsPort}`, REDIS_TLS: "true" };
  try {
    const { healthUrl } = await program({ ...env, NODE_EXTRA_CA_CERTS: redis.caFile });
    expect(await redis.server.command("DBSIZE")).toBeGreaterThan(750);
    expect(await (await fetch(`${healthUrl}/ready`)).json()).toMatchObject({ ready: true });
    const [first] = programs.splice(0);
    if (first) await endProcess(first, () => void first.kill("SIGTERM"));
    // A server with an unknown certificate is not written to.
    await redis.server.command("FLUSHALL");
    const refused = spawnReplicator(
      {
        ...env,
        SCHEMATIC_API_KEY: setup.emulator.apiKey,
        SCHEMATIC_API_URL: setup.emulator.url,
        HEALTH_PORT: "0",
        LOG_LEVEL: "debug",
      },
      "pipe",
    );
    programs.push(refused);
    let printed = "";
    await new Promise<void>((resolve, reject) => {
      refused.stdout?.on("data", (chunk) => {
        printed += chunk;
        // It tries again after each refusal.
        if (printed.split("self-signed certificate").length > 3) resolve();
      });
      refused.once("exit", (code) => reject(new Error(`ended with ${code}: ${printed}`)));
    });
    expect(await redis.server.command("DBSIZE")).toBe(0);
  } finally {
    await Promise.all(programs.splice(0).map((one) => endProcess(one, () => void one.kill("SIGTERM"))));
    await redis.stop();
  }
});

test("REDIS_PASSWORD and REDIS_DB; a URL says the same", async () => {
  setup = await setUp();
  const server = await startRedis({ args: ["--requirepass", "open sesame"] });
  const client = new Redis({ port: server.port, password: "open sesame", db: 3 });
  try {
    const first = await setup.start(
      readSettings({
        SCHEMATIC_API_KEY: setup.emulator.apiKey,
        SCHEMATIC_API_URL: setup.emulator.url,
        HEALTH_PORT: "0",
        REDIS_ADDR: `127.0.0.1:${server.port}`,
        REDIS_PASSWORD: "open sesame",
        REDIS_DB: "3",
        ASYNC_LOADER_RATE_LIMIT_RPS: "1000",
      }),
    );
    await first.ready();
    expect(await client.dbsize()).toBeGreaterThan(750);
    await first.close();
    await client.flushall();
    const addr = `redis://:open%20sesame@127.0.0.1:${server.port}/3`;
    const second = await setup.start({ redis: { ...setup.settings.redis, addr } });
    await second.ready();
    expect(await client.dbsize()).toBeGreaterThan(750);
    await second.close();
  } finally {
    client.disconnect();
    await server.stop();
  }
});

test("CACHE_TTL: every entry runs out", async () => {
  setup = await setUp({ CACHE_TTL: "1h" });
  await (await setup.start()).ready();
  for (const kind of ["flags", "company", "user"]) {
    const [key = ""] = await setup.client.keys(`schematic:${kind}:*`);
    expect(await setup.client.pttl(key)).toBeGreaterThan(3_000_000);
  }
});

test("CACHE_CLEANUP_INTERVAL: other versions' keys go, nothing else does", async () => {
  setup = await setUp({ CACHE_CLEANUP_INTERVAL: "50ms" });
  const old = ["flags:0ld:f", "company:0ld:comp_1", "company:0ld:id:a", "user:0ld:user_1"];
  const others = ["datastream:something", "credit-lease:comp_1:credit_1"].map((key) => `schematic:${key}`);
  for (const key of [...old.map((key) => `schematic:${key}`), ...others, "app:company:0ld:1"])
    await setup.client.set(key, "1");
  const replicator = await setup.start();
  await replicator.ready();
  await eventually(
    () => setup.client.keys("schematic:*:0ld:*"),
    (keys) => keys.length === 0,
  );
  expect(await setup.client.exists(...others, "app:company:0ld:1")).toBe(3);
  expect(await setup.client.keys("schematic:company:*")).toHaveLength(750);
  // A round is counted at its end.
  const { counts } = await eventually(
    () => debug(replicator),
    (found) => Number(found.counts.keys_cleaned) > 0,
  );
  expect(counts.keys_cleaned).toBe(old.length);
});

test("USE_ASYNC_LOADING=false: a full load after every reconnect, no replay", async () => {
  setup = await setUp({ USE_ASYNC_LOADING: "false" });
  const replicator = await setup.start();
  await replicator.ready();
  expect((await debug(replicator)).replay.enabled).toBe(false);
  setup.emulator.faults.stream.killSockets();
  await capture(setup.emulator, "company-4", 2);
  await eventually(
    () => debug(replicator),
    ({ counts, values }) => Number(counts.full_loads) >= 2 && values.ready === 1,
  );
  await replicator.ready();
  const [lookup = ""] = await setup.client.keys("schematic:company:*:id:company-4");
  const id = JSON.parse((await setup.client.get(lookup)) ?? '""');
  const [entry = ""] = await setup.client.keys(`schematic:company:*:${id}`);
  await eventually(
    async () => JSON.parse((await setup.client.get(entry)) ?? "{}").metrics as Record<string, unknown>[],
    (metrics) =>
      metrics.some((one) => one.event_subtype === "call" && one.period === "all_time" && one.value === 2),
  );
});

test("a server that says reload, and one whose replay does not reach back", async () => {
  setup = await setUp();
  const first = await setup.start();
  await first.ready();
  setup.emulator.setPlan({ id: "company-0" }, "pro");
  setup.emulator.reset();
  await eventually(
    () => debug(first),
    ({ counts, values }) => Number(counts.full_loads) >= 2 && values.ready === 1,
  );
  await first.close();
  await setup.client.set(setup.settings.replay.cursorKey, "1-0");
  const second = await setup.start();
  await eventually(
    () => debug(second),
    ({ counts, values }) => counts.full_loads === 1 && values.ready === 1,
  );
});

test("REPLAY_DISABLED, REPLAY_CURSOR_KEY, WRITER_LOCK_KEY and WRITER_LOCK_DISABLED", async () => {
  setup = await setUp({ REPLAY_CURSOR_KEY: "my:cursor", WRITER_LOCK_KEY: "my:lock" });
  const first = await setup.start();
  await first.ready();
  await capture(setup.emulator, "company-1", 1);
  await eventually(
    () => setup.client.exists("my:cursor"),
    (found) => found === 1,
  );
  expect(await setup.client.exists("my:lock")).toBe(1);
  await first.close();
  expect(await setup.client.exists("my:lock")).toBe(0);
  const writerLock = { ...setup.settings.writerLock, disabled: true };
  const replay = { ...setup.settings.replay, disabled: true };
  const second = await setup.start({ writerLock, replay });
  await second.ready();
  expect(await setup.client.exists("my:lock")).toBe(0);
  // The cursor exists and is not read.
  expect((await debug(second)).counts.full_loads).toBe(1);
});

test("ASYNC_LOADER_PAGE_SIZE", async () => {
  setup = await setUp({ ASYNC_LOADER_PAGE_SIZE: "50", ASYNC_LOADER_MAX_CONCURRENT_REQUESTS: "1" });
  await (await setup.start()).ready();
  // 250 companies are five full pages and an empty one.
  expect(requests("GET /companies")).toBe(6);
});

test("every variable of the published replicator is read", () => {
  // Nothing is started here.
  setup = { close: async () => {} } as Setup;
  const settings = readSettings({
    SCHEMATIC_API_KEY: "sch_1",
    SCHEMATIC_API_URL: "https://api.example.com/",
    SCHEMATIC_DATASTREAM_URL: "wss://stream.example.com/datastream",
    REDIS_ADDR: "redis.example.com:6380",
    REDIS_PASSWORD: "pw",
    REDIS_DB: "2",
    REDIS_TLS: "true",
    REDIS_CLUSTER_MODE: "false",
    REDIS_CLUSTER_ADDRS: "",
    CACHE_TTL: "1m",
    CACHE_CLEANUP_INTERVAL: "2m",
    CACHE_AUDIT_INTERVAL: "4m",
    HEALTH_PORT: "9000",
    LOG_LEVEL: "warn",
    WS_PING_INTERVAL: "11s",
    WS_PONG_WAIT: "12s",
    NUM_WORKERS: "3",
    BATCH_SIZE: "6",
    BATCH_TIMEOUT: "7ms",
    COMPANY_CHANNEL_SIZE: "1",
    USER_CHANNEL_SIZE: "2",
    FLAGS_CHANNEL_SIZE: "3",
    CIRCUIT_BREAKER_THRESHOLD: "4",
    CIRCUIT_BREAKER_TIMEOUT: "5s",
    USE_ASYNC_LOADING: "false",
    ASYNC_LOADER_PAGE_SIZE: "8",
    ASYNC_LOADER_CIRCUIT_BREAKER_THRESHOLD: "9",
    ASYNC_LOADER_CIRCUIT_BREAKER_TIMEOUT: "10s",
    ASYNC_LOADER_MAX_CONCURRENT_REQUESTS: "11",
    ASYNC_LOADER_RATE_LIMIT_RPS: "12",
    REPLAY_DISABLED: "true",
    REPLAY_CURSOR_KEY: "c",
    WRITER_LOCK_DISABLED: "true",
    WRITER_LOCK_KEY: "l",
    WRITER_LOCK_TTL: "13s",
    REDIS_ENABLE_MAINTENANCE_NOTIFICATIONS: "true",
    HEALTH_HOST: "127.0.0.1",
    READY_MAX_LAG: "8s",
  });
  expect(settings).toEqual({
    apiKey: "sch_1",
    apiUrl: "https://api.example.com",
    datastreamUrl: "wss://stream.example.com/datastream",
    redis: { addr: "redis.example.com:6380", password: "pw", db: 2, tls: true, cluster: undefined },
    cacheTtlMs: 60_000,
    cleanupIntervalMs: 120_000,
    auditIntervalMs: 240_000,
    healthPort: 9_000,
    healthHost: "127.0.0.1",
    readyMaxLagMs: 8_000,
    logLevel: "warn",
    pingIntervalMs: 11_000,
    pongWaitMs: 12_000,
    batchSize: 6,
    batchTimeoutMs: 7,
    maxQueued: 6,
    loader: {
      async: false,
      pageSize: 8,
      maxConcurrentRequests: 11,
      requestsPerSecond: 12,
      circuitThreshold: 9,
      circuitTimeoutMs: 10_000,
    },
    replay: { disabled: true, cursorKey: "c" },
    writerLock: { disabled: true, key: "l", ttlMs: 13_000, acquireTimeoutMs: 300_000 },
  });
});
