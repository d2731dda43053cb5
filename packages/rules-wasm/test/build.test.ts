import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { compileEngine } from "../scripts/build-wasm.mjs";

const recorded = readFileSync(new URL("../assembly/engine.sha256", import.meta.url), "utf8").trim();
const built = readFileSync(new URL("../build/engine.wasm", import.meta.url));

test("the engine is rebuilt byte by byte", async () => {
  const again = await compileEngine();
  expect(createHash("sha256").update(again).digest("hex")).toBe(recorded);
  expect(Buffer.compare(built, again)).toBe(0);
}, 600_000);

test("the engine imports nothing and stays small", () => {
  expect(WebAssembly.Module.imports(new WebAssembly.Module(built))).toEqual([]);
  expect(built.length).toBeLessThanOrEqual(32_000);
  expect(gzipSync(built, { level: 9 }).length).toBeLessThanOrEqual(14_000);
});
