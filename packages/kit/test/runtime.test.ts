import { expect, test } from "vitest";
import { connectsByItself, detectRuntime, hasPerRequestIo, nodeProcess } from "../src";

const process_ = { versions: { node: "20.0.0" }, once: () => {}, on: () => {}, off: () => {} };

test.each([
  ["node", { process: process_ }, true, false],
  ["bun", { Bun: {}, process: process_ }, true, false],
  ["deno", { Deno: {}, process: process_ }, true, false],
  ["workerd", { navigator: { userAgent: "Cloudflare-Workers" }, process: process_ }, false, true],
  ["edge-light", { EdgeRuntime: "edge-runtime", process: process_ }, false, true],
  ["browser", { document: {}, navigator: { userAgent: "Mozilla/5.0" } }, false, false],
  ["node", { document: {}, process: process_ }, true, false],
  ["unknown", {}, false, false],
  ["unknown", { process: { versions: { node: "20.0.0" } } }, false, false],
] as const)("recognises %s", (runtime, scope, connects, perRequest) => {
  expect(detectRuntime(scope)).toBe(runtime);
  expect(connectsByItself(scope)).toBe(connects);
  expect(hasPerRequestIo(scope)).toBe(perRequest);
});

test("finds the real process and runtime of this test", () => {
  expect(nodeProcess()).toBe(process);
  expect(detectRuntime()).toBe("node");
});
