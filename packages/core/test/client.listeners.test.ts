import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { guardListener } from "../src/client/listeners";
import { collectingLogger, setUp } from "./support/client";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const FAILURES: [string, () => unknown][] = [
  [
    "throws",
    () => {
      throw new Error("boom");
    },
  ],
  ["rejects", () => Promise.reject(new Error("boom"))],
  [
    "returns a thenable that rejects",
    // biome-ignore lint/suspicious/noThenProperty: a promise of another library is the subject.
    () => ({ then: (_ok: unknown, fail: (e: Error) => void) => fail(new Error("boom")) }),
  ],
];

const unhandled: unknown[] = [];
const note = (error: unknown): void => {
  unhandled.push(error);
};
beforeEach(() => {
  unhandled.length = 0;
  process.on("unhandledRejection", note);
});
afterEach(() => {
  process.off("unhandledRejection", note);
});

describe.each(FAILURES)("a listener that %s", (_title, fail) => {
  test("is logged and reaches neither the caller nor the process", async () => {
    const logger = collectingLogger();
    const got: unknown[] = [];
    const guarded = guardListener(
      '"drop"',
      (...args: unknown[]) => {
        got.push(...args);
        return fail();
      },
      logger,
    );
    expect(guarded(1, 2)).toBeUndefined();
    await turn();
    expect(got).toEqual([1, 2]);
    expect(logger.lines).toEqual(['warn: A listener of "drop" failed: Error: boom']);
    expect(unhandled).toEqual([]);
  });

  test("of a source's event and of onFlagChange() is guarded by the client", async () => {
    const listeners: ((value: never) => unknown)[] = [];
    const add = (listener: (value: never) => unknown): (() => void) => {
      listeners.push(listener);
      return () => {};
    };
    const flagSource = {
      name: "datastream" as const,
      start: () => {},
      ready: async () => {},
      status: () => ({ state: "ready" as const, ageMs: 0, flags: 0, companies: 0, users: 0, reconnects: 0 }),
      peek: () => undefined,
      load: async () => undefined,
      track: () => {},
      on: (_event: string, listener: (value: never) => unknown) => add(listener),
      watch: (_context: unknown, _key: string, listener: (value: never) => unknown) => add(listener),
      close: async () => {},
    };
    const { client, logger } = await setUp({ flagSource });
    client.on("flagChanged", fail as never);
    client.onFlagChange("flag-1", {}, fail as never);
    for (const listener of listeners) listener({ value: true, reason: "r", flagKey: "flag-1" } as never);
    await turn();
    expect(listeners).toHaveLength(2);
    expect(logger.lines.filter((line) => line.includes("boom"))).toEqual([
      'warn: [schematic] A listener of "flagChanged" failed: Error: boom',
      'warn: [schematic] A listener of onFlagChange("flag-1") failed: Error: boom',
    ]);
    expect(unhandled).toEqual([]);
  });
});
