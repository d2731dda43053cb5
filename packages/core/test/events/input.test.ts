import { inspect } from "node:util";
import { SchematicError } from "@schematic/api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EventError } from "../../src/events";
import { CaptureServer } from "./support/capture-server";
import { API_KEY, makeQueue, track } from "./support/make-queue";

let server: CaptureServer;
beforeEach(async () => {
  server = await CaptureServer.start();
});
afterEach(() => server.close());

const cyclic: Record<string, unknown> = { plan: "pro" };
cyclic.self = cyclic;
let deep: Record<string, unknown> = {};
for (let i = 0; i < 10_000; i++) deep = { deep };

describe("bad values in traits: the event goes on without them", () => {
  test.each<[string, unknown, string]>([
    ["cyclic", cyclic, "cyclic"],
    ["10 MB", "x".repeat(10 * 1024 * 1024), "larger than"],
    ["10 MB in pieces", Array(1_000_000).fill("0123456789"), "larger than"],
    ["a BigInt", 10n, "bigint"],
    ["a function", () => 1, "function"],
    ["a symbol", Symbol("s"), "symbol"],
    ["an invalid date", new Date("never"), "invalid date"],
    ["NaN", Number.NaN, "NaN"],
    ["infinity", [Number.POSITIVE_INFINITY], "Infinity"],
    ["10,000 levels", deep, "deeper than"],
  ])("%s", async (_, bad, kind) => {
    const { queue, drops, logs } = makeQueue(server.url);
    queue.accept("track", { event: "billed", company: { id: "1" }, quantity: 2, traits: { bad, good: 1 } });
    queue.accept("identify", {
      keys: { id: "1" },
      traits: { bad },
      company: { keys: { c: "1" }, traits: { bad } },
    });
    track(queue, 1);
    await queue.close();
    expect(server.events.map(({ type }) => type)).toEqual(["track", "identify", "track"]);
    expect(server.events[0]?.body).toMatchObject({ event: "billed", quantity: 2 });
    expect(queue.status()).toMatchObject({ delivered: 3, dropped: 0 });
    expect(drops).toHaveLength(2);
    expect(drops[0]).toMatchObject({ count: 0, reason: "invalid", error: { code: "invalid_event_value" } });
    expect(String(drops[0]?.error)).toContain(kind);
    expect(logs.join()).toContain("invalid_event_value");
  });
});

describe("events that mean nothing are given up, with a code", () => {
  test.each<[string, "identify" | "track", unknown, unknown, string]>([
    ["NaN", "track", { event: "e", quantity: Number.NaN }, undefined, "invalid_quantity"],
    ["negative", "track", { event: "e", quantity: -1 }, undefined, "invalid_quantity"],
    ["infinite", "track", { event: "e", quantity: Number.POSITIVE_INFINITY }, undefined, "invalid_quantity"],
    ["text", "track", { event: "e", quantity: "5" }, undefined, "invalid_quantity"],
    ["empty name", "track", { event: " " }, undefined, "invalid_event"],
    ["no name", "track", {}, undefined, "invalid_event"],
    ["no body", "track", null, undefined, "invalid_event"],
    ["no keys", "identify", { keys: {} }, undefined, "invalid_event"],
    ["huge keys", "identify", { keys: { id: "x".repeat(2 ** 21) } }, undefined, "event_too_large"],
    ["backfill alone", "track", { event: "e" }, { backfill: true }, "invalid_event"],
    [
      "bad time",
      "track",
      { event: "e" },
      { sentAt: new Date(Number.NaN), trustedClientClock: true },
      "invalid_event",
    ],
    [
      "unreadable name",
      "track",
      {
        get event() {
          throw new Error("no");
        },
      },
      undefined,
      "invalid_event",
    ],
    [
      "unreadable quantity",
      "track",
      {
        event: "e",
        get quantity() {
          throw new Error("no");
        },
      },
      undefined,
      "invalid_quantity",
    ],
  ])("%s", async (_, type, body, metadata, code) => {
    const { queue, drops, logs } = makeQueue(server.url);
    queue.accept(type, body as object, metadata as object);
    track(queue, 1);
    await queue.close();
    expect(server.counted).toBe(1);
    expect(queue.status().dropped).toBe(1);
    expect(drops).toHaveLength(1);
    expect(drops[0]).toMatchObject({ count: 1, reason: "invalid", type, error: { code } });
    expect(drops[0]?.error).toBeInstanceOf(EventError);
    expect(drops[0]?.error).toBeInstanceOf(SchematicError);
    expect(logs.join()).toContain(code);
  });

  test("a logger or listener that throws changes nothing", async () => {
    const fail = (): never => {
      throw new Error("broken");
    };
    const { queue } = makeQueue(server.url, { logger: { error: fail, warn: fail, info: fail, debug: fail } });
    queue.onDrop(fail);
    queue.accept("track", { event: "" });
    track(queue, 1);
    expect(await queue.close()).toBe(0);
    expect(server.counted).toBe(1);
  });
});

test("odd but sound input arrives as it is", async () => {
  const { queue } = makeQueue(server.url);
  const keys = JSON.parse('{"__proto__":"p","constructor":"c","":"empty"}');
  queue.accept("track", {
    event: "ü \ud800 \u2028",
    company: keys,
    traits: { ["__proto__"]: 1, n: null, u: undefined },
  });
  queue.accept("track", { event: "numbers", company: { id: 5, ok: true } as never, quantity: 0.5 });
  await queue.close();
  expect(JSON.stringify(server.events[0]?.body.company)).toBe(JSON.stringify(keys));
  expect(JSON.stringify(server.events[0]?.body.traits)).toBe('{"__proto__":1,"n":null}');
  expect(server.events[1]?.body).toEqual({
    event: "numbers",
    company: { id: "5", ok: "true" },
    quantity: 0.5,
  });
});

test("keys: the caller's stay, others are unlike each other and stay through retries", async () => {
  const { queue } = makeQueue(server.url);
  const other = makeQueue(server.url).queue;
  for (let i = 0; i < 500; i++) track(i % 2 ? queue : other, i);
  queue.accept("track", { event: "e" }, { idempotencyKey: "mine" });
  queue.accept("track", { event: "e" }, { idempotencyKey: "mine" });
  await Promise.all([queue.close(), other.close()]);
  expect(server.counted).toBe(501);
  expect(server.repeated).toBe(1);
});

test("the API key shows up in no inspection", () => {
  const { queue } = makeQueue(server.url);
  track(queue, 1);
  expect(inspect(queue, { depth: 10, showHidden: true })).not.toContain(API_KEY);
  expect(JSON.stringify(queue)).not.toContain(API_KEY);
});
