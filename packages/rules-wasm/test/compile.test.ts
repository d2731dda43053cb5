import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.resetModules();
  vi.doUnmock("../src/generated/engine");
});

const digest = (bytes: ArrayBuffer | ArrayBufferView): string =>
  createHash("sha256")
    .update(ArrayBuffer.isView(bytes) ? (bytes as Uint8Array) : new Uint8Array(bytes))
    .digest("hex");

/** A function of newer runtimes; here Node's own decoder stands for it. */
class WithFromBase64 extends Uint8Array {
  static fromBase64(text: string): Uint8Array {
    return new Uint8Array(Buffer.from(text, "base64"));
  }
}

const raw = "../src/compile.raw";
const deflated = "../src/compile";

describe("the bytes that are compiled are those of engine.wasm", () => {
  it.each([
    ["as they are, with a Buffer", raw, {}],
    ["as they are, without", raw, { Buffer: undefined }],
    ["inflated", deflated, {}],
    ["inflated, with fromBase64", deflated, { Uint8Array: WithFromBase64 }],
  ])("%s", async (_, path, globals) => {
    const wanted = digest(readFileSync(new URL("../build/engine.wasm", import.meta.url)));
    const compile = vi.spyOn(WebAssembly, "compile");
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    const { compileEngine } = await import(path);
    await compileEngine();
    vi.unstubAllGlobals();
    // Node compiles a module of its own when a Response is first read.
    expect(digest(compile.mock.lastCall?.[0] as ArrayBuffer)).toBe(wanted);
  });
});

it.each([
  ["cut", (text: string) => text.slice(0, 8000)],
  ["changed", (text: string) => `AAAA${text.slice(4)}`],
  ["no base64", (text: string) => `?${text}`],
  ["empty", () => ""],
])("a text of the module that is %s is reported as unsupported_runtime", async (_, damage) => {
  const { DEFLATED_BASE64 } = await import("../src/generated/engine");
  vi.doMock("../src/generated/engine", () => ({ DEFLATED_BASE64: damage(DEFLATED_BASE64) }));
  vi.resetModules();
  const { loadRulesEngine } = await import("../src/load");
  await expect(loadRulesEngine()).rejects.toMatchObject({
    name: "RulesEngineError",
    code: "unsupported_runtime",
    cause: expect.anything(),
  });
});
