import { inspect } from "node:util";
import { SchematicError } from "@schematic/api";
import { describe, expect, test } from "vitest";
import { ConsoleLogger, LocalCache, SchematicClient, systemClock } from "../src/index";

function problemsOf(options: unknown): { path: string; message: string }[] {
  try {
    new SchematicClient(options as never);
  } catch (error) {
    expect(error).toBeInstanceOf(SchematicError);
    expect((error as SchematicError).code).toBe("invalid_options");
    const { problems } = (error as SchematicError).body as { problems: { path: string; message: string }[] };
    for (const { path, message } of problems) {
      expect((error as SchematicError).message).toContain(`${path} ${message}`);
    }
    return problems;
  }
  return [];
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe("options", () => {
  test("all problems are told at once, each with its path and what is allowed", () => {
    const problems = problemsOf({
      apiKey: 5,
      basePath: "ftp://x",
      timeoutMs: "1",
      maxRetries: 1.5,
      logLevel: "loud",
      flagDefaults: { a: "yes" },
      cacheProviders: { flagChecks: [{}] },
      events: { maxBatchSize: 0.5, onFull: "explode", maxQueSize: 1 },
      headers: { a: 1 },
      hooks: [5],
      offline: "yes",
      timeout: 1,
    });
    expect(problems.map((problem) => problem.path).sort()).toEqual([
      "apiKey",
      "basePath",
      "cacheProviders.flagChecks.0",
      "events.maxBatchSize",
      "events.maxQueSize",
      "events.onFull",
      "flagDefaults.a",
      "headers.a",
      "hooks.0",
      "logLevel",
      "maxRetries",
      "offline",
      "timeout",
      "timeoutMs",
    ]);
    const message = (path: string) => problems.find((problem) => problem.path === path)?.message;
    expect(message("events.maxBatchSize")).toBe("must be a whole number, 1 to 100");
    expect(message("logLevel")).toBe('must be one of "debug", "info", "warn", "error"');
    expect(message("timeoutMs")).toBe("must be a number of milliseconds, 1 or more");
    expect(message("cacheProviders.flagChecks.0")).toBe("must be a cache provider, with get, set, delete");
  });

  test.each([
    ["apikey", "apiKey"],
    ["timeout", "timeoutMs"],
    ["baseUrl", "basePath"],
    ["flagDefault", "flagDefaults"],
    ["eventCaptureBaseUrl", "eventCaptureBaseURL"],
    ["enviromentId", "environmentId"],
  ])("an unknown option is named, with the one that was likely meant: %s", (given, meant) => {
    expect(problemsOf({ [given]: "x" })).toEqual([
      { path: given, message: `is not an option; did you mean ${meant}?` },
    ]);
  });

  test("of a group too, and without a guess where none is near", () => {
    expect(problemsOf({ events: { maxQueSize: 1 }, xyzzyx: 1 })).toEqual([
      { path: "events.maxQueSize", message: "is not an option; did you mean events.maxQueueSize?" },
      { path: "xyzzyx", message: "is not an option" },
    ]);
    expect(problemsOf({ events: 5 })[0]?.message).toContain("must be an object with maxQueueSize");
    expect(problemsOf([])).toEqual([{ path: "options", message: "must be an object" }]);
    expect(problemsOf("sch_dev_key")).toEqual([{ path: "options", message: "must be an object" }]);
    expect(
      problemsOf(JSON.parse('{"__proto__": 1, "constructor": 2}')).map((problem) => problem.path),
    ).toEqual(["__proto__", "constructor"]);
  });

  test("no problem tells a value: a key may be among them", () => {
    const apiKey = "sch_prod_very-secret\nX-Evil: 1";
    try {
      new SchematicClient({ apiKey, basePath: apiKey, headers: { a: apiKey } });
      expect.unreachable();
    } catch (error) {
      expect(inspect(error, { depth: 10 })).not.toContain("very-secret");
      expect((error as SchematicError).message).toContain("apiKey must be a string of printable ASCII");
    }
  });

  test.each([
    [
      "a throwing getter",
      {
        get apiKey(): string {
          throw new Error("hostile");
        },
      },
    ],
    [
      "a throwing proxy",
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error("hostile");
          },
        },
      ),
    ],
    ["a revoked proxy", revoked()],
    ["a revoked proxy in a group", { events: revoked() }],
  ])("%s among the options is an invalid option", (_title, options) => {
    expect(problemsOf(options)).toHaveLength(1);
  });

  test("options without a prototype are read like others", async () => {
    const events = Object.assign(Object.create(null), { maxQueueSize: 5 });
    await new SchematicClient(Object.assign(Object.create(null), { offline: true, events })).close();
    expect(problemsOf(Object.assign(Object.create(null), { ofline: true }))).toEqual([
      { path: "ofline", message: "is not an option; did you mean offline?" },
    ]);
  });

  test("undefined and blanks count as not given; whatever is right is taken", async () => {
    const client = new SchematicClient({
      apiKey: "sch_dev_x",
      basePath: " ",
      eventCaptureBaseURL: "",
      environmentId: undefined,
      cacheProviders: { flagChecks: [new LocalCache({ maxItems: 5 })] },
      eventBufferInterval: 50,
      flagDefaults: {},
      headers: { "X-A": "ü" },
      logger: new ConsoleLogger("error"),
      logLevel: "error",
      offline: false,
      timeoutMs: 1,
      maxRetries: 0,
      fetch: globalThis.fetch,
      maxStaleness: 0,
      hooks: [{}],
      clock: systemClock,
      events: { maxQueueSize: 1, maxQueueBytes: 1_000, concurrency: 1, onFull: "drop", flagChecks: "off" },
    });
    expect(client.status().state).toBe("ready");
    await client.close();
    const none = new SchematicClient({ apiKey: undefined, offline: true });
    expect(none.status().state).toBe("offline");
    await new SchematicClient({ offline: true, events: undefined }).close();
  });
});
