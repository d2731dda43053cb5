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
const failed: Outcome = { kind: "failed" };

const BASE: Conditions = {
  size: 100,
  startedAt: 90_000,
  now: 100_000,
  random: 0,
  concurrency: CONCURRENCY,
  hurried: false,
  ending: false,
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

  test("before the end it is tried three times more in a short time, and rarely after that", () => {
    let { batch } = of(failed, { failures: 2 }, { size: 1, hurried: true, ending: true });
    const waits = [batch.notBefore - batch.lastFailure];
    for (let i = 0; i < 3; i++) {
      ({ batch } = of(failed, batch, { size: 1, hurried: true, ending: true }));
      waits.push(batch.notBefore - batch.lastFailure);
    }
    expect(waits).toEqual([500, 500, 1_000, 240_000]);
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
    const after = (server: ServerState, durationMs: number): ServerState =>
      afterRequest(server, NEW_BATCH, { kind: "delivered", durationMs }, BASE).server;
    const first = after(NEW_SERVER, 100);
    expect([first.roundTripMs, after(first, 200).roundTripMs]).toEqual([100, 120]);
  });
});

test("a caller that starts to wait shortens the client's own waits, not those that the server asked for", () => {
  const server = { ...NEW_SERVER, lastFailure: 100_000, backOffUntil: 124_000, askedUntil: 160_000 };
  expect(hurriedServer(server)).toEqual({ ...server, backOffUntil: 100_500 });
  const batch = { ...NEW_BATCH, lastFailure: 100_000, notBefore: 124_000 };
  expect(hurriedBatch(batch)).toEqual({ ...batch, notBefore: 100_500 });
  expect(hurriedBatch({ ...batch, notBefore: 100_010 }).notBefore).toBe(100_010);
});
