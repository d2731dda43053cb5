import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { failureOf } from "../src/transport/failure";
import {
  isRetryable,
  mayRepeat,
  nextDelayMs,
  type Outcome,
  type RepeatRule,
  type RetryContext,
  repeatRule,
} from "../src/transport/retry";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const response = (status: number, headers: Record<string, string> = {}): Outcome => ({
  status,
  headers: new Headers(headers),
});
const failed = (kind: "not-sent" | "lost" | "final"): Outcome => ({ failure: { kind, reason: "" } });
const context = (more: Partial<RetryContext> = {}): RetryContext => ({
  rule: "retryable-status",
  attempts: 1,
  maxDelayMs: Number.POSITIVE_INFINITY,
  now: NOW,
  random: 0,
  ...more,
});

describe("the rule of a call", () => {
  test.each<[string, Parameters<typeof repeatRule>[0], RepeatRule]>([
    ["a GET", { method: "GET" }, "any-failure"],
    ["a PUT", { method: "put" }, "any-failure"],
    ["a DELETE", { method: "DELETE" }, "any-failure"],
    ["a POST", { method: "POST" }, "retryable-status"],
    ["a PATCH", { method: "PATCH" }, "retryable-status"],
    ["a POST that only reads", { method: "POST", readOnly: true }, "any-failure"],
    ["a POST with an idempotency key", { method: "POST", idempotencyField: "k" }, "any-failure"],
    ["a POST that can pay", { method: "POST", repeat: "only-if-not-executed" }, "only-if-not-executed"],
    ["a PUT that can pay", { method: "PUT", repeat: "only-if-not-executed" }, "only-if-not-executed"],
  ])("%s", (_, call, rule) => {
    expect(repeatRule(call)).toBe(rule);
  });
});

describe("repetition", () => {
  test("only statuses that may change are retryable", () => {
    const retryable = Array.from({ length: 500 }, (_, i) => 100 + i).filter(isRetryable);
    const failures = Array.from({ length: 100 }, (_, i) => 500 + i).filter((status) => status !== 501);
    expect(retryable).toEqual([408, 429, ...failures]);
  });

  test.each<[RepeatRule, Outcome, boolean]>([
    ["any-failure", failed("lost"), true],
    ["any-failure", failed("not-sent"), true],
    ["any-failure", failed("final"), false],
    ["any-failure", response(500), true],
    ["any-failure", response(404), false],
    ["retryable-status", failed("lost"), false],
    ["retryable-status", failed("not-sent"), true],
    ["retryable-status", response(500), true],
    ["only-if-not-executed", failed("lost"), false],
    ["only-if-not-executed", failed("not-sent"), true],
    ["only-if-not-executed", failed("final"), false],
    ["only-if-not-executed", response(408), false],
    ["only-if-not-executed", response(429), true],
    ["only-if-not-executed", response(500), false],
    ["only-if-not-executed", response(502), false],
    ["only-if-not-executed", response(503), false],
    ["only-if-not-executed", response(503, { "retry-after": " " }), false],
    ["only-if-not-executed", response(503, { "x-ratelimit-reset": "3" }), false],
    ["only-if-not-executed", response(503, { "retry-after": "0" }), true],
    ["only-if-not-executed", response(504, { "retry-after": "1" }), false],
  ])("under %s, after %o: %s", (rule, outcome, expected) => {
    expect(mayRepeat(rule, outcome)).toBe(expected);
  });
});

describe("the wait", () => {
  test("doubles from one second to a minute, with up to a quarter of jitter", () => {
    for (const [attempts, ms] of [
      [1, 1_000],
      [2, 2_000],
      [5, 16_000],
      [40, 60_000],
    ] as const) {
      expect(nextDelayMs(response(500), context({ attempts }))).toBe(ms);
      expect(nextDelayMs(response(500), context({ attempts, random: 0.9 }))).toBeCloseTo(ms * 1.225);
    }
  });

  test.each([
    ["Retry-After in seconds", { "retry-after": "7" }, 7_000],
    ["Retry-After as a date", { "retry-after": "Thu, 01 Jan 2026 00:00:05 GMT" }, 5_000],
    ["X-RateLimit-Reset as seconds from now", { "x-ratelimit-reset": "9" }, 9_000],
    ["X-RateLimit-Reset as Unix time", { "x-ratelimit-reset": String(NOW / 1000 + 9) }, 9_000],
    ["a minute instead of an hour", { "retry-after": "3600" }, 60_000],
    ["the back-off instead of less", { "retry-after": "0.2" }, 1_000],
    ["the back-off instead of a past date", { "retry-after": "Thu, 01 Jan 2015 00:00:00 GMT" }, 1_000],
    ["the back-off instead of a past instant", { "x-ratelimit-reset": String(NOW / 1000 - 9) }, 1_000],
  ])("is %s", (_, headers, ms) => {
    expect(nextDelayMs(response(503, headers), context())).toBe(ms);
    const later = nextDelayMs(response(503, headers), context({ random: 0.8 })) ?? 0;
    expect(later, "jitter").toBeGreaterThan(ms);
    expect(later).toBeLessThanOrEqual(ms * 1.25);
  });

  test("ends the call if it is longer than the caller accepts", () => {
    const limited = { maxDelayMs: 2_000, random: 0.9 };
    expect(nextDelayMs(response(429, { "retry-after": "3" }), context(limited))).toBeUndefined();
    expect(nextDelayMs(response(429, { "retry-after": "2" }), context(limited))).toBeCloseTo(2_450);
    expect(nextDelayMs(response(500), context({ ...limited, attempts: 2 }))).toBeCloseTo(2_450);
    expect(nextDelayMs(response(500), context({ ...limited, attempts: 3 }))).toBeUndefined();
  });

  test("is between the back-off and 75 seconds, whatever the server sends", () => {
    const header = fc.oneof(
      fc.string().map((text) => text.replace(/[^\x20-\x7e]/g, "")),
      fc.double().map(String),
      fc.integer().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    const attempts = fc.integer({ min: 1, max: 50 });
    const random = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(header, header, attempts, random, (after, reset, made, chance) => {
        const outcome = response(503, { "retry-after": after, "x-ratelimit-reset": reset });
        const delay = nextDelayMs(outcome, context({ attempts: made, random: chance })) ?? -1;
        return delay >= 1_000 && delay <= 75_000;
      }),
    );
  });
});

describe("failures", () => {
  const error = (message: string, code?: string, cause?: unknown) =>
    Object.assign(new Error(message, { cause }), code ? { code } : {});

  test.each([
    ["undici", error("fetch failed", undefined, error("connect ECONNREFUSED 1.2.3.4:1", "ECONNREFUSED"))],
    ["node-fetch", error("request to http://x failed, reason: connect ECONNREFUSED", "ECONNREFUSED")],
    ["bun", error("Unable to connect. Is the computer able to access the url?", "ConnectionRefused")],
    ["deno", error("error sending request: tcp connect error: Connection refused (os error 111)")],
    ["a host name", error("fetch failed", undefined, error("getaddrinfo ENOTFOUND x", "ENOTFOUND"))],
  ])("of %s say that nothing was sent", (_, cause) => {
    expect(failureOf(cause).kind).toBe("not-sent");
  });

  test("of TLS are final, without the text of OpenSSL", () => {
    const openssl = error(
      "C0B8:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../ssl.c:354:",
      "ERR_SSL_WRONG_VERSION_NUMBER",
    );
    const { kind, reason } = failureOf(error("fetch failed", undefined, openssl));
    expect(kind).toBe("final");
    expect(reason).toMatch(/^the TLS connection failed.*\(ERR_SSL_WRONG_VERSION_NUMBER\)$/);
  });

  test.each([
    error("terminated", undefined, error("other side closed", "UND_ERR_SOCKET")),
    error("socket hang up", "ECONNRESET"),
    error("Premature close", "ERR_STREAM_PREMATURE_CLOSE"),
    error("something new"),
    "a string",
    undefined,
    null,
    {},
  ])("of other kinds may have been carried out: %s", (cause) => {
    expect(failureOf(cause).kind).toBe("lost");
  });
});
