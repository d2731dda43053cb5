import { expect, test, vi } from "vitest";

test("creates no coder when the module is loaded", async () => {
  vi.stubGlobal("TextEncoder", undefined);
  vi.stubGlobal("TextDecoder", undefined);
  vi.resetModules();
  const { decodeText, encodeText } = await import("../src");
  vi.unstubAllGlobals();
  expect(encodeText("é€😀")).toEqual(new Uint8Array([195, 169, 226, 130, 172, 240, 159, 152, 128]));
  expect(decodeText(encodeText("é€😀"))).toBe("é€😀");
});

test("decodes views, buffers and invalid sequences", async () => {
  const { decodeText } = await import("../src");
  expect(decodeText(new Uint8Array([97, 98, 99]).subarray(1))).toBe("bc");
  expect(decodeText(new Uint8Array([97]).buffer)).toBe("a");
  expect(decodeText(new Uint8Array([255]))).toBe("\uFFFD");
});
