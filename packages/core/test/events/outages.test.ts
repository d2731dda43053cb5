import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { EventQueue } from "../../src/events";
import { CaptureServer } from "./support/capture-server";
import { FakeClock } from "./support/fake-clock";
import { makeQueue, track } from "./support/make-queue";

const HOUR_MS = 3_600_000;

let server: CaptureServer;
let clock: FakeClock;
beforeEach(async () => {
  server = await CaptureServer.start();
  clock = new FakeClock(() => 0);
});
afterEach(() => server.close());

/** Moves the clock, each second of it after the responses to all requests, so that none times out. */
async function pass(queue: EventQueue, ms: number): Promise<void> {
  for (let left = ms; left >= 0; left -= 1_000) {
    clock.advance(Math.min(left, 1_000));
    do await new Promise((resolve) => setImmediate(resolve));
    while (queue.status().inFlight > 0);
  }
}

const refuse = (status: number, headers: Record<string, string> = {}): void => {
  server.fault = () => ({ kind: "status", status, headers });
};

test("every flush interval sends what came in since the one before", async () => {
  const { queue } = makeQueue(server.url, { clock });
  for (let n = 0; n < 4; n++) {
    track(queue, n);
    await pass(queue, 999);
    expect(server.counted).toBe(n);
    await pass(queue, 1);
    expect(server.counted).toBe(n + 1);
  }
  await queue.close();
});

describe("a key that is not accepted", () => {
  test.each([401, 402, 403])(
    "%i: events stay, one error names the key, and they arrive later",
    async (status) => {
      refuse(status);
      const { queue, logs, drops } = makeQueue(server.url, { clock });
      for (let n = 0; n < 250; n++) track(queue, n, `c${n}`);
      for (let i = 0; i < 60; i++) await pass(queue, 1_000);
      expect(queue.status()).toMatchObject({ queued: 250, delivered: 0, dropped: 0 });
      expect(logs).toHaveLength(1);
      expect(logs[0]).toMatch(/check the API key.*event_capture_unauthorized/);
      server.fault = undefined;
      for (let i = 0; i < 60; i++) await pass(queue, 1_000);
      expect(server.counted).toBe(250);
      expect(drops).toEqual([]);
      await queue.close();
    },
  );

  test("a request refused for it counts nothing: after 23 h the event is rejected", async () => {
    refuse(401);
    const { queue, drops } = makeQueue(server.url, { clock });
    track(queue, 0);
    await pass(queue, 1_000);
    clock.jump(23 * HOUR_MS);
    await pass(queue, 60_000);
    expect(drops).toEqual([expect.objectContaining({ count: 1, reason: "rejected" })]);
    await queue.close();
  });
});

test("5xx for 23 h: the events may have been counted, so they are unresolved", async () => {
  refuse(500);
  const { queue, drops } = makeQueue(server.url, { clock });
  track(queue, 0);
  await pass(queue, 1_000);
  clock.jump(23 * HOUR_MS - 30_000);
  await pass(queue, 10_000);
  expect(queue.status().queued).toBe(1);
  clock.jump(30_000);
  await pass(queue, 1_000);
  expect(queue.status()).toMatchObject({ queued: 0, dropped: 0, unresolved: 1 });
  expect(drops).toEqual([expect.objectContaining({ count: 1, reason: "unresolved" })]);
  await queue.close();
});

test("a server that is away gets one event at a time, a different one each time, every 30 s at least", async () => {
  refuse(503);
  const { queue, logs } = makeQueue(server.url, { clock });
  for (let n = 0; n < 2_000; n++) track(queue, n, `c${n}`);
  for (let i = 0; i < 200; i++) await pass(queue, 1_000);
  // Four failures in a row find out that the server is away; each of the first three freed a place for another batch.
  const sizes = server.requests.map(({ events }) => events.length);
  const probes = server.requests.slice(7);
  expect(probes.length).toBeGreaterThan(5);
  expect(sizes.slice(7).every((size) => size === 1)).toBe(true);
  expect(new Set(probes.map(({ events }) => events[0]?.idempotency_key)).size).toBe(probes.length);
  expect(Math.max(...clock.delays.filter((ms) => ms !== 10_000))).toBeLessThanOrEqual(30_000);
  expect(logs.filter((line) => line.includes("event_capture_unavailable"))).toHaveLength(1);
  server.fault = undefined;
  for (let i = 0; i < 60; i++) await pass(queue, 1_000);
  expect(server.counted).toBe(2_000);
  await queue.close();
});

test("of two waits that the server asks for, the longer one counts, and a caller that waits changes neither", async () => {
  server.fault = (_, index) => ({
    kind: "status",
    status: 429,
    headers: { "retry-after": index % 2 === 0 ? "60" : "1" },
  });
  const { queue } = makeQueue(server.url, { clock });
  for (let n = 0; n < 400; n++) track(queue, n, `c${n}`);
  await pass(queue, 1_000);
  const first = server.requestCount;
  const flushed = queue.flush(HOUR_MS);
  await pass(queue, 59_000);
  expect(server.requestCount).toBe(first);
  server.fault = undefined;
  for (let i = 0; i < 100; i++) await pass(queue, 1_000);
  expect(await flushed).toBe(0);
  expect(server.counted).toBe(400);
  await queue.close();
});

describe("a caller that waits for delivery", () => {
  test("its waits are short, and those of the others stay as they are afterwards", async () => {
    refuse(503);
    const { queue } = makeQueue(server.url, { clock });
    track(queue, 0);
    const flushed = queue.flush(10_000);
    for (let i = 0; i < 100; i++) await pass(queue, 100);
    expect(await flushed).toBe(1);
    const during = server.requestCount;
    expect(during).toBeGreaterThanOrEqual(8);
    for (let i = 0; i < 100; i++) await pass(queue, 1_000);
    // Up to 24 s now, and 10 would be a request per second of the first ten.
    expect(server.requestCount - during).toBeLessThanOrEqual(8);
    server.fault = undefined;
    await queue.close();
  });

  test("one whose timers stopped, as on Workers, shortens no later waits", async () => {
    refuse(503);
    /** Timers that were set while this is false never fire. */
    let isAlive = false;
    const mortal = new FakeClock(() => 0);
    clock = mortal;
    const setTimer = mortal.setTimer.bind(mortal);
    mortal.setTimer = (fn, delayMs) => setTimer(isAlive ? fn : () => undefined, delayMs);
    const { queue } = makeQueue(server.url, { clock: mortal });
    track(queue, 0);
    void queue.flush(10_000);
    await pass(queue, 0);
    isAlive = true;
    await pass(queue, 30_000);
    track(queue, 1);
    const before = server.requestCount;
    for (let i = 0; i < 100; i++) await pass(queue, 1_000);
    expect(server.requestCount - before).toBeLessThanOrEqual(20);
    server.fault = undefined;
    for (let i = 0; i < 60; i++) await pass(queue, 1_000);
    expect(server.counted).toBe(2);
    await queue.close();
  });
});
