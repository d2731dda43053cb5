import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JournalStore } from "../../src/contracts/events";
import { journalOf } from "../../src/journal";
import { systemClock } from "../../src/platform/clock";
import { CaptureServer } from "../events/support/capture-server";
import { makeQueue, track } from "../events/support/make-queue";

let server: CaptureServer;
const rejections: unknown[] = [];
const onRejection = (reason: unknown): void => void rejections.push(reason);
beforeEach(async () => {
  server = await CaptureServer.start();
  process.on("unhandledRejection", onRejection);
});
afterEach(async () => {
  await server.close();
  process.off("unhandledRejection", onRejection);
  expect(rejections.splice(0)).toEqual([]);
});

/** A store that keeps the contract but keeps nothing. */
function soundStore(): JournalStore {
  let id = 0;
  return {
    open: () => undefined,
    append: (_event, done) => done(id++),
    replay: async () => [],
    attempting: async () => undefined,
    settled: () => undefined,
    close: async () => undefined,
  };
}

/** The clock of the machine with time limits of stores cut to 20 ms. */
const hasty = {
  ...systemClock,
  setTimer: (fn: () => void, delayMs: number, hold?: boolean) =>
    systemClock.setTimer(fn, delayMs === 5_000 || delayMs === 500 ? 20 : delayMs, hold),
};

const FAULTS: Record<string, () => never | Promise<never>> = {
  throws: () => {
    throw new Error("broken store");
  },
  rejects: () => Promise.reject(new Error("broken store")),
  hangs: () => new Promise<never>(() => undefined),
};
const METHODS = ["open", "append", "replay", "attempting", "settled", "close"] as const;
const CASES = METHODS.flatMap((method) => Object.keys(FAULTS).map((fault) => [method, fault] as const));

describe("a store that breaks its contract", () => {
  test.each(CASES)("%s %s: events are delivered and the problem is reported once", async (method, fault) => {
    const store = { ...soundStore(), [method]: FAULTS[fault] } as JournalStore;
    const { queue, logs } = makeQueue(server.url, { journal: journalOf(store), clock: hasty });
    for (let n = 0; n < 5; n++) await track(queue, n);
    expect(await queue.close()).toBe(0);
    expect(server.counted).toBe(5);
    // The methods without a result are not waited for, so a hang of theirs cannot be noticed.
    const isNoticed = fault !== "hangs" || !["open", "settled"].includes(method);
    expect(logs.filter((line) => line.includes(`\`${method}\` of its store failed`))).toHaveLength(
      isNoticed ? 1 : 0,
    );
  });

  test("an answer that arrives after the event was delivered settles the event", async () => {
    const settled: number[] = [];
    let answer: (() => void) | undefined;
    const store: JournalStore = {
      ...soundStore(),
      append: (_event, done) => {
        answer = () => done(7);
      },
      settled: (ids) => void settled.push(...ids),
    };
    const { queue } = makeQueue(server.url, { journal: journalOf(store), clock: hasty });
    await track(queue, 0);
    expect(await queue.flush()).toBe(0);
    answer?.();
    answer?.();
    expect(settled).toContain(7);
    await queue.close();
  });

  test("what is no event among replayed events does not stop the others", async () => {
    const event = {
      type: "track",
      group: "",
      text: '{"type":"track","body":{"event":"e"},"idempotency_key":"k"}',
    };
    const batches: unknown[][] = [
      [null, 1, {}, { ...event, id: "x" }, { ...event, id: 1 }, { ...event, id: 2, type: "odd" }],
      [],
    ];
    const store = { ...soundStore(), replay: async () => batches.shift() ?? [] } as unknown as JournalStore;
    const { queue, logs } = makeQueue(server.url, { journal: journalOf(store) });
    expect(await queue.flush()).toBe(0);
    expect(server.counted).toBe(1);
    expect(logs.join()).toContain("5 are no events");
    await queue.close();
  });
});
