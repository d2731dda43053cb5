import type { Logger } from "@schematic/core";
import { type Emulator, type Seed, startEmulator } from "@schematic/emulator";
import { type RedisServer, startRedis } from "@schematic-internal/testing";
import { Redis } from "ioredis";
import { type Replicator, type ReplicatorSettings, readSettings, startReplicator } from "../src/index";

export const quiet: Logger = { error() {}, warn() {}, info() {}, debug() {} };

/** Enough for three pages of companies. */
export const seed: Seed = {
  features: [{ key: "calls", event: "call" }, { key: "export" }],
  plans: [
    { key: "free", entitlements: [{ feature: "calls", limit: 3 }] },
    { key: "pro", entitlements: [{ feature: "calls", limit: 100 }, { feature: "export" }] },
  ],
  flags: [
    {
      key: "beta",
      rules: [
        { value: true, when: [{ type: "trait" as const, trait: "seats", op: "gte" as const, value: 5 }] },
      ],
    },
    { key: "Mixed-Case", default: true },
  ],
  companies: Array.from({ length: 250 }, (_, i) => ({
    keys: { id: `company-${i}`, Domain: `C${i}.example` },
    plan: i % 2 === 0 ? "free" : "pro",
    traits: { seats: i },
  })),
  users: Array.from({ length: 120 }, (_, i) => ({
    keys: { email: `U${i}@example.com` },
    traits: { role: i === 0 ? "owner" : "member" },
  })),
  overrides: [{ company: { id: "company-2" }, feature: "export" }],
};

export interface Setup {
  emulator: Emulator;
  redis: RedisServer;
  client: Redis;
  settings: ReplicatorSettings;
  start(changes?: Partial<ReplicatorSettings>): Promise<Replicator>;
  close(): Promise<void>;
}

/** An emulator, a Redis of its own, and replicators between them. */
export async function setUp(env: Record<string, string> = {}): Promise<Setup> {
  const [emulator, redis] = await Promise.all([startEmulator({ seed }), startRedis()]);
  const client = new Redis(redis.url, { retryStrategy: () => 50 });
  client.on("error", () => {});
  const settings = readSettings({
    SCHEMATIC_API_KEY: emulator.apiKey,
    SCHEMATIC_API_URL: emulator.url,
    REDIS_ADDR: `127.0.0.1:${redis.port}`,
    HEALTH_PORT: "0",
    ASYNC_LOADER_RATE_LIMIT_RPS: "1000",
    // Long enough for a busy machine to renew it in time: one that ran out is a reason to load everything again.
    WRITER_LOCK_TTL: "9s",
    ...env,
  });
  const replicators: Replicator[] = [];
  return {
    emulator,
    redis,
    client,
    settings,
    async start(changes = {}) {
      const replicator = await startReplicator({ ...settings, ...changes }, { logger: quiet });
      replicators.push(replicator);
      return replicator;
    },
    async close() {
      await Promise.all(replicators.map((replicator) => replicator.close()));
      client.disconnect();
      await Promise.all([emulator.close(), redis.stop()]);
    },
  };
}

/** Repeats a read until its result holds. Redis reports no single keys by default. */
export async function eventually<T>(look: () => Promise<T>, holds: (found: T) => boolean): Promise<T> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const found = await look();
    if (holds(found)) return found;
    if (performance.now() > deadline) throw new Error(`never came true: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export async function debug(replicator: Replicator): Promise<{
  replay: { enabled: boolean; cursor: string };
  counts: Record<string, number>;
  values: Record<string, number>;
}> {
  return (await fetch(`${replicator.healthUrl}/debug`)).json();
}

/** Sends events as an SDK would. */
export async function capture(emulator: Emulator, company: string, count: number): Promise<void> {
  const events = Array.from({ length: count }, () => ({
    api_key: emulator.apiKey,
    type: "track",
    body: { event: "call", company: { id: company } },
    sent_at: new Date().toISOString(),
  }));
  const response = await fetch(`${emulator.captureUrl}/batch`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-schematic-api-key": emulator.apiKey },
    body: JSON.stringify({ events }),
  });
  if (!response.ok) throw new Error(`capture answered ${response.status}`);
}
