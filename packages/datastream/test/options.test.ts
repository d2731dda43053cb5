import { LocalCache, SchematicError } from "@schematic/core";
import { expect, test } from "vitest";
import { dataStream, replicatorSource, sharedCaches } from "../src/index";

function problemsOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(SchematicError);
    expect((error as SchematicError).code).toBe("invalid_options");
    return (error as SchematicError).body;
  }
  return undefined;
}

test("all wrong options of dataStream() are reported at once, by their own names", () => {
  const options = { url: "ftp://x", pingIntervall: 1, reconnect: { min: 2, max: 1, spred: 0 }, cacheTTL: -1 };
  expect(problemsOf(() => dataStream(options as never))).toEqual({
    problems: [
      { path: "url", message: "must be a ws:, wss:, http: or https: URL" },
      { path: "reconnect.min", message: "must be at most reconnect.max" },
      { path: "cacheTTL", message: "must be a number of milliseconds, 0 or more, or null for none" },
      { path: "pingIntervall", message: "is not an option; did you mean pingInterval?" },
      { path: "reconnect.spred", message: "is not an option; did you mean reconnect.spread?" },
    ],
  });
});

test("caches of dataStream() are those that sharedCaches() returned", () => {
  const caches = { companyCache: new LocalCache() };
  expect(problemsOf(() => dataStream({ caches } as never))).toEqual({
    problems: [{ path: "caches", message: expect.stringContaining("sharedCaches({ … }) returned") }],
  });
  expect(problemsOf(() => dataStream({ caches: sharedCaches(caches), cacheTTL: null }))).toBeUndefined();
  expect(problemsOf(() => sharedCaches({ companyCache: { get: 1 }, compnyCache: 1 } as never))).toEqual({
    problems: [
      { path: "companyCache", message: "must be a cache provider, with get, set, delete" },
      { path: "compnyCache", message: "is not an option; did you mean companyCache?" },
    ],
  });
});

test("options of replicatorSource() have names of their own", () => {
  expect(problemsOf(() => replicatorSource({ healthURL: "http://x", cacheWait: 0 } as never))).toEqual({
    problems: [
      { path: "cacheWait", message: "must be a number of milliseconds, 1 or more" },
      { path: "healthURL", message: "is not an option; did you mean healthUrl?" },
    ],
  });
});
