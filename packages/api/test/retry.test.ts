import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { serverDelay } from "../src/errors/server-delay";
import { isRetryable, retryDelay } from "../src/transport/retry";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const headers = (init: Record<string, string>) => new Headers(init);

describe("serverDelay", () => {
  test.each([
    ["seconds", { "retry-after": "7" }, 7_000],
    ["a fraction of a second", { "retry-after": "0.5" }, 500],
    ["an HTTP date", { "retry-after": "Thu, 01 Jan 2026 00:00:05 GMT" }, 5_000],
    ["a date that has passed", { "retry-after": "Thu, 01 Jan 2015 00:00:00 GMT" }, 0],
    ["zero", { "retry-after": "0" }, 0],
    ["more than a minute, capped", { "retry-after": "3600" }, 60_000],
    ["a negative number", { "retry-after": "-3" }, 0],
    ["the reset time of a rate limit", { "x-ratelimit-reset": String(NOW / 1000 + 9) }, 9_000],
    [
      "Retry-After before the reset time",
      { "retry-after": "1", "x-ratelimit-reset": String(NOW / 1000 + 9) },
      1_000,
    ],
    [
      "the reset time when Retry-After is garbage",
      { "retry-after": "soon", "x-ratelimit-reset": String(NOW / 1000 + 9) },
      9_000,
    ],
    ["garbage", { "retry-after": "soon" }, undefined],
    ["a blank", { "retry-after": " ", "x-ratelimit-reset": "" }, undefined],
    ["nothing", {}, undefined],
  ])("reads %s", (_, given, delay) => {
    expect(serverDelay(headers(given), NOW)).toBe(delay);
  });
});

describe("retryDelay", () => {
  test("doubles from one second, within ten percent", () => {
    for (const [attempt, ms] of [
      [1, 1_000],
      [2, 2_000],
      [5, 16_000],
    ] as const) {
      expect(retryDelay(headers({}), attempt, NOW, 0)).toBeCloseTo(ms * 0.9);
      expect(retryDelay(headers({}), attempt, NOW, 1)).toBeCloseTo(ms * 1.1);
    }
  });

  test("never waits less than nothing or more than a minute, whatever the server says", () => {
    const anyHeader = fc.string().map((text) => text.replace(/[^\x20-\x7e]/g, ""));
    fc.assert(
      fc.property(
        anyHeader,
        anyHeader,
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (after, reset, attempt, random) => {
          const delay = retryDelay(
            headers({ "retry-after": after, "x-ratelimit-reset": reset }),
            attempt,
            NOW,
            random,
          );
          return delay >= 0 && delay <= 60_000;
        },
      ),
    );
  });

  test("only statuses that may change are worth another attempt", () => {
    const retryable = Array.from({ length: 500 }, (_, i) => 100 + i).filter(isRetryable);
    const failures = Array.from({ length: 100 }, (_, i) => 500 + i).filter((status) => status !== 501);
    expect(retryable).toEqual([408, 429, ...failures]);
  });
});
