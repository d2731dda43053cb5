import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  afterRequest,
  type BatchState,
  type Conditions,
  type Decision,
  hurriedBatch,
  hurriedServer,
  isDown,
  isStalled,
  NEW_BATCH,
  NEW_SERVER,
  type Outcome,
  opensAt,
  type ServerState,
  suspectAfterMs,
} from "../../src/events/delivery/retry-schedule";

const CONCURRENCY = 4;
const HOUR_MS = 3_600_000;

const failed: Outcome = { kind: "failed" };

const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({ kind: fc.constant("delivered" as const), durationMs: fc.integer({ min: 1, max: 5_000 }) }),
  fc.constantFrom<Outcome>({ kind: "refused" }, { kind: "unauthorized" }, { kind: "timed-out" }),
  fc.record({
    kind: fc.constantFrom("throttled" as const, "failed" as const),
    serverMs: fc.option(fc.integer({ min: 0, max: 1e13 }), { nil: undefined }),
  }),
);

interface Request {
  readonly outcome: Outcome;
  readonly size: number;
  readonly pauseMs: number;
  readonly durationMs: number;
  readonly random: number;
  readonly hurried: boolean;
}

const requests: fc.Arbitrary<Request> = fc.record({
  outcome: outcomes,
  size: fc.integer({ min: 1, max: 100 }),
  pauseMs: fc.integer({ min: 0, max: 40_000 }),
  durationMs: fc.integer({ min: 0, max: 10_000 }),
  random: fc.double({ min: 0, max: 0.999_999, noNaN: true }),
  hurried: fc.boolean(),
});

/** Applies requests of one batch, one after another, and calls `check` for each decision. */
function follow(
  list: readonly Request[],
  check: (at: {
    request: Request;
    now: number;
    server: ServerState;
    batch: BatchState;
    next: Decision;
  }) => void,
): void {
  let server = NEW_SERVER;
  let batch = NEW_BATCH;
  let now = 1_000;
  for (const request of list) {
    const { size, random, hurried, outcome } = request;
    now += request.pauseMs;
    const startedAt = now;
    now += request.durationMs;
    const next = afterRequest(server, batch, outcome, {
      size: batch.isAside ? 1 : size,
      startedAt,
      now,
      random,
      concurrency: CONCURRENCY,
      hurried,
    });
    check({ request, now, server, batch, next });
    server = next.server;
    batch = next.batch;
  }
}

const histories = fc.array(requests, { minLength: 1, maxLength: 40 });

describe("any history of requests", () => {
  test("settles exactly what was delivered, and gives up only a single event that was refused", () => {
    fc.assert(
      fc.property(histories, (list) =>
        follow(list, ({ request: { outcome, size }, batch, next: { step } }) => {
          const isSingle = batch.isAside || size === 1;
          expect(step.kind === "settle").toBe(outcome.kind === "delivered");
          expect(step.kind === "reject").toBe(outcome.kind === "refused" && isSingle);
          if (step.kind === "set-aside") expect(isSingle).toBe(true);
          if (step.kind === "split") {
            expect(isSingle).toBe(false);
            expect(step.pieces).toBeGreaterThanOrEqual(2);
            expect(step.pieces).toBeLessThanOrEqual(size);
          }
        }),
      ),
    );
  });

  test("waits between repeats: at least the back-off, at least the server's wish, at most an hour and a quarter", () => {
    fc.assert(
      fc.property(histories, (list) =>
        follow(list, ({ request: { outcome }, now, next: { step, batch } }) => {
          if (step.kind !== "retry" && step.kind !== "set-aside") return;
          const wait = batch.notBefore - now;
          const wish = "serverMs" in outcome ? (outcome.serverMs ?? 0) : 0;
          const least = outcome.kind === "unauthorized" ? 5_000 : 500;
          expect(wait).toBeGreaterThanOrEqual(least);
          expect(wait).toBeGreaterThanOrEqual(Math.min(wish, HOUR_MS));
          expect(wait).toBeLessThanOrEqual(1.25 * Math.max(Math.min(wish, HOUR_MS), 480_000));
          if (step.kind === "set-aside") expect(wait).toBeGreaterThanOrEqual(30_000);
        }),
      ),
    );
  });

  test("a shorter wish of the server never ends a longer one, and only a success ends the back-off", () => {
    fc.assert(
      fc.property(histories, (list) =>
        follow(list, ({ request: { outcome }, now, server, next }) => {
          expect(next.server.askedUntil).toBeGreaterThanOrEqual(server.askedUntil);
          if (outcome.kind === "delivered") {
            expect(next.server).toMatchObject({ failures: 0, pauses: 0, lastSuccess: now });
            expect(next.server.backOffUntil).toBe(Number.NEGATIVE_INFINITY);
          } else {
            expect(next.server.backOffUntil).toBeGreaterThanOrEqual(server.backOffUntil);
            expect(next.server.failures).toBeGreaterThanOrEqual(server.failures);
          }
        }),
      ),
    );
  });

  test("an event that is set aside says nothing about the server", () => {
    fc.assert(
      fc.property(histories, (list) =>
        follow(list, ({ request: { outcome }, server, batch, next }) => {
          if (!batch.isAside || outcome.kind === "delivered") return;
          expect(next.server).toEqual(server);
          if (outcome.kind !== "refused") expect(next.step.kind).toBe("set-aside");
        }),
      ),
    );
  });
});

const BASE: Conditions = {
  size: 100,
  startedAt: 90_000,
  now: 100_000,
  random: 0,
  concurrency: CONCURRENCY,
  hurried: false,
};
const HEALTHY: ServerState = { ...NEW_SERVER, lastSuccess: 99_000, roundTripMs: 20 };

/** Applies the same failure again and again, each time when the batch may be sent. Returns the decisions. */
function repeat(outcome: Outcome, times: number, conditions: Partial<Conditions> = {}): Decision[] {
  const decisions: Decision[] = [];
  let server = NEW_SERVER;
  let batch = NEW_BATCH;
  let now = 100_000;
  for (let i = 0; i < times; i++) {
    const decision = afterRequest(server, batch, outcome, {
      ...BASE,
      size: 1,
      ...conditions,
      startedAt: now,
      now,
    });
    decisions.push(decision);
    ({ server, batch } = decision);
    now = Math.max(batch.notBefore, opensAt(server));
  }
  return decisions;
}

/** The waits of all requests after each decision. */
function serverWaits(decisions: readonly Decision[]): number[] {
  return decisions.map(({ server, batch }) => opensAt(server) - batch.lastFailure);
}

describe("a server that does not accept anything", () => {
  test("is down after as many failures as requests may run at once; the waits then double to 24 s", () => {
    const decisions = repeat(failed, 12);
    const down = decisions.map(({ server, batch }) => isDown(server, CONCURRENCY, batch.lastFailure));
    expect(down).toEqual([false, false, false, ...Array(9).fill(true)]);
    expect(serverWaits(decisions).slice(3)).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 16_000, 24_000, 24_000, 24_000,
    ]);
    expect(decisions.map(({ step }) => step.kind)).toEqual(Array(12).fill("retry"));
  });

  test("waits of a caller that waits for delivery stay short", () => {
    const waits = serverWaits(repeat(failed, 9, { hurried: true })).slice(3);
    expect(waits).toEqual([500, 1_000, 1_000, 1_000, 1_000, 1_000]);
  });

  test("401, 402 and 403 stop all requests at once, for 5 s to 48 s, however many wait", () => {
    for (const hurried of [false, true]) {
      const decisions = repeat({ kind: "unauthorized" }, 6, { hurried });
      expect(decisions.map(({ server, batch }) => isDown(server, CONCURRENCY, batch.lastFailure))).toEqual(
        Array(6).fill(true),
      );
      expect(serverWaits(decisions)).toEqual([5_000, 10_000, 20_000, 40_000, 48_000, 48_000]);
    }
  });

  test("429 stops all requests at once, and never splits a batch", () => {
    const decisions = repeat({ kind: "throttled" }, 5, { size: 100 });
    expect(serverWaits(decisions)).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
    expect(decisions.map(({ step }) => step.kind)).toEqual(Array(5).fill("retry"));
  });

  test("requests that fail during a wait do not lengthen it", () => {
    const [, , , last] = repeat(failed, 4);
    const server = last?.server ?? NEW_SERVER;
    const now = server.backOffUntil - 100;
    const next = afterRequest(server, NEW_BATCH, failed, { ...BASE, startedAt: now - 50, now });
    expect(next.server.backOffUntil).toBe(server.backOffUntil);
  });

  test("a batch that failed three times is split although nothing succeeds", () => {
    const steps = repeat(failed, 3, { size: 100 }).map(({ step }) => step);
    expect(steps).toEqual([{ kind: "retry" }, { kind: "retry" }, { kind: "split", pieces: 2 }]);
  });
});

describe("a server that accepts others", () => {
  const of = (outcome: Outcome, batch: Partial<BatchState>, conditions: Partial<Conditions> = {}): Decision =>
    afterRequest(HEALTHY, { ...NEW_BATCH, ...batch }, outcome, { ...BASE, ...conditions });

  test("a batch is split at its second failure, at once if it timed out, and its pieces go on soon", () => {
    expect(of(failed, {}).step).toEqual({ kind: "retry" });
    const split = of(failed, { failures: 1 });
    expect(split.step).toEqual({ kind: "split", pieces: 2 });
    expect(split.batch).toMatchObject({ notBefore: 100_025, isSuspect: true });
    expect(of({ kind: "timed-out" }, {}).step).toEqual({ kind: "split", pieces: 10 });
    expect(of({ kind: "timed-out" }, {}, { size: 4 }).step).toEqual({ kind: "split", pieces: 4 });
    expect(of({ kind: "throttled" }, { failures: 1 }).step).toEqual({ kind: "retry" });
    expect(of({ kind: "throttled" }, { failures: 2 }).step).toEqual({ kind: "split", pieces: 2 });
  });

  test("an event that failed three times by itself is set aside, for 30 s to 8 min", () => {
    expect(of(failed, { failures: 1 }, { size: 1 }).step).toEqual({ kind: "retry" });
    let { step, batch } = of(failed, { failures: 2 }, { size: 1 });
    const waits: number[] = [];
    for (let i = 0; i < 6; i++) {
      expect(step).toEqual({ kind: "set-aside" });
      waits.push(batch.notBefore - batch.lastFailure);
      ({ step, batch } = of(failed, batch, { size: 1 }));
    }
    expect(waits).toEqual([30_000, 60_000, 120_000, 240_000, 480_000, 480_000]);
  });

  test("its wish concerns the batch only", () => {
    const { server, batch } = of({ kind: "throttled", serverMs: 7_000 }, {});
    expect(opensAt(server)).toBe(Number.NEGATIVE_INFINITY);
    expect(batch.notBefore).toBe(107_000);
  });

  test("a success counts for two seconds, unless sixteen requests failed after it", () => {
    const server = { ...NEW_SERVER, lastSuccess: 100_000, failures: 15 };
    expect(isDown(server, CONCURRENCY, 102_000)).toBe(false);
    expect(isDown(server, CONCURRENCY, 102_001)).toBe(true);
    expect(isDown({ ...server, failures: 16 }, CONCURRENCY, 100_001)).toBe(true);
  });

  test("a request is given up early only if it is much slower than the others, and others succeeded since", () => {
    expect(suspectAfterMs({ ...HEALTHY, roundTripMs: 20 })).toBe(1_000);
    expect(suspectAfterMs({ ...HEALTHY, roundTripMs: 300 })).toBe(3_000);
    expect(isStalled(HEALTHY, 98_000, 99_100)).toBe(true);
    expect(isStalled(HEALTHY, 98_500, 99_100)).toBe(false);
    expect(isStalled(HEALTHY, 99_000, 200_000)).toBe(false);
  });

  test("a duration is smoothed", () => {
    const first = afterRequest(NEW_SERVER, NEW_BATCH, { kind: "delivered", durationMs: 100 }, BASE);
    expect(first.server.roundTripMs).toBe(100);
    const second = afterRequest(first.server, NEW_BATCH, { kind: "delivered", durationMs: 200 }, BASE);
    expect(second.server.roundTripMs).toBe(120);
  });
});

test("a caller that starts to wait shortens the client's own waits, not those that the server asked for", () => {
  const server = { ...NEW_SERVER, lastFailure: 100_000, backOffUntil: 124_000, askedUntil: 160_000 };
  expect(hurriedServer(server)).toEqual({ ...server, backOffUntil: 100_500 });
  const batch = { ...NEW_BATCH, lastFailure: 100_000, notBefore: 124_000 };
  expect(hurriedBatch(batch)).toEqual({ ...batch, notBefore: 100_500 });
  expect(hurriedBatch({ ...batch, notBefore: 100_010 }).notBefore).toBe(100_010);
});
