import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  afterRequest,
  type BatchState,
  type Decision,
  isDown,
  NEW_BATCH,
  NEW_SERVER,
  type Outcome,
  opensAt,
  type ServerState,
} from "../../src/events/delivery/retry-schedule";

const CONCURRENCY = 4;
const HOUR_MS = 3_600_000;

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
      ending: false,
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

/** A simulated server, and batches that follow the schedule. */
class Simulation {
  now = 0;
  server = NEW_SERVER;
  delivered = 0;
  requests = 0;
  /** Set-aside decisions for each event. */
  readonly aside: Map<number, number> = new Map();
  readonly #waiting: { events: number[]; state: BatchState }[] = [];
  readonly #isPoison: (event: number) => boolean;
  readonly #isUp: (now: number) => boolean;

  constructor(events: number, isPoison: (event: number) => boolean, isUp: (now: number) => boolean) {
    this.#isPoison = isPoison;
    this.#isUp = isUp;
    for (let i = 0; i < events; i += 50) {
      const batch = Array.from({ length: Math.min(50, events - i) }, (_, n) => i + n);
      this.#waiting.push({ events: batch, state: NEW_BATCH });
    }
  }

  /** Starts the requests that may start now, ends them 20 ms later, and moves on to the next time at which one may. */
  step(): boolean {
    const open = opensAt(this.server);
    this.#waiting.sort((a, b) => a.state.notBefore - b.state.notBefore);
    const [first] = this.#waiting;
    if (first === undefined) return false;
    this.now = Math.max(this.now, open, first.state.notBefore);
    const places = isDown(this.server, CONCURRENCY, this.now) ? 1 : CONCURRENCY;
    const due = this.#waiting.filter(({ state }) => state.notBefore <= this.now).slice(0, places);
    const startedAt = this.now;
    this.now += 20;
    for (const batch of due) {
      this.#waiting.splice(this.#waiting.indexOf(batch), 1);
      this.#end(batch.events, batch.state, startedAt);
    }
    return true;
  }

  #end(events: number[], state: BatchState, startedAt: number): void {
    this.requests++;
    const isAccepted = this.#isUp(startedAt) && !events.some(this.#isPoison);
    const outcome = isAccepted ? { kind: "delivered" as const, durationMs: 20 } : { kind: "failed" as const };
    const decision = afterRequest(this.server, state, outcome, {
      concurrency: CONCURRENCY,
      hurried: false,
      ending: false,
      size: events.length,
      startedAt,
      now: this.now,
      random: ((this.requests * 7) % 10) / 10,
    });
    this.server = decision.server;
    const { step, batch } = decision;
    if (step.kind === "settle") this.delivered += events.length;
    else if (step.kind === "set-aside") {
      for (const event of events) this.aside.set(event, (this.aside.get(event) ?? 0) + 1);
      this.#waiting.push({ events, state: batch });
    } else if (step.kind === "retry") this.#waiting.push({ events, state: batch });
    else if (step.kind === "split") {
      const size = Math.ceil(events.length / step.pieces);
      for (let i = 0; i < events.length; i += size) {
        this.#waiting.push({ events: events.slice(i, i + size), state: batch });
      }
    }
  }
}

test("delivers every sound event through any outages, whatever poison is among them", () => {
  const worlds = fc.record({
    events: fc.integer({ min: 60, max: 400 }),
    poison: fc.uniqueArray(fc.integer({ min: 0, max: 399 }), { maxLength: 8 }),
    outages: fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 60_000 })), {
      maxLength: 3,
    }),
  });
  fc.assert(
    fc.property(worlds, ({ events, poison, outages }) => {
      const world = new Simulation(
        events,
        (event) => poison.includes(event),
        (now) => outages.every(([from, length]) => now < from || now >= from + length),
      );
      const bad = poison.filter((event) => event < events).length;
      while (world.delivered < events - bad && world.requests < 5_000 && world.step());
      expect(world.delivered).toBe(events - bad);
      // A sound event may be taken for poison when an outage begins, and is sent again after half a minute.
      const sound = [...world.aside].filter(([event]) => !poison.includes(event));
      expect(Math.max(0, ...sound.map(([, times]) => times))).toBeLessThanOrEqual(3);
    }),
    { numRuns: 200 },
  );
});
