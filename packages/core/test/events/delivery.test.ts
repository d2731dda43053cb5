import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CaptureServer } from "./support/capture-server";
import { API_KEY, makeQueue, track } from "./support/make-queue";

let server: CaptureServer;
beforeEach(async () => {
  server = await CaptureServer.start();
});
afterEach(() => server.close());

describe("delivery", () => {
  test("sends identify, track and flag_check in wire form", async () => {
    const { queue } = makeQueue(server.url);
    queue.accept("identify", {
      keys: { user_id: "u1", aB: "x" },
      name: "Ann",
      traits: { seatsUsed: 3, since: new Date(0) },
      company: { keys: { cK: "2" }, name: "n", traits: { a: [1, null] } },
    });
    queue.accept(
      "track",
      { event: "e", company: { aB: "1" }, user: { id: "u" }, quantity: 0, leaseId: "l", reservationId: "r" },
      {
        idempotencyKey: "i1",
        sentAt: new Date("2024-05-06T07:08:09.010Z"),
        trustedClientClock: true,
        backfill: true,
      },
    );
    const answer = {
      flagKey: "f",
      value: true,
      reason: "why",
      flagId: "flag_1",
      ruleId: "r",
      companyId: "c",
    };
    queue.acceptFlagCheck(answer, { company: { id: "1" } }, { usage: 1 });
    queue.acceptFlagCheck(
      { flagKey: "f", value: false, reason: "no", err: "bad", userId: "u" },
      { user: { u: "1" } },
    );
    const before = Date.now();
    expect(await queue.close()).toBe(0);
    const [identify, tracked, check, failed] = server.events;
    expect(identify).toEqual({
      api_key: API_KEY,
      type: "identify",
      body: {
        keys: { user_id: "u1", aB: "x" },
        name: "Ann",
        traits: { seatsUsed: 3, since: "1970-01-01T00:00:00.000Z" },
        company: { keys: { cK: "2" }, name: "n", traits: { a: [1, null] } },
      },
      sent_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      idempotency_key: expect.any(String),
    });
    expect(Math.abs(Date.parse(String(identify?.sent_at)) - before)).toBeLessThan(60_000);
    expect(tracked).toEqual({
      api_key: API_KEY,
      type: "track",
      body: {
        event: "e",
        company: { aB: "1" },
        user: { id: "u" },
        quantity: 0,
        lease_id: "l",
        reservation_id: "r",
      },
      sent_at: "2024-05-06T07:08:09.010Z",
      idempotency_key: "i1",
      trusted_client_clock: true,
      backfill: true,
    });
    expect(check?.body).toEqual({
      flag_key: "f",
      value: true,
      reason: "why",
      flag_id: "flag_1",
      rule_id: "r",
      company_id: "c",
      req_company: { id: "1" },
      preflight: true,
    });
    expect(failed?.body).toEqual({
      flag_key: "f",
      value: false,
      reason: "no",
      error: "bad",
      user_id: "u",
      req_user: { u: "1" },
    });
    expect(server.requests[0]?.headers).toMatchObject({
      "x-schematic-api-key": API_KEY,
      "content-type": "application/json",
    });
  });

  test("a later change of the caller's objects does not alter the event", async () => {
    const { queue } = makeQueue(server.url);
    const company = { id: "1" };
    const traits = { list: [{ a: 1 }] };
    queue.accept("track", { event: "e", company, traits });
    const answer = { flagKey: "f", value: true, reason: "" };
    queue.acceptFlagCheck(answer, { company });
    const user = { id: "u", mail: "m" };
    queue.acceptFlagCheck(answer, { company: { id: 5, no: null } as never, user });
    user.mail = "other";
    answer.value = false;
    company.id = "2";
    traits.list[0]!.a = 2;
    traits.list.push({ a: 3 });
    await queue.close();
    expect(server.events[0]?.body).toMatchObject({ company: { id: "1" }, traits: { list: [{ a: 1 }] } });
    expect(server.events[1]?.body).toMatchObject({ value: true, req_company: { id: "1" } });
    // Several keys, and keys that are no texts.
    expect(server.events[2]?.body).toMatchObject({
      req_company: { id: "5" },
      req_user: { id: "u", mail: "m" },
    });
  });

  test("sends at the interval, and a full batch before it", async () => {
    const slow = makeQueue(server.url, { flushIntervalMs: 60_000 });
    for (let i = 0; i < 250; i++) track(slow.queue, i, `c${i}`);
    await server.when(() => server.counted === 200);
    expect(slow.queue.status().queued).toBe(50);
    await slow.queue.close();
    const quick = makeQueue(server.url, { flushIntervalMs: 20 });
    track(quick.queue, 0);
    await server.when(() => server.counted === 251);
    await quick.queue.close();
  });

  test("keeps several requests on their way, a company's events in order", async () => {
    server.fault = () => ({ kind: "delay", ms: Math.random() * 10 });
    const { queue } = makeQueue(server.url);
    for (let i = 0; i < 4000; i++) track(queue, i, `c${i % 7 === 0 ? 0 : i % 400}`);
    expect(await queue.close()).toBe(0);
    expect(server.counted).toBe(4000);
    expect(server.mostOpenRequests).toBeGreaterThan(1);
    // Four, and as many again while the first ones take longer than a second, as on a busy machine.
    expect(server.mostOpenRequests).toBeLessThanOrEqual(8);
    const last = new Map<string, number>();
    for (const { body } of server.events) {
      const { id } = body.company as { id: string };
      const { n } = body.traits as { n: number };
      expect(n).toBeGreaterThan(last.get(id) ?? -1);
      last.set(id, n);
    }
  });

  test("close delivers what came in while it ran, and says what was left", async () => {
    server.fault = () => ({ kind: "delay", ms: 5 });
    const { queue } = makeQueue(server.url);
    track(queue, 0);
    const closed = queue.close();
    track(queue, 1);
    expect(queue.close()).toBe(closed);
    expect(await closed).toBe(0);
    expect(server.counted).toBe(2);
    track(queue, 2);
    expect(queue.status()).toMatchObject({ queued: 0, inFlight: 0, delivered: 2, dropped: 1 });

    server.fault = () => ({ kind: "hang" });
    const hung = makeQueue(server.url);
    for (let i = 0; i < 150; i++) track(hung.queue, i);
    expect(await hung.queue.close(50)).toBe(150);
    expect(hung.drops).toEqual([expect.objectContaining({ count: 150, reason: "closed" })]);
    await server.when(() => server.openRequests === 0);
    expect(hung.logs).toHaveLength(1);
  });

  test("the constructor opens nothing, sets no timer and draws no random number", () => {
    const refuse = (): never => {
      throw new Error("not in a constructor");
    };
    makeQueue(server.url, {
      fetch: refuse,
      clock: { now: refuse, monotonic: refuse, random: refuse, setTimer: refuse },
    });
  });
});
