import { SchematicClient } from "@schematic/core";
import type { ScoreboardResult } from "@schematic-internal/testing";
import { RedisCache, type RedisClient } from "../src/index";

const quiet = { error() {}, warn() {}, info() {}, debug() {} };

/** A client whose flag checks are cached in a Redis that something happens to, and a REST API that never fails. */
export interface Checking {
  readonly client: SchematicClient;
  readonly cache: RedisCache;
  /** Commands given to a Redis client that said it was not ready. */
  strayCommands(): number;
  close(): Promise<void>;
}

export function checking(redis: RedisClient): Checking {
  const stray = countStrays(redis as Watched);
  const cache = new RedisCache(redis, { prefix: "scoreboard", ttl: 60_000, logger: quiet });
  const answer = JSON.stringify({ data: { flag: "f", value: true, reason: "r" }, params: {} });
  const client = new SchematicClient({
    apiKey: "key",
    logger: quiet,
    cacheProviders: { flagChecks: [cache as never] },
    // At once: what a check takes beyond this is what Redis adds to it.
    fetch: async () => new Response(answer, { headers: { "content-type": "application/json" } }),
  });
  return { client, cache, strayCommands: () => stray.count, close: () => client.close() };
}

interface Watched {
  status?: string;
  isReady?: boolean;
  call?(...args: unknown[]): Promise<unknown>;
  sendCommand?(...args: unknown[]): Promise<unknown>;
}

function countStrays(redis: Watched): { count: number } {
  const stray = { count: 0 };
  const name = redis.call ? "call" : "sendCommand";
  const send = redis[name]?.bind(redis);
  redis[name] = (...args) => {
    const ready = redis.status === undefined ? redis.isReady !== false : redis.status === "ready";
    if (!ready) stray.count++;
    return send?.(...args) ?? Promise.resolve();
  };
  return stray;
}

export interface Phase {
  checks: number;
  wrong: number;
  /** The first check pays the time limit, the others nothing while the circuit is open. */
  slowestMs: number;
  medianMs: number;
}

/** Checks one after another for as long, each for another company, so that none is answered from before. */
export async function checkFor({ client }: Checking, ms: number): Promise<Phase> {
  const times: number[] = [];
  let wrong = 0;
  const end = performance.now() + ms;
  while (performance.now() < end) {
    const began = performance.now();
    const value = await client
      .checkFlag({ company: { id: `${began}-${times.length}` } }, "f")
      .catch(() => undefined);
    times.push(performance.now() - began);
    if (value !== true) wrong++;
    // A busy loop would keep the sockets from being heard.
    await new Promise((resolve) => setImmediate(resolve));
  }
  times.sort((a, b) => a - b);
  return {
    checks: times.length,
    wrong,
    slowestMs: times.at(-1) ?? 0,
    medianMs: times[times.length >> 1] ?? 0,
  };
}

/** Time until the cache takes and gives back values again, ms. */
export async function recovery({ cache }: Checking): Promise<number> {
  const began = performance.now();
  for (let i = 0; performance.now() - began < 30_000; i++) {
    const key = `recovery-${i}`;
    const value = await cache
      .set(key, i)
      .then(() => cache.get(key))
      .catch(() => undefined);
    if (value === i) return performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return Number.POSITIVE_INFINITY;
}

export function resultOf(during: Phase, recoveredMs: number, strays: number): ScoreboardResult {
  const added = `+${during.slowestMs.toFixed(0)} ms at most, median ${during.medianMs.toFixed(2)} ms`;
  const recovered = Number.isFinite(recoveredMs) ? 1 : 0;
  return {
    figure: `${during.checks} checks, ${during.wrong} wrong, ${added}, back after ${recoveredMs.toFixed(0)} ms, ${strays} stray commands`,
    holds:
      during.wrong === 0 &&
      strays === 0 &&
      during.slowestMs <= 50 &&
      during.medianMs < 5 &&
      recoveredMs <= 2_000,
    counts: { wrong: during.wrong, recovered, strays },
  };
}
