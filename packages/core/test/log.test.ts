import { expect, test } from "vitest";
import { SafeLogger } from "../src/log/safe";
import { collectingLogger } from "./support/client";

function setUpLog(secret?: string) {
  const target = collectingLogger();
  const time = { now: 0 };
  const clock = {
    now: () => time.now,
    monotonic: () => time.now,
    random: () => 0.5,
    setTimer: () => () => {},
  };
  return { target, time, logger: new SafeLogger(target, clock, secret) };
}

test("each line is one text with the prefix, and its parts are separated", () => {
  const { target, logger } = setUpLog();
  const calls: unknown[][] = [];
  target.warn = (...args: unknown[]) => void calls.push(args);
  logger.warn("The hook failed");
  logger.warn("The hook failed", "metrics", 5);
  logger.warn("The cache failed: it counts as a miss", new TypeError("no socket"));
  logger.warn("[schematic] With a prefix", { status: 503 }, undefined, "");
  expect(calls).toEqual([
    ["[schematic] The hook failed"],
    ["[schematic] The hook failed: metrics; 5"],
    ["[schematic] The cache failed: it counts as a miss; TypeError: no socket"],
    ['[schematic] With a prefix: {"status":503}; undefined'],
  ]);
});

test.each([
  ["a proxy that was revoked", revoked()],
  ["a throwing getter", Object.defineProperty({}, "message", { get: fail })],
  ["an object that contains itself", loop()],
  ["an object that cannot be text", Object.create(null)],
  ["a bigint", { amount: 1n }],
  ["a symbol", Symbol("s")],
])("%s is logged without an error", (_title, value) => {
  const { target, logger } = setUpLog();
  logger.error("Odd value", value);
  expect(target.lines).toHaveLength(1);
  expect(target.lines[0]).toMatch(/^error: \[schematic\] Odd value: ./);
});

test("a text from outside cannot pose as a line of its own, nor fill the log", () => {
  const { target, logger } = setUpLog();
  logger.error('Flag "a\r\n[schematic] all is well\u2028\u001b[2K" was not found', "x".repeat(1e6));
  expect(target.lines[0]).toContain('"a [schematic] all is well [2K" was not found: xxx');
  expect(target.lines[0]?.length).toBeLessThan(2_100);
});

test("the secret is replaced wherever it is, a short one is none", () => {
  const { target, logger } = setUpLog("sch_prod_secret");
  logger.error("key sch_prod_secret", { "x-key": "sch_prod_secret" }, new Error("bad sch_prod_secret"));
  logger.debug("sch_prod_secret");
  expect(target.lines.join()).not.toContain("sch_prod_secret");
  expect(target.lines.join().match(/\*\*\*/g)).toHaveLength(4);
  const short = setUpLog("a");
  short.logger.error("a banana");
  expect(short.target.lines).toEqual(["error: [schematic] a banana"]);
});

test("the same warning is written once, then at most once a minute with a count", () => {
  const { target, time, logger } = setUpLog();
  for (let i = 0; i < 100; i++) logger.warn("Trouble", "of one kind");
  logger.warn("Other");
  time.now = 59_999;
  logger.warn("Trouble", "of one kind");
  expect(target.lines).toEqual(["warn: [schematic] Trouble: of one kind", "warn: [schematic] Other"]);
  time.now = 60_000;
  logger.warn("Trouble", "of one kind");
  logger.warn("Trouble", "of one kind");
  expect(target.lines.slice(2)).toEqual([
    "warn: [schematic] Trouble: of one kind (repeated 100 times since)",
  ]);
  time.now = 120_000;
  logger.warn("Trouble", "of one kind");
  expect(target.lines[3]).toContain("(repeated 1 times since)");
});

test("a second, different mistake is visible, also with the same code", () => {
  const { target, logger } = setUpLog();
  logger.error("A flag default was ignored (invalid_default): pass a boolean");
  logger.error("A flag default was ignored (invalid_default): pass a flag key");
  logger.error("A flag default was ignored (invalid_default): pass a boolean");
  expect(target.lines).toHaveLength(2);
});

test.each([
  ["with a code", (i: number) => `Flag check "f${i}" returned its default (timeout): no response`],
  ["without a code", (i: number) => `Flag check "f${i}" returned its default: no response`],
])("a flood of different lines %s is cut, and reported when it goes on", (_title, line) => {
  const { target, time, logger } = setUpLog();
  for (let i = 0; i < 1_000; i++) logger.error(line(i));
  expect(target.lines).toHaveLength(10);
  logger.error("Another mistake (not_found): no such flag");
  expect(target.lines).toHaveLength(11);
  time.now = 60_000;
  logger.error(line(5_000));
  expect(target.lines[11]).toContain('"f5000"');
  expect(target.lines[11]).toContain("(990 other lines of this kind were left out)");
});

test("info and debug lines are all written, and a level that is off costs no text", () => {
  const { target, logger } = setUpLog();
  for (let i = 0; i < 3; i++) {
    logger.info("Same");
    logger.debug("Same");
  }
  expect(target.lines).toHaveLength(6);
  let read = 0;
  const off = new SafeLogger(Object.assign(target, { enabled: () => false }), {
    now: () => 0,
    monotonic: () => 0,
    random: () => 0,
    setTimer: () => () => {},
  });
  off.error("Never", {
    get message() {
      read++;
      return "";
    },
  });
  expect({ read, lines: target.lines.length }).toEqual({ read: 0, lines: 6 });
});

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function loop(): unknown {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value;
}

function fail(): never {
  throw new Error("hostile");
}
