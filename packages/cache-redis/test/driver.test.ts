import { expect, test } from "vitest";
import { escapeGlob, scanNode } from "../src/driver/driver";
import { minimalDriver } from "../src/driver/minimal";

test("a scan follows its cursor to the end", async () => {
  const cursors: string[] = [];
  const pages: Record<string, unknown> = { "0": ["7", ["a"]], "7": [9, []], "9": ["0", ["b", "c"]] };
  const found: string[][] = [];
  await scanNode(
    async ([, cursor = ""]) => {
      cursors.push(cursor);
      return pages[cursor];
    },
    "*",
    async (keys) => void found.push(keys),
  );
  expect(cursors).toEqual(["0", "7", "9"]);
  expect(found).toEqual([["a"], ["b", "c"]]);
});

test("a text that is escaped matches only itself", () => {
  expect(escapeGlob("a*b?c[d]e\\")).toBe("a\\*b\\?c\\[d\\]e\\\\");
});

test("a client with the methods of node-redis works one command at a time", async () => {
  const calls: unknown[] = [];
  const record =
    (name: string, reply: unknown = "OK") =>
    async (...args: unknown[]) => {
      calls.push([name, ...args]);
      return reply as never;
    };
  const driver = minimalDriver({
    get: record("get", "1"),
    set: record("set"),
    setEx: record("setEx"),
    del: record("del"),
    eval: record("eval", 1),
    async *scanIterator() {
      yield "a";
      yield ["b", "c"];
    },
  });
  expect(await driver.send("k", ["GET", "k"])).toBe("1");
  await driver.send("k", ["SET", "k", "v"]);
  await driver.send("k", ["SET", "k", "v", "PX", "1500"]);
  await driver.send("k", ["DEL", "k"]);
  await expect(driver.send("k", ["EVALSHA", "x"])).rejects.toThrow("NOSCRIPT");
  await driver.send("k", ["EVAL", "script", "1", "k", "a"]);
  await expect(driver.send("k", ["PING"])).rejects.toThrow("PING");
  expect(calls).toEqual([
    ["get", "k"],
    ["set", "k", "v"],
    ["setEx", "k", 2, "v"],
    ["del", "k"],
    ["eval", "script", { keys: ["k"], arguments: ["a"] }],
  ]);
  const keys: string[][] = [];
  await driver.scan("*", async (found) => void keys.push(found));
  expect(keys).toEqual([["a"], ["b", "c"]]);
});
