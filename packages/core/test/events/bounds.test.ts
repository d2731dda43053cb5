import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { EventDrop } from "../../src/contracts/events";
import { CaptureServer } from "./support/capture-server";
import { makeQueue, track } from "./support/make-queue";

let server: CaptureServer;
beforeEach(async () => {
  server = await CaptureServer.start();
});
afterEach(() => server.close());

const answer = { flagKey: "f", value: true, reason: "r" };

function total(drops: EventDrop[], type: string): number {
  return drops.filter((drop) => drop.type === type).reduce((sum, { count }) => sum + count, 0);
}

describe("onFull: drop", () => {
  test("gives up flag checks first, then the oldest events; all counted and reported", async () => {
    server.fault = () => ({ kind: "hang" });
    const { queue, drops, logs } = makeQueue(server.url, { maxQueueSize: 1000, flushIntervalMs: 1 });
    for (let i = 0; i < 500; i++) queue.acceptFlagCheck(answer, { company: { id: String(i) } });
    for (let i = 0; i < 800; i++) track(queue, i, `c${i}`);
    await server.when(() => server.requestCount > 0);
    expect(queue.status().dropped).toBe(300);
    expect([total(drops, "flag_check"), total(drops, "track")]).toEqual([300, 0]);
    // No room for a flag check that only an event could make.
    for (let i = 0; i < 2000; i++) track(queue, 1000 + i, `d${i}`);
    queue.acceptFlagCheck(answer, {});
    expect(queue.status().queued + queue.status().inFlight).toBe(1000);
    await Promise.resolve();
    const dropped = queue.status().dropped;
    expect(total(drops, "flag_check") + total(drops, "track")).toBe(dropped);
    expect(2301 + 1000 - dropped).toBe(1000);
    expect(drops.every(({ reason, error }) => reason === "queue_full" && error !== undefined)).toBe(true);
    expect(logs.join()).toContain("event_queue_full");
    await queue.close(0);
  });

  test("settles of credits are not dropped for other events", async () => {
    const { queue } = makeQueue(server.url, { maxQueueSize: 10 });
    queue.accept("track", { event: "tokens", quantity: 1, leaseId: "lse_1" }, { idempotencyKey: "a" });
    queue.accept("track", { event: "tokens", quantity: 2, reservationId: "rsv_1" }, { idempotencyKey: "b" });
    for (let i = 0; i < 50; i++) track(queue, i);
    await queue.close();
    const bodies = server.events.map(({ body }) => body as { lease_id?: string; reservation_id?: string });
    expect(bodies).toHaveLength(10);
    expect(bodies[0]?.lease_id).toBe("lse_1");
    expect(bodies[1]?.reservation_id).toBe("rsv_1");
  });

  test("the newest events stay", async () => {
    const left = makeQueue(server.url, { maxQueueSize: 10 });
    for (let i = 0; i < 25; i++) track(left.queue, i);
    await left.queue.close();
    expect(server.events.map(({ body }) => (body.traits as { n: number }).n)).toEqual(
      [...Array(25).keys()].slice(15),
    );
  });

  test("bounds bytes as well as events", async () => {
    const { queue, drops } = makeQueue(server.url, { maxQueueBytes: 100_000 });
    for (let i = 0; i < 20; i++)
      queue.accept("track", { event: "e", traits: { i, text: "x".repeat(9_000) } });
    queue.accept("track", { event: "never fits", traits: { text: "x".repeat(200_000) } });
    expect(queue.status().queued).toBe(10);
    expect(await queue.close()).toBe(0);
    expect(server.counted).toBe(10);
    expect(total(drops, "track")).toBe(11);
  });

  test("delivered events free their bytes", async () => {
    const { queue, drops } = makeQueue(server.url, { maxQueueBytes: 100_000 });
    for (let round = 1; round <= 3; round++) {
      for (let n = 0; n < 10; n++) queue.accept("track", { event: "e", traits: { text: "x".repeat(9_000) } });
      expect(await queue.flush()).toBe(0);
      expect(server.counted).toBe(10 * round);
    }
    expect(drops).toEqual([]);
    await queue.close();
  });
});

describe("onFull: wait", () => {
  test("accept's promise waits for room, and every event arrives", async () => {
    server.fault = () => ({ kind: "delay", ms: 2 });
    const { queue, drops } = makeQueue(server.url, { maxQueueSize: 100, onFull: "wait", flushIntervalMs: 1 });
    let waited = 0;
    let most = 0;
    for (let i = 0; i < 3000; i++) {
      const room = track(queue, i, `c${i % 300}`);
      if (room !== undefined) waited++;
      await room;
      most = Math.max(most, queue.status().queued + queue.status().inFlight);
    }
    expect(await queue.close()).toBe(0);
    expect(server.counted).toBe(3000);
    expect(waited).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(101);
    expect(drops).toEqual([]);
  });

  test("waiting callers continue when the queue closes, and callers that do not await are bounded too", async () => {
    server.fault = () => ({ kind: "hang" });
    const { queue } = makeQueue(server.url, { maxQueueSize: 10, onFull: "wait" });
    const waits = [...Array(30).keys()].map((i) => track(queue, i));
    expect(waits.filter((wait) => wait !== undefined)).toHaveLength(10);
    expect(queue.status()).toMatchObject({ queued: 20, dropped: 10 });
    queue.acceptFlagCheck(answer, {});
    expect(queue.status().dropped).toBe(11);
    expect(await queue.close(10)).toBe(20);
    await Promise.all(waits);
    expect(queue.status().dropped).toBe(31);
  });
});

describe("flag checks", () => {
  test("unique: equal results of equal checks once, off: none", async () => {
    const unique = makeQueue(server.url, { flagChecks: "unique" }).queue;
    const off = makeQueue(server.url, { flagChecks: "off" }).queue;
    for (const queue of [unique, off]) {
      for (let i = 0; i < 100; i++) queue.acceptFlagCheck(answer, { company: { id: String(i % 2) } });
      queue.acceptFlagCheck({ ...answer, value: false }, { company: { id: "1" } });
    }
    await Promise.all([unique.close(), off.close()]);
    expect(server.counted).toBe(3);
  });
});
