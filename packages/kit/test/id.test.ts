import { afterEach, expect, test, vi } from "vitest";
import { randomId } from "../src";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

afterEach(() => vi.unstubAllGlobals());

const { crypto: real } = globalThis;
const failing = () => {
  throw new Error("not allowed here");
};

test.each([
  ["crypto.randomUUID", real],
  [
    "crypto.getRandomValues only (http pages)",
    { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => real.getRandomValues(bytes) },
  ],
  ["no crypto (React Native)", undefined],
  ["a crypto that throws", { randomUUID: failing, getRandomValues: failing }],
])("returns different version 4 ids with %s", (_, crypto) => {
  vi.stubGlobal("crypto", crypto);
  const ids = Array.from({ length: 1_000 }, randomId);
  for (const id of ids) expect(id).toMatch(UUID);
  expect(new Set(ids).size).toBe(1_000);
});

test("prefers the strongest source", () => {
  vi.stubGlobal("crypto", { randomUUID: () => "own", getRandomValues: failing });
  expect(randomId()).toBe("own");
  const fill = vi.fn((bytes: Uint8Array) => bytes.fill(255));
  vi.stubGlobal("crypto", { getRandomValues: fill });
  expect(randomId()).toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
  expect(fill).toHaveBeenCalledOnce();
});
