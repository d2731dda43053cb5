import { type RedisServer, startRedis } from "@schematic-internal/testing";
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WriterLockError } from "../src/index";
import { WriterLock, type WriterLockOptions } from "../src/lock/writer-lock";
import { eventually } from "./support";

// Whole scenarios with servers and processes, which take long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const KEY = "lock";
let server: RedisServer;
let redis: Redis;
const locks: WriterLock[] = [];

beforeEach(async () => {
  server = await startRedis();
  redis = new Redis(server.url, { commandTimeout: 500, retryStrategy: () => 20, maxRetriesPerRequest: 0 });
  redis.on("error", () => {});
});
afterEach(async () => {
  server.resume();
  await Promise.all(locks.splice(0).map((lock) => lock.release()));
  redis.disconnect();
  await server.stop();
});

function makeLock(options: Partial<WriterLockOptions> = {}): WriterLock {
  const lock = new WriterLock(redis, {
    disabled: false,
    key: KEY,
    ttlMs: 60_000,
    acquireTimeoutMs: 60_000,
    ...options,
  });
  locks.push(lock);
  return lock;
}

const signal = new AbortController().signal;
const listener = () => {
  const calls: string[] = [];
  return {
    calls,
    lost: () => void calls.push("lost"),
    vanished: () => void calls.push("vanished"),
    failed: (reason: string) => void calls.push(reason),
  };
};

test("is held from its acquisition to its release", async () => {
  const lock = makeLock();
  expect(lock.held).toBe(false);
  await lock.acquire(signal);
  expect(lock.held).toBe(true);
  expect(await redis.pttl(KEY)).toBeGreaterThan(0);
  await lock.release();
  expect([lock.held, await redis.exists(KEY)]).toEqual([false, 0]);
  expect(makeLock({ disabled: true }).held).toBe(true);
});

test("waits for another writer, says so, and takes over", async () => {
  const first = makeLock();
  const second = makeLock();
  await first.acquire(signal);
  const reasons: string[] = [];
  const acquiring = second.acquire(signal, (reason) => void reasons.push(reason));
  await eventually(
    async () => reasons.length,
    (count) => count > 1,
  );
  expect(reasons[0]).toContain(KEY);
  await first.release();
  await acquiring;
  expect(second.held).toBe(true);
});

test("gives up waiting after the time limit, or with its signal", async () => {
  await makeLock().acquire(signal);
  await expect(makeLock({ acquireTimeoutMs: 0 }).acquire(signal)).rejects.toThrow(WriterLockError);
  await expect(makeLock().acquire(AbortSignal.abort(new Error("closed")))).rejects.toThrow("closed");
});

test("is recognised as its own after the reply to its command was lost", async () => {
  const lock = makeLock({ acquireTimeoutMs: 0 });
  await lock.acquire(signal);
  await lock.acquire(signal);
  expect(lock.held).toBe(true);
});

test("is renewed past its life", async () => {
  const lock = makeLock({ ttlMs: 1_500 });
  await lock.acquire(signal);
  const token = await redis.get(KEY);
  const calls = listener();
  lock.keep(calls);
  const startedAt = performance.now();
  await eventually(
    async () => performance.now() - startedAt,
    (ms) => ms > 3_000,
  );
  // On a busy machine the lock may have run out and been taken again, but only by its owner.
  expect(await redis.get(KEY)).toBe(token);
  expect(calls.calls.includes("lost")).toBe(false);
});

test("that vanished is taken again, and reported", async () => {
  const lock = makeLock({ ttlMs: 600 });
  await lock.acquire(signal);
  const token = await redis.get(KEY);
  const calls = listener();
  lock.keep(calls);
  await redis.del(KEY);
  await eventually(
    async () => calls.calls,
    (all) => all.includes("vanished"),
  );
  expect(await redis.get(KEY)).toBe(token);
});

test("that another writer took is lost, and stays the other's", async () => {
  const lock = makeLock({ ttlMs: 600 });
  await lock.acquire(signal);
  const calls = listener();
  lock.keep(calls);
  await redis.set(KEY, "another");
  await eventually(
    async () => calls.calls,
    (all) => all.includes("lost"),
  );
  await lock.release();
  expect([await redis.get(KEY), await redis.pttl(KEY)]).toEqual(["another", -1]);
  expect(calls.calls.filter((one) => one === "lost")).toHaveLength(1);
});

test("that cannot be renewed is not held for longer than its life", async () => {
  const lock = makeLock({ ttlMs: 900 });
  await lock.acquire(signal);
  const calls = listener();
  lock.keep(calls);
  server.pause();
  await eventually(
    async () => lock.held,
    (held) => !held,
  );
  expect(lock.trouble).toBeDefined();
  server.resume();
  // It ran out while Redis stood still: it is taken again or renewed, and held again.
  await eventually(
    async () => lock.held,
    (held) => held,
  );
  expect(lock.trouble).toBeUndefined();
  expect(calls.calls.length).toBeGreaterThan(0);
});

test("for a user without EVAL, the reason names the command", async () => {
  const lock = makeLock({ ttlMs: 600 });
  await lock.acquire(signal);
  await redis.call("ACL", "SETUSER", "default", "-eval");
  const calls = listener();
  lock.keep(calls);
  await eventually(
    async () => calls.calls,
    (all) => all.some((one) => one.includes("NOPERM")),
  );
  expect(lock.trouble).toContain("EVAL");
  await redis.call("ACL", "SETUSER", "default", "+eval");
});
