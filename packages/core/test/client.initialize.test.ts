import { SchematicError } from "@schematic/api";
import { describe, expect, test } from "vitest";
import { untilReady } from "../src/client/initialize";
import type { FlagSource } from "../src/index";
import { systemClock } from "../src/index";

type Reporter = (error: unknown) => void;

/** A source that never becomes ready, and what a test needs to make it fail. */
function waitingSource(lastError?: unknown): { source: FlagSource; reporters: Set<Reporter> } {
  const reporters = new Set<Reporter>();
  const source: FlagSource = {
    name: "datastream",
    start: () => {},
    ready: () => new Promise(() => {}),
    status: () => ({
      state: "waiting",
      ageMs: undefined,
      flags: 0,
      companies: 0,
      users: 0,
      reconnects: 0,
      lastError,
    }),
    peek: () => undefined,
    load: async () => undefined,
    track: () => {},
    on: (_event, listener) => {
      reporters.add(listener as Reporter);
      return () => reporters.delete(listener as Reporter);
    },
    close: async () => {},
  };
  return { source, reporters };
}

const HOUR = 3_600_000;
const refused = (statusCode: number): SchematicError =>
  new SchematicError({ code: "datastream_refused", statusCode, message: "the key was refused" });

describe("initialize()", () => {
  test.each([
    [401, "unauthorized"],
    [403, "forbidden"],
  ])("rejects at once when the server answers %s", async (statusCode, code) => {
    const { source, reporters } = waitingSource();
    const ready = untilReady(source, systemClock, HOUR);
    const cause = refused(statusCode);
    for (const report of reporters) report(cause);
    await expect(ready).rejects.toMatchObject({ code, statusCode, cause, message: "the key was refused" });
    expect(reporters.size).toBe(0);
  });

  test("rejects at once when the key was refused before the call", async () => {
    const { source } = waitingSource(refused(401));
    await expect(untilReady(source, systemClock, HOUR)).rejects.toMatchObject({ code: "unauthorized" });
  });

  test("waits after other errors, and then names the last one", async () => {
    const lastError = new SchematicError({
      code: "datastream_unavailable",
      message: "no connection to ws://h/p: ECONNREFUSED",
    });
    const { source, reporters } = waitingSource(lastError);
    const ready = untilReady(source, systemClock, 20);
    for (const report of reporters) report(refused(500));
    for (const report of reporters) report("not an error");
    await expect(ready).rejects.toMatchObject({
      code: "timeout",
      cause: lastError,
      message: expect.stringContaining("no connection to ws://h/p: ECONNREFUSED"),
    });
    expect(reporters.size).toBe(0);
  });
});
