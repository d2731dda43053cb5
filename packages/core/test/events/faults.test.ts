import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EventError } from "../../src/events";
import { CaptureServer, type Fault } from "./support/capture-server";
import { FakeClock } from "./support/fake-clock";
import { API_KEY, makeQueue, track } from "./support/make-queue";

let server: CaptureServer;
beforeEach(async () => {
  server = await CaptureServer.start();
});
afterEach(() => server.close());

/** These faults for the first requests, in order; then none. */
function first(...faults: Fault[]): void {
  server.fault = (_, index) => faults[index];
}

const status = (code: number, more: Partial<Fault & { kind: "status" }> = {}): Fault => ({
  kind: "status",
  status: code,
  ...more,
});

describe("faults of the server", () => {
  test("events that were taken without an answer are sent again under the same keys", async () => {
    first(
      { kind: "reset", accepted: true },
      { kind: "hang", accepted: true },
      status(503, { accepted: true }),
    );
    // Only the request that hangs may run out of time.
    const { queue } = makeQueue(server.url, { timeoutMs: 3_000 });
    for (let i = 0; i < 30; i++) track(queue, i);
    expect(await queue.close(60_000)).toBe(0);
    expect(server.counted).toBe(30);
    expect(server.repeated).toBe(90);
    expect(queue.status()).toMatchObject({ delivered: 30, dropped: 0, unresolved: 0 });
  });

  test("a success whose body never ends is no success: the events are sent again under the same keys", async () => {
    first({ kind: "slow-body", accepted: true });
    const { queue } = makeQueue(server.url, { timeoutMs: 300 });
    track(queue, 0);
    expect(await queue.close()).toBe(0);
    expect(server.requestCount).toBe(2);
    expect([server.counted, server.repeated]).toEqual([1, 1]);
    await server.when(() => server.openRequests === 0);
  });

  test("408, 425, 429, 500 and 503 are tried again", async () => {
    for (const code of [408, 425, 429, 500, 503]) {
      const before = server.requestCount;
      server.fault = (_, index) => (index === before ? status(code) : undefined);
      const { queue } = makeQueue(server.url);
      track(queue, 0);
      expect(await queue.close()).toBe(0);
      expect(server.requestCount - before).toBe(2);
    }
    expect(server.counted).toBe(5);
  });

  test("a redirect is not followed: no GET that counts as delivered, no key to another host, nothing lost", async () => {
    const other = await CaptureServer.start();
    const headers = { location: other.url };
    first(...[301, 302, 307, 308].map((code) => status(code, { headers })));
    const { queue, logs } = makeQueue(server.url);
    track(queue, 1);
    expect(await queue.flush()).toBe(0);
    expect(server.events).toHaveLength(1);
    expect(other.sockets).toBe(0);
    expect(other.requestCount).toBe(0);
    expect(logs.join()).toContain("eventCaptureBaseURL");
    await queue.close();
    await other.close();
  });

  test("413 halves the batch, and what is too large by itself is given up", async () => {
    const tooLarge = (bytes: number) => bytes > 20_000;
    server.fault = ({ bytes }) => (tooLarge(bytes) ? status(413) : undefined);
    const { queue, drops } = makeQueue(server.url);
    for (let i = 0; i < 99; i++) track(queue, i);
    queue.accept("track", { event: "big", traits: { text: "x".repeat(30_000) } });
    expect(await queue.close()).toBe(0);
    expect(server.counted).toBe(99);
    expect(drops).toEqual([{ count: 1, reason: "rejected", type: "track", error: expect.any(EventError) }]);
    expect(drops[0]?.error).toMatchObject({ code: "event_rejected", statusCode: 413 });
  });

  test("413 is learned from: later batches are small enough", async () => {
    let refusals = 0;
    server.fault = ({ bytes }) => {
      if (bytes <= 150_000) return undefined;
      refusals++;
      return status(413);
    };
    const { queue } = makeQueue(server.url, { concurrency: 1 });
    for (let n = 0; n < 1_000; n++) {
      queue.accept("track", { event: "e", company: { id: `c${n}` }, traits: { text: "x".repeat(2_000) } });
    }
    expect(await queue.close(60_000)).toBe(0);
    expect(server.counted).toBe(1_000);
    expect(refusals).toBe(1);
  });

  test.each([400, 404, 422])("%i takes only the bad events down, with their reason", async (code) => {
    const isBad = ({ body }: { body: Record<string, unknown> }) => body.event === "bad";
    server.fault = ({ events }) =>
      events.some(isBad) ? status(code, { body: `{"error":"no event bad, ${API_KEY}"}` }) : undefined;
    const { queue, drops, logs } = makeQueue(server.url);
    for (let i = 0; i < 100; i++) {
      if (i === 17 || i === 80) queue.accept("track", { event: "bad" });
      else track(queue, i);
    }
    expect(await queue.close()).toBe(0);
    expect(server.counted).toBe(98);
    expect(server.events.map(({ body }) => (body.traits as { n: number }).n)).toEqual(
      [...Array(100).keys()].filter((i) => i !== 17 && i !== 80),
    );
    expect(queue.status()).toMatchObject({ delivered: 98, dropped: 2 });
    expect(drops.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    expect(String(drops[0]?.error)).toContain("no event bad");
    expect(JSON.stringify([drops, logs])).not.toContain(API_KEY);
  });

  test("a server that takes fewer events a request says so once", async () => {
    server.fault = ({ events }) =>
      events.length > 10 ? status(400, { body: '{"error":"batch too large","max_size":10}' }) : undefined;
    const { queue } = makeQueue(server.url);
    for (let i = 0; i < 300; i++) track(queue, i, "one");
    expect(await queue.close()).toBe(0);
    expect(server.counted).toBe(300);
    // One batch was split (1 + 2 + 4 + 8 + 16 requests), the others had the right size from the start.
    expect(server.requestCount).toBeLessThanOrEqual(31 + 20);
  });

  test("order within a company holds through faults", async () => {
    const faults = [status(503), { kind: "reset", accepted: true } as const, status(413)];
    // Seldom enough that no event fails three times in a row, which would set it aside.
    server.fault = (_, index) => (index < 120 ? faults[index % 12] : undefined);
    const { queue } = makeQueue(server.url);
    for (let i = 0; i < 1500; i++) track(queue, i, `c${i % 150}`);
    expect(await queue.close(30_000)).toBe(0);
    expect(server.counted).toBe(1500);
    const last = new Map<unknown, number>();
    for (const { body } of server.events) {
      const { id } = body.company as { id: string };
      const { n } = body.traits as { n: number };
      expect(n).toBeGreaterThan(last.get(id) ?? -1);
      last.set(id, n);
    }
  });
});

test("close() sends an event again that failed by chance while others passed", async () => {
  let failures = 0;
  server.fault = ({ events }) => {
    const isUnlucky = events.some(({ body }) => body.event === "unlucky") && failures++ < 5;
    return isUnlucky ? status(500) : undefined;
  };
  const { queue } = makeQueue(server.url);
  queue.accept("track", { event: "unlucky", company: { id: "c" } });
  // Others that pass: the server is not taken to be down.
  for (let n = 0; n < 150; n++) track(queue, n, `c${n}`);
  expect(await queue.close(60_000)).toBe(0);
  expect(server.counted).toBe(151);
});

describe("waiting, by a clock that is moved", () => {
  /** Moves the clock until the server has seen `requests`. */
  async function until(clock: FakeClock, requests: number, stepMs: number): Promise<void> {
    let done = false;
    const seen = server
      .when(() => server.requestCount >= requests)
      .then(() => {
        done = true;
      });
    while (!done) {
      clock.advance(stepMs);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await seen;
  }

  test("401: one clear error, slow retries, nothing lost once the key is right", async () => {
    const clock = new FakeClock();
    server.fault = (_, index) => (index < 5 ? status(401, { body: '{"error":"bad key"}' }) : undefined);
    const { queue, logs } = makeQueue(server.url, { clock });
    for (let i = 0; i < 250; i++) track(queue, i);
    await until(clock, 6, 1000);
    await server.when(() => server.counted === 250);
    expect(logs.filter((line) => line.includes("event_capture_unauthorized"))).toHaveLength(1);
    expect(logs.join()).toContain("bad key");
    expect(Math.max(...clock.delays)).toBeLessThanOrEqual(60_000);
    const waits = clock.delays.filter((ms) => ms >= 5000 && ms !== 10_000);
    expect(waits.length).toBeGreaterThan(2);
    expect(queue.status()).toMatchObject({ dropped: 0, unresolved: 0 });
    await queue.close();
  });

  test("Retry-After is kept to, with jitter, also while a caller waits for a flush", async () => {
    const clock = new FakeClock();
    first(status(429, { headers: { "retry-after": "7" } }));
    const { queue } = makeQueue(server.url, { clock });
    track(queue, 0);
    const flushed = queue.flush(60_000);
    // The random number of this clock is 1: a quarter is added.
    await clock.armed(8750);
    clock.advance(8749);
    track(queue, 1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(server.requestCount).toBe(1);
    clock.advance(1);
    expect(await flushed).toBe(0);
    expect(server.counted).toBe(2);
    await queue.close();
  });

  test("what was never answered is sent again for 23 h, then reported; what was never sent goes", async () => {
    const clock = new FakeClock();
    server.fault = () => ({ kind: "reset" });
    const { queue, drops } = makeQueue(server.url, { clock });
    track(queue, 0);
    await until(clock, 20, 1000);
    clock.advance(22 * 3_600_000);
    await until(clock, server.requestCount + 1, 1000);
    const { queued, inFlight, unresolved } = queue.status();
    expect({ held: queued + inFlight, unresolved }).toEqual({ held: 1, unresolved: 0 });
    clock.advance(3_600_000);
    server.fault = undefined;
    track(queue, 1);
    await until(clock, server.requestCount + 1, 1000);
    expect(await queue.flush()).toBe(0);
    expect(queue.status()).toMatchObject({ delivered: 1, unresolved: 1, dropped: 0 });
    expect(drops).toEqual([expect.objectContaining({ count: 1, reason: "unresolved" })]);
    await queue.close();
  });
});
