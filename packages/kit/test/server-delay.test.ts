import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_SERVER_DELAY_MS, retryDelayMs, serverDelayMs } from "../src";

const NOW = Date.UTC(2026, 0, 1);
const delay = (headers: Record<string, string>) => serverDelayMs(new Headers(headers), NOW);

test.each([
  [{ "retry-after": "8" }, 8_000],
  [{ "retry-after": "0" }, 0],
  [{ "retry-after": " 1.5 " }, 1_500],
  [{ "retry-after": new Date(NOW + 30_000).toUTCString() }, 30_000],
  [{ "x-ratelimit-reset": "9" }, 9_000],
  [{ "x-ratelimit-reset": String(NOW / 1000 + 5) }, 5_000],
  [{ "retry-after": "2", "x-ratelimit-reset": "9" }, 2_000],
  [{ "retry-after": "soon", "x-ratelimit-reset": "9" }, 9_000],
])("reads %j", (headers, expected) => {
  expect(delay(headers)).toBe(expected);
});

test.each([
  {},
  { "retry-after": "" },
  { "retry-after": "-5" },
  { "retry-after": "1e12" },
  { "retry-after": "Infinity" },
  { "retry-after": "0x10" },
  { "retry-after": "Mon, nonsense" },
  { "retry-after": new Date(NOW - 1_000).toUTCString() },
  { "x-ratelimit-reset": String(NOW / 1000 - 60) },
])("ignores %j", (headers) => {
  expect(delay(headers)).toBeUndefined();
});

test("takes the back-off when the server says nothing", () => {
  expect(retryDelayMs(1_000, undefined, { random: 0.9 })).toBe(1_000);
});

test("adds jitter to the wait that the server asks for", () => {
  expect(retryDelayMs(100, 8_000, { random: 0 })).toBe(8_000);
  expect(retryDelayMs(100, 8_000, { random: 0.5 })).toBe(9_000);
});

test("is never shorter than the back-off and bounded for every header", () => {
  const value = fc.oneof(
    fc.string(),
    fc.integer().map(String),
    fc.double().map(String),
    fc.date({ noInvalidDate: true }).map((d) => d.toUTCString()),
  );
  fc.assert(
    fc.property(value, fc.integer({ min: 0, max: 60_000 }), (header, backoff) => {
      const server = serverDelayMs({ get: () => header }, NOW);
      const wait = retryDelayMs(backoff, server, { random: 0.999 });
      expect(wait).toBeGreaterThanOrEqual(backoff);
      expect(wait).toBeLessThanOrEqual(Math.max(backoff, MAX_SERVER_DELAY_MS * 1.25));
    }),
  );
});
