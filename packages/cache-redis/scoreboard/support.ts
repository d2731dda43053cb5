import { type Logger, SchematicClient } from "@schematic/core";
import type { ScoreboardResult } from "@schematic-internal/testing";
import { RedisCache, type RedisClient } from "../src/index";
import { Pauses } from "./pauses";

export const quiet: Logger = { error() {}, warn() {}, info() {}, debug() {} };

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
  const cache = cacheOn(redis);
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

/** A cache under this suite's prefix; `timeoutMs` by default as applications have it. */
export function cacheOn(redis: RedisClient, timeoutMs?: number): RedisCache {
  return new RedisCache(redis, {
    prefix: "scoreboard",
    ttl: 60_000,
    logger: quiet,
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
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
  /** For how long this process stood still during the slowest check. */
  pausedMs: number;
  /** The most that was left of a check without such a pause. */
  waitedMs: number;
  medianMs: number;
}

/** Checks one after another for as long, each for another company, so that none is answered from before. */
export async function checkFor({ client }: Checking, ms: number): Promise<Phase> {
  const times: number[] = [];
  const pauses = new Pauses();
  let wrong = 0;
  let waitedMs = 0;
  let slowestMs = 0;
  let pausedMs = 0;
  const end = performance.now() + ms;
  while (performance.now() < end) {
    pauses.begin();
    const began = performance.now();
    const value = await client
      .checkFlag({ company: { id: `${began}-${times.length}` } }, "f")
      .catch(() => undefined);
    const took = performance.now() - began;
    const paused = pauses.end();
    waitedMs = Math.max(waitedMs, took - paused);
    if (took > slowestMs) pausedMs = paused;
    slowestMs = Math.max(slowestMs, took);
    times.push(took);
    if (value !== true) wrong++;
    // A busy loop would keep the sockets from being heard.
    await new Promise((resolve) => setImmediate(resolve));
  }
  pauses.stop();
  times.sort((a, b) => a - b);
  return {
    checks: times.length,
    wrong,
    slowestMs,
    pausedMs,
    waitedMs,
    medianMs: times[times.length >> 1] ?? 0,
  };
}

/** Time until the cache accepts and returns values again, ms. */
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
  const paused = `this process stood still for ${during.pausedMs.toFixed(0)} of them`;
  const added = `+${during.slowestMs.toFixed(0)} ms at most (${paused}), median ${during.medianMs.toFixed(2)} ms`;
  const recovered = Number.isFinite(recoveredMs) ? 1 : 0;
  return {
    figure: `${during.checks} checks, ${during.wrong} wrong, ${added}, back after ${recoveredMs.toFixed(0)} ms, ${strays} stray commands`,
    holds:
      during.wrong === 0 &&
      strays === 0 &&
      during.waitedMs <= 50 &&
      during.medianMs < 5 &&
      recoveredMs <= 2_000,
    counts: { wrong: during.wrong, recovered, strays },
  };
}
