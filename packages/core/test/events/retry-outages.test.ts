import fc from "fast-check";
import { expect, test } from "vitest";
import {
  afterRequest,
  type BatchState,
  isDown,
  NEW_BATCH,
  NEW_SERVER,
  opensAt,
} from "../../src/events/delivery/retry-schedule";

const CONCURRENCY = 4;

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
