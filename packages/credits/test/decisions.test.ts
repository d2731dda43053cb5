import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costOf, toCredits, toMicrosDown, toMicrosUp } from "../src/amounts";
import { creditLeases } from "../src/index";
import { extendAmount, isEnding, isOpenedBy, lifeMs, neededLifeMs } from "../src/lease/decisions";
import { afterBalance, afterFailure, afterNothing, OPEN, refusalOf } from "../src/lease/slot-state";
import { Heap } from "../src/memory/heap";
import { settingsFor } from "../src/options";
import { ServerTime } from "../src/server-time";

describe("amounts", () => {
  test("binary fractions do not add a micro-credit", () => {
    expect(costOf(3, 0.1)).toBe(300_000);
    expect(costOf(2.1, 1)).toBe(3_000_000);
    expect(costOf(1, 1e-9)).toBe(1);
    expect(costOf(1e12, 1e12)).toBeUndefined();
    expect(toMicrosDown(0.000_000_9)).toBe(0);
    expect(toMicrosUp(0.000_000_9)).toBe(1);
  });

  test("every whole number of micro-credits survives the way through credits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e15 }), (micros) => {
        expect(toMicrosUp(toCredits(micros))).toBe(micros);
        expect(toMicrosDown(toCredits(micros))).toBe(micros);
      }),
    );
  });
});

describe("server time", () => {
  const timing = { sentAt: 1_000, receivedAt: 1_200 };

  test("is the process's clock before the first response", () => {
    const time = new ServerTime(() => 50_000);
    expect([time.isKnown, time.at(9), time.earliest(9)]).toEqual([false, 50_000, undefined]);
  });

  test("is bounded by request, response and the second of the header", () => {
    const time = new ServerTime(() => 0);
    time.observeHeader(900_000, timing);
    expect(time.earliest(1_200)).toBe(900_000);
    expect(time.latest(1_200)).toBe(901_200);
    time.observeStamp(900_500, timing);
    expect(time.earliest(1_200)).toBe(900_500);
    expect(time.latest(1_200)).toBe(900_701);
  });

  test("follows a clock that was set", () => {
    const time = new ServerTime(() => 0);
    time.observeHeader(900_000, timing);
    time.observeHeader(500_000, { sentAt: 2_000, receivedAt: 2_000 });
    expect(time.latest(2_000)).toBe(501_000);
    time.observeHeader(Number.NaN, timing);
    expect(time.latest(2_000)).toBe(501_000);
  });
});

describe("leases", () => {
  const settings = settingsFor({ defaultLeaseSize: 100, lowWaterMark: 0.25 }, "bilcr_1");
  const lease = {
    granted: 100,
    tracked: 0,
    createdAt: 10_000,
    expiresAtMicros: 310_000_123,
    hasMicros: true,
  };
  const ask = { amount: 100, expiresAtMicros: 310_000_123, sentAfter: 9_900 };

  test("an extension fills the lease to its size, whatever was granted before", () => {
    expect(extendAmount(10_000_000, 0, settings)).toBe(90_000_000);
    expect(extendAmount(10_000_000, 500_000_000, settings)).toBe(490_000_000);
    expect(extendAmount(100_000_000, 0, settings)).toBe(1_000_000);
  });

  test.each([
    ["as asked", lease, true],
    ["partly funded", { ...lease, granted: 40 }, true],
    ["with reported use", { ...lease, tracked: 1 }, false],
    ["of another end", { ...lease, expiresAtMicros: 310_000_124 }, false],
    ["larger than asked", { ...lease, granted: 101 }, false],
    ["made before the request", { ...lease, createdAt: 5_000 }, false],
    ["with an end in whole ms", { ...lease, expiresAtMicros: 310_000_000, hasMicros: false }, true],
  ])("a lease %s", (_, given, isOpened) => {
    expect(isOpenedBy([ask], given)).toBe(isOpened);
    expect(isOpenedBy([], given)).toBe(false);
  });

  test("the margin before the end is 1 s, less for short leases", () => {
    expect(lifeMs(300_000, 0, 300_000)).toBe(299_000);
    expect(lifeMs(500, 0, 500)).toBe(450);
  });

  test("a hold needs a lease that outlives it, unless leases are shorter than holds", () => {
    expect(neededLifeMs(settings)).toBe(60_000);
    expect(neededLifeMs(settingsFor({ defaultLeaseDuration: 500 }, "x"))).toBe(0);
    expect(isEnding(119_000, settings)).toBe(true);
    expect(isEnding(121_000, settings)).toBe(false);
  });
});

describe("slots", () => {
  test("a dry slot pauses for 1 s, doubling to 30 s, and opens when the balance rises", () => {
    let state = afterNothing(OPEN, 0, 5);
    expect(refusalOf(state, 999, 5)).toBe("dry");
    expect(refusalOf(state, 1_000, 5)).toBeUndefined();
    expect(refusalOf(state, 10, 6)).toBeUndefined();
    state = afterBalance(state, 0);
    expect(refusalOf(state, 10, 1)).toBeUndefined();
    for (let i = 0; i < 9; i++) state = afterNothing(state, 0, 0);
    expect(refusalOf(state, 29_999, 0)).toBe("dry");
    expect(refusalOf(state, 30_000, 0)).toBeUndefined();
  });

  test("failures back off, and longer where the server asks for it", () => {
    const first = afterFailure(OPEN, 0, { random: 0 });
    expect(refusalOf(first, 499, 9)).toBe("backoff");
    expect(refusalOf(first, 500, 9)).toBeUndefined();
    const second = afterFailure(first, 0, { random: 0 });
    expect(refusalOf(second, 999, 9)).toBe("backoff");
    expect(refusalOf(afterFailure(OPEN, 0, { random: 0, serverMs: 7_000 }), 6_999, 9)).toBe("backoff");
  });
});

test("a heap returns its items in order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const heap = new Heap<number>((item) => item);
      for (const number of numbers) heap.add(number);
      const taken = Array.from(numbers, () => heap.take());
      expect(taken).toEqual([...numbers].sort((a, b) => a - b));
      expect([heap.size, heap.take()]).toEqual([0, undefined]);
    }),
  );
});

describe("options", () => {
  test("an override wins, and applies to its credit only", () => {
    const options = { defaultLeaseSize: 5, overrides: { a: { defaultLeaseSize: 7, lowWaterMark: 0.5 } } };
    expect(settingsFor(options, "a")).toMatchObject({ size: 7_000_000, mark: 3_500_000 });
    expect(settingsFor(options, "toString")).toMatchObject({ size: 5_000_000, mark: 1_250_000 });
  });

  test.each([
    { defaultLeaseSize: Number.NaN },
    { defaultLeaseSize: 0 },
    { defaultLeaseDuration: 3_600_000 },
    { defaultReservationTTL: -1 },
    { lowWaterMark: 1 },
    { lowWaterMark: 0 },
    { mode: "clients" },
    { sweepIntervalMs: 0 },
    { overrides: { a: { defaultLeaseSize: "1" } } },
    { overrides: { a: { mode: "server" } } },
    { leaseStore: {} },
    { leaseSize: 1 },
    null,
  ])("refuses %j", (options) => {
    expect(() => creditLeases(options as never)).toThrow(
      expect.objectContaining({ code: "invalid_options" }),
    );
  });

  test("names every problem, and what was meant", () => {
    expect(() => creditLeases({ lowWatermark: 2, mode: "x" } as never)).toThrow(
      /mode must be[\s\S]*lowWaterMark\?/,
    );
  });
});
