import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReconnectPolicy } from "../../src/connection/backoff";
import {
  type ConnectionEvent,
  type ConnectionModel,
  IDLE,
  transition,
} from "../../src/connection/transition";

const policy: ReconnectPolicy = {
  spreadMs: 10_000,
  minMs: 1_000,
  maxMs: 30_000,
  minUptimeMs: 5_000,
  refusedMinMs: 300_000,
  refusedMaxMs: 3_600_000,
};
const lost = (now = 0, random = 0.5): ConnectionEvent => ({ type: "lost", now, random });

/** Runs events through the machine; returns the last model and the kinds of all effects. */
function run(
  events: ConnectionEvent[],
  from: ConnectionModel = IDLE,
): { model: ConnectionModel; effects: string[] } {
  let model = from;
  const effects: string[] = [];
  for (const event of events) {
    const next = transition(model, event, policy);
    model = next.model;
    for (const effect of next.effects) effects.push(effect.type);
  }
  return { model, effects };
}

const READY: ConnectionEvent[] = [{ type: "start" }, { type: "opened" }, { type: "primed", now: 0 }];

describe("transition", () => {
  it("goes from idle over connecting and priming to ready", () => {
    expect(run(READY)).toEqual({
      model: { state: "ready", failures: 0, refusals: 0, readyAt: 0 },
      effects: ["connect", "prime", "announceReady"],
    });
  });

  it("waits after every loss, and announces it only where there was a connection", () => {
    expect(run([{ type: "start" }, lost()]).effects).toEqual(["connect", "dropSocket", "wait"]);
    expect(run([...READY, lost()]).effects.slice(3)).toEqual(["dropSocket", "announceLost", "wait"]);
  });

  it("counts failures on until a connection has lived long enough", () => {
    expect(run([...READY, lost(4_999)]).model.failures).toBe(1);
    const short = run([
      ...READY,
      lost(10),
      { type: "retry" },
      { type: "opened" },
      { type: "primed", now: 20 },
      lost(30),
    ]);
    expect(short.model.failures).toBe(2);
    const long = run([
      ...READY,
      lost(10),
      { type: "retry" },
      { type: "opened" },
      { type: "primed", now: 20 },
      lost(5_020),
    ]);
    expect(long.model.failures).toBe(1);
  });

  it("waits minutes after a refused key, and seconds again once a handshake was accepted", () => {
    const refused: ConnectionEvent = { type: "lost", now: 0, random: 0, refused: true };
    const first = transition(run([{ type: "start" }]).model, refused, policy);
    expect(first.effects.at(-1)).toEqual({ type: "wait", delayMs: 300_000 });
    const second = transition(run([{ type: "retry" }], first.model).model, refused, policy);
    expect(second.effects.at(-1)).toEqual({ type: "wait", delayMs: 600_000 });
    expect(run([{ type: "retry" }, { type: "opened" }], second.model).model.refusals).toBe(0);
  });

  it("closes for good from every state", () => {
    for (const events of [[], READY.slice(0, 1), READY.slice(0, 2), READY, [...READY, lost()]]) {
      const closed = run([...events, { type: "close" }]);
      expect(closed.model.state).toBe("closed");
      const later = run(
        [{ type: "start" }, { type: "retry" }, lost(), { type: "opened" }, { type: "close" }],
        closed.model,
      );
      expect(later.effects).toEqual([]);
      expect(later.model.state).toBe("closed");
    }
  });

  const anyEvent: fc.Arbitrary<ConnectionEvent> = fc.oneof(
    fc.constantFrom<ConnectionEvent>({ type: "start" }, { type: "opened" }, { type: "retry" }),
    fc.nat(1e6).map((now): ConnectionEvent => ({ type: "primed", now })),
    fc
      .record({
        now: fc.nat(1e6),
        random: fc.double({ min: 0, max: 0.999, noNaN: true }),
        refused: fc.boolean(),
      })
      .map((one): ConnectionEvent => ({ type: "lost", ...one })),
  );

  it("whatever happens, holds one socket at most and never gives up", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        let model: ConnectionModel = IDLE;
        let sockets = 0;
        for (const event of events) {
          const next = transition(model, event, policy);
          model = next.model;
          for (const effect of next.effects) {
            if (effect.type === "connect") sockets++;
            if (effect.type === "dropSocket" || effect.type === "closeSocket") sockets--;
          }
          expect(sockets).toBeLessThanOrEqual(1);
          expect(sockets).toBe(["connecting", "priming", "ready"].includes(model.state) ? 1 : 0);
          // Whoever waits was given a time to wait, so that something always comes next.
          if (model.state === "waiting" && event.type === "lost" && next.effects.length > 0) {
            expect(next.effects.at(-1)?.type).toBe("wait");
          }
        }
      }),
    );
  });
});
