import type { SocketLike } from "@schematic/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { Connection } from "../../src/connection/connection";
import { settingsOf } from "../../src/options";
import { FakeClock, settle } from "../support/fake-clock";

/** A socket that counts itself. */
class Counted implements SocketLike {
  readyState = 0;
  bufferedAmount = 0;
  onopen: SocketLike["onopen"] = null;
  onmessage: SocketLike["onmessage"] = null;
  onclose: SocketLike["onclose"] = null;
  onerror: SocketLike["onerror"] = null;
  readonly #open: Set<Counted>;

  constructor(open: Set<Counted>) {
    this.#open = open;
    open.add(this);
  }
  send(): void {}
  close(): void {
    this.#open.delete(this);
    this.onclose?.({ code: 1000, reason: "" });
  }
  terminate(): void {
    this.#open.delete(this);
  }
}

function setUp() {
  const clock = new FakeClock();
  const open = new Set<Counted>();
  const told: string[] = [];
  const connection = new Connection({
    ...settingsOf({}),
    url: "ws://127.0.0.1:9",
    headers: {},
    clock,
    open: () => new Counted(open),
    listener: {
      prime: () => told.push("prime"),
      message: () => {},
      ready: () => told.push("ready"),
      lost: () => told.push("lost"),
      failed: () => told.push("failed"),
      probe: () => {},
    },
  });
  const socket = (): Counted | undefined => [...open].at(-1);
  /** Goes on to the next try; answers how long that took, ms. */
  const again = async (): Promise<number> => {
    const before = clock.now();
    while (connection.state === "waiting") await clock.advance(500);
    return clock.now() - before;
  };
  return { clock, open, told, connection, socket, again };
}

const step = fc.constantFrom("start", "open", "primed", "lose", "refuse", "wait", "wait", "late");

it("holds one socket at most and never gives up, whatever happens", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { clock, open, connection, socket } = setUp();
      const old: Counted[] = [];
      for (const one of steps) {
        const current = socket();
        if (one === "start") connection.start();
        if (one === "open") current?.onopen?.();
        if (one === "primed") connection.primed();
        if (one === "lose") current?.onclose?.({ code: 1006, reason: "" });
        if (one === "refuse") connection.fail("no", 401);
        if (one === "late") old.at(-1)?.onclose?.({ code: 1006, reason: "" });
        if (one === "wait") await clock.advance(60_000);
        await settle();
        if (current && !open.has(current)) old.push(current);
        const { state } = connection;
        expect(open.size).toBe(["connecting", "priming", "ready"].includes(state) ? 1 : 0);
        // Whoever waits has a time to wait for, so that something always comes next.
        if (state === "waiting") expect(clock.timers).toBe(1);
      }
      await connection.close();
      connection.start();
      connection.primed();
      connection.fail("late");
      await clock.advance(3_600_000);
      expect([connection.state, open.size, clock.timers]).toEqual(["closed", 0, 0]);
    }),
  );
});

it("stays closed when its socket opens after all", async () => {
  const { clock, connection, open, told, socket } = setUp();
  connection.start();
  await settle();
  const late = socket();
  if (late) late.close = () => {};
  const closed = connection.close();
  late?.onopen?.();
  expect(connection.state).toBe("closed");
  await clock.advance(1_000);
  await closed;
  expect([told, open.size, clock.timers]).toEqual([[], 0, 0]);
});

it("tells of a loss only where there was a connection, and of every failure", async () => {
  const { connection, told, socket, again } = setUp();
  connection.start();
  await settle();
  socket()?.onclose?.({ code: 1006, reason: "" });
  expect(told).toEqual(["failed"]);
  await again();
  socket()?.onopen?.();
  connection.primed();
  socket()?.onclose?.({ code: 1006, reason: "" });
  await again();
  socket()?.onopen?.();
  await connection.close();
  expect(told).toEqual(["failed", "prime", "ready", "lost", "failed", "prime", "lost"]);
});

it("waits minutes after a refused key, and seconds again once a handshake was accepted", async () => {
  const { connection, socket, again } = setUp();
  connection.start();
  await settle();
  connection.fail("no", 403);
  expect(await again()).toBe(450_000);
  connection.fail("no", 401);
  expect(await again()).toBe(900_000);
  socket()?.onopen?.();
  connection.fail("cut");
  expect(await again()).toBeLessThan(60_000);
  connection.fail("no", 401);
  expect(await again()).toBe(450_000);
  await connection.close();
});
