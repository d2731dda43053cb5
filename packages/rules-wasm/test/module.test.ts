import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const digest = (bytes: ArrayBufferView | Buffer): string =>
  createHash("sha256")
    .update(bytes as Buffer)
    .digest("hex");

it.each([
  ["with", globalThis.Buffer],
  ["without", undefined],
])("the bytes that are compiled are those of engine.wasm, %s a Buffer", async (_, buffer) => {
  const wanted = digest(readFileSync(new URL("../build/engine.wasm", import.meta.url)));
  const compile = vi.spyOn(WebAssembly, "compile");
  vi.stubGlobal("Buffer", buffer);
  const { engineModule } = await import("../src/module");
  await engineModule();
  const [[bytes] = []] = compile.mock.calls;
  vi.unstubAllGlobals();
  compile.mockRestore();
  expect(digest(bytes as Uint8Array)).toBe(wanted);
});
