import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

test("asks for no-store where Request knows it", async () => {
  const { noStore } = await import("../src");
  expect(noStore()).toEqual({ cache: "no-store" });
});

test.each([
  [
    "throws for it, as in workerd",
    class {
      constructor() {
        throw new Error("not implemented");
      }
    },
  ],
  ["ignores it", class {}],
  ["is missing", undefined],
])("sends nothing where Request %s", async (_, stub) => {
  vi.stubGlobal("Request", stub);
  const { noStore } = await import("../src");
  expect(noStore()).toEqual({});
});
