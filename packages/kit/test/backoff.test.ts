import fc from "fast-check";
import { expect, test } from "vitest";
import { backoffMs } from "../src";

test("doubles from the minimum to the maximum", () => {
  const delays = [0, 1, 2, 3, 4, 5].map((attempt) => backoffMs(attempt, 0, { minMs: 100, maxMs: 1_000 }));
  expect(delays).toEqual([100, 200, 400, 800, 1_000, 1_000]);
});

test("uses the given factor and jitter", () => {
  expect(backoffMs(2, 0.5, { minMs: 10, maxMs: 1_000, factor: 3, jitter: 1 })).toBe(135);
  expect(backoffMs(0, 0.5, { minMs: 100, maxMs: 1_000, jitter: 0 })).toBe(100);
});

test("stays between the minimum and the maximum with its jitter, for every attempt", () => {
  const attempts = fc.integer({ min: -5, max: 1_000_000 });
  const random = fc.double({ min: 0, max: 0.999_999, noNaN: true });
  fc.assert(
    fc.property(attempts, random, (attempt, value) => {
      const delay = backoffMs(attempt, value, { minMs: 100, maxMs: 5_000 });
      expect(delay).toBeGreaterThanOrEqual(100);
      expect(delay).toBeLessThan(5_000 * 1.25);
    }),
  );
});
