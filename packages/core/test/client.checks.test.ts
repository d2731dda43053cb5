import { describe, expect, test } from "vitest";
import { allTrue, flagOf, gate, setUp } from "./support/client";
import { checkAnswer } from "./support/server";

const ctx = { company: { id: "c1" } };

describe("a check over REST", () => {
  test("asks with company and user and answers what the server says", async () => {
    const { server, client } = await setUp();
    const answer = await client.checkFlagWithEntitlement({ ...ctx, user: { id: "u1" } }, "a flag");
    expect(answer).toMatchObject({ value: true, reason: "match", flagKey: "a flag", source: "api" });
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({
      method: "POST",
      path: "/flags/a%20flag/check",
      body: { company: { id: "c1" }, user: { id: "u1" } },
    });
    expect(server.seen[0]?.headers["x-schematic-api-key"]).toBe("sch_dev_test_key");
  });

  test.each([{}, { company: {}, user: null }, { company: undefined }])(
    "without any key is asked with neither company nor user: %j",
    async (context) => {
      const { server, client } = await setUp();
      expect(await client.checkFlag(context, "flag")).toBe(true);
      expect(server.seen[0]?.body).toEqual({});
    },
  );

  test("gives the entitlement in camelCase with dates", async () => {
    const { client } = await setUp({}, (seen) =>
      checkAnswer(flagOf(seen.path), true, {
        company_id: "comp_1",
        rule_type: "plan_entitlement",
        feature_usage_reset_at: "2026-01-01T00:00:00Z",
        entitlement: {
          feature_id: "feat_1",
          feature_key: "f",
          value_type: "numeric",
          metric_reset_at: "2026-01-01T00:00:00Z",
        },
      }),
    );
    for (const source of ["api", "cache"]) {
      const answer = await client.checkFlagWithEntitlement(ctx, "f");
      expect(answer).toMatchObject({ source, companyId: "comp_1", ruleType: "plan_entitlement" });
      expect(answer.featureUsageResetAt).toEqual(new Date("2026-01-01T00:00:00Z"));
      expect(answer.entitlement?.metricResetAt).toEqual(new Date("2026-01-01T00:00:00Z"));
      // What a caller does with its answer is its own affair.
      answer.value = false;
      if (answer.entitlement) answer.entitlement.featureKey = "changed";
    }
    expect((await client.checkFlagWithEntitlement(ctx, "f")).entitlement?.featureKey).toBe("f");
    expect(await client.checkFlag(ctx, "f")).toBe(true);
  });

  test("headers and environment go with it", async () => {
    const { server, client } = await setUp({ headers: { "X-Tenant": "t1" }, environmentId: "env_1" });
    await client.checkFlag(ctx, "flag");
    await client.track({ event: "e" });
    await client.flush();
    expect(server.seen).toHaveLength(2);
    for (const seen of server.seen) {
      expect(seen.headers).toMatchObject({ "x-tenant": "t1", "x-schematic-environment-id": "env_1" });
    }
  });
});

describe("one request in flight per question", () => {
  test("100 concurrent cold checks of one flag make one request", async () => {
    const { server, client } = await setUp();
    const answers = await Promise.all(Array.from({ length: 100 }, () => client.checkFlag(ctx, "flag")));
    expect(answers).toEqual(Array(100).fill(true));
    expect(server.seen).toHaveLength(1);
  });

  test("they fail together, with one request, and the next check asks again", async () => {
    let broken = true;
    const { server, client } = await setUp({ flagDefaults: { flag: true } }, (seen, response) => {
      if (!broken) return checkAnswer(flagOf(seen.path), false);
      response.statusCode = 500;
      return { error: "down" };
    });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => client.checkFlagWithEntitlement(ctx, "flag")),
    );
    for (const answer of answers) {
      expect(answer).toMatchObject({ value: true, source: "configured-default", reason: "flag default" });
    }
    expect(server.seen).toHaveLength(1);
    broken = false;
    expect(await client.checkFlag(ctx, "flag")).toBe(false);
  });

  test("different questions are different requests", async () => {
    const { server, client } = await setUp();
    await Promise.all([
      client.checkFlag({ company: { ab: "c" } }, "flag"),
      client.checkFlag({ company: { a: "bc" } }, "flag"),
      client.checkFlag({ user: { ab: "c" } }, "flag"),
      client.checkFlag({ company: { a: "1", b: "2" } }, "flag"),
      client.checkFlag({ company: { a: "1" }, user: { b: "2" } }, "flag"),
      client.checkFlag({ company: { ab: "c" } }, "fla"),
    ]);
    expect(server.seen).toHaveLength(6);
  });

  test("a check that waits no longer leaves the request to the others; the last one ends it", async () => {
    const held = gate();
    const aborted = gate();
    const { server, client } = await setUp({}, async (seen, response) => {
      if (seen.path === "/batch") return {};
      response.on("close", () => aborted.open());
      await held.promise;
      return checkAnswer("flag");
    });
    const patient = client.checkFlag(ctx, "flag");
    const hasty = client.checkFlagWithEntitlement(ctx, "flag", { timeoutMs: 20, defaultValue: true });
    expect(await hasty).toMatchObject({ value: true, source: "call-default", err: "timeout" });
    held.open();
    expect(await patient).toBe(true);
    expect(server.seen).toHaveLength(1);

    const second = await setUp({}, (_seen, response) => {
      response.on("close", () => aborted.open());
      return undefined;
    });
    expect(await second.client.checkFlag(ctx, "flag", { timeoutMs: 20 })).toBe(false);
    await aborted.promise;
    expect(second.client.status().checksInFlight).toBe(0);
  });
});

describe("preflight", () => {
  const preflight = {
    usage: 1.2,
    eventUsage: { eventSubtype: "call", quantity: 2.5 },
    creditCost: { cr: 0.5 },
  };

  test("goes to the server rounded up, past the cache", async () => {
    const { server, client } = await setUp();
    await client.checkFlag(ctx, "flag");
    await client.checkFlag(ctx, "flag", preflight);
    await client.checkFlag(ctx, "flag", preflight);
    expect(server.seen).toHaveLength(3);
    expect(server.seen[1]?.body).toEqual({
      company: { id: "c1" },
      preflight: { usage: 2, event_usage: { event_subtype: "call", quantity: 3 }, credit_cost: { cr: 0.5 } },
    });
    expect(await client.checkFlagWithEntitlement(ctx, "flag")).toMatchObject({ source: "cache" });
  });

  test("may be part of the context, as in the REST body", async () => {
    const { server, client } = await setUp();
    await client.checkFlag({ ...ctx, preflight: { usage: 3 } }, "flag");
    expect(server.seen[0]?.body.preflight).toEqual({ usage: 3 });
  });

  test("of nothing is no preflight", async () => {
    const { server, client } = await setUp();
    await client.checkFlag(ctx, "flag", { usage: 0, eventUsage: { eventSubtype: "call", quantity: 0 } });
    expect(await client.checkFlagWithEntitlement(ctx, "flag")).toMatchObject({ source: "cache" });
    expect(server.seen[0]?.body).toEqual({ company: { id: "c1" } });
  });

  test("check() sends its usage", async () => {
    const { server, client } = await setUp();
    expect(await client.check(ctx, "flag", { usage: 2 })).toMatchObject({
      allowed: true,
      value: true,
      flagKey: "flag",
    });
    await client.check(ctx, "flag", { usage: 2, eventSubtype: "tokens" });
    expect(server.seen.map((seen) => seen.body.preflight)).toEqual([
      { usage: 2 },
      { event_usage: { event_subtype: "tokens", quantity: 2 } },
    ]);
  });
});

describe("checkFlags", () => {
  const all = (flags: Record<string, boolean>) => ({
    data: { flags: Object.entries(flags).map(([flag, value]) => ({ flag, value, reason: "match" })) },
    params: {},
  });

  test("answers in the order asked; what the server does not know is the default", async () => {
    const { client } = await setUp({ flagDefaults: { d: true } }, () => all({ a: true, b: false, c: true }));
    const answers = await client.checkFlags(ctx, ["c", "d", "a", "x"]);
    expect(answers.map(({ flag, value, source }) => [flag, value, source])).toEqual([
      ["c", true, "api"],
      ["d", true, "configured-default"],
      ["a", true, "api"],
      ["x", false, "default"],
    ]);
    expect(answers[1]?.error).toBe("flag_not_found");
  });

  test("without keys gives all", async () => {
    const { client } = await setUp({}, () => all({ a: true, b: false }));
    for (const keys of [undefined, []]) {
      expect((await client.checkFlags(ctx, keys)).map((answer) => answer.flag)).toEqual(["a", "b"]);
    }
  });

  test("fills and uses the cache of single checks", async () => {
    const { server, client } = await setUp({}, (seen) =>
      seen.path === "/flags/check" ? all({ a: true, b: true }) : allTrue(seen, undefined as never),
    );
    await client.checkFlags(ctx, ["a"]);
    expect(await client.checkFlagWithEntitlement(ctx, "b")).toMatchObject({ value: true, source: "cache" });
    expect((await client.checkFlags(ctx, ["b", "a"])).map((answer) => answer.source)).toEqual([
      "cache",
      "cache",
    ]);
    expect(server.seen).toHaveLength(1);
    await client.checkFlag(ctx, "c");
    await client.checkFlags(ctx, ["c", "a"]);
    expect(server.seen).toHaveLength(2);
  });

  test("concurrent ones for one context share a request", async () => {
    const { server, client } = await setUp({}, () => all({ a: true, b: true }));
    await Promise.all([client.checkFlags(ctx), client.checkFlags(ctx, ["a"]), client.checkFlags(ctx, ["b"])]);
    expect(server.seen).toHaveLength(1);
  });

  test("a failure answers the defaults", async () => {
    const { client } = await setUp({ flagDefaults: { a: true } }, (_seen, response) => {
      response.statusCode = 503;
      return { error: "down" };
    });
    expect((await client.checkFlags(ctx, ["a", "b"])).map((answer) => answer.value)).toEqual([true, false]);
    expect((await client.checkFlags(ctx)).map((answer) => answer.flag)).toEqual(["a"]);
  });
});

describe("defaults", () => {
  const down = (_seen: unknown, response: { statusCode: number }) => {
    response.statusCode = 404;
    return { error: "no such flag" };
  };

  test("the call's, the configured, then false; reason and source say which", async () => {
    const { client } = await setUp({ flagDefaults: { on: true } }, down);
    client.setFlagDefault("later", true);
    client.setFlagDefaults({ more: true, on: false });
    const ask = async (key: string, options?: object) => {
      const { value, source } = await client.checkFlagWithEntitlement(ctx, key, options);
      return [value, source];
    };
    expect(await ask("on", { defaultValue: true })).toEqual([true, "call-default"]);
    expect(await ask("on", { defaultValue: () => true })).toEqual([true, "call-default"]);
    expect(await ask("on")).toEqual([false, "configured-default"]);
    expect(await ask("later")).toEqual([true, "configured-default"]);
    expect(await ask("more")).toEqual([true, "configured-default"]);
    expect(await ask("other")).toEqual([false, "default"]);
  });

  test("a default that is none is told and passed over", async () => {
    const { client, logger } = await setUp({ flagDefaults: { on: true } }, down);
    const throwing = () => {
      throw new Error("boom");
    };
    expect(await client.checkFlag(ctx, "on", { defaultValue: throwing })).toBe(true);
    expect(await client.checkFlag(ctx, "on", { defaultValue: "yes" as never })).toBe(true);
    client.setFlagDefault("x", "yes" as never);
    expect(await client.checkFlag(ctx, "x")).toBe(false);
    client.setFlagDefaults(null as never);
    expect(await client.checkFlag(ctx, "on")).toBe(true);
    const told = logger.lines.filter((line) => line.includes("(invalid_default)"));
    expect(told.map((line) => /(defaultValue|A flag default|setFlagDefaults)/.exec(line)?.[1])).toEqual([
      "defaultValue",
      "defaultValue",
      "A flag default",
      "setFlagDefaults",
    ]);
  });

  test("a function is asked only when the default is needed", async () => {
    const { client } = await setUp();
    let calls = 0;
    const defaultValue = () => {
      calls++;
      return false;
    };
    expect(await client.checkFlag(ctx, "flag", { defaultValue })).toBe(true);
    expect(calls).toBe(0);
  });
});

describe("bad input", () => {
  test.each([
    ["a number as a key's value", { company: { id: 5 } }, "flag", "invalid_context"],
    ["a missing value", { company: { id: undefined } }, "flag", "invalid_context"],
    ["an empty value", { company: { id: "" } }, "flag", "invalid_context"],
    ["an empty name", { user: { "": "x" } }, "flag", "invalid_context"],
    ["a list of keys", { user: ["x"] }, "flag", "invalid_context"],
    ["a text as context", "c1", "flag", "invalid_context"],
    ["an empty flag key", { company: { id: "c1" } }, "", "invalid_flag_key"],
    ["no flag key", { company: { id: "c1" } }, undefined, "invalid_flag_key"],
  ])("%s: the default and a logged error", async (_title, context, key, code) => {
    const { server, client, logger } = await setUp();
    const answer = await client.checkFlagWithEntitlement(context as never, key as never, {
      defaultValue: true,
    });
    expect(answer).toMatchObject({ value: true, source: "call-default", err: code });
    expect(await client.checkFlag(context as never, key as never)).toBe(false);
    expect(client.checkFlagSync(context as never, key as never)).toBe(false);
    if (key !== undefined) {
      expect((await client.checkFlags(context as never, [key]))[0]).toMatchObject({
        value: false,
        error: code,
      });
    }
    expect(server.seen).toHaveLength(0);
    expect(logger.lines.some((line) => line.startsWith("error: ") && line.includes(code))).toBe(true);
  });

  test.each([
    [
      "undefined beside a key",
      { company: { id: "c1", domain: undefined } },
      { company: { id: "c1" } },
      false,
    ],
    [
      "a user of undefined",
      { company: { id: "c1" }, user: { id: undefined } },
      { company: { id: "c1" } },
      false,
    ],
    ["an empty value beside a key", { company: { id: "c1", domain: "" } }, { company: { id: "c1" } }, true],
    ["an empty user", { company: { id: "c1" }, user: { id: "" } }, { company: { id: "c1" } }, true],
    ["both", { user: { id: "u1", a: undefined, "": "x" } }, { user: { id: "u1" } }, true],
  ])("%s: answered by the others, told when empty", async (_title, context, asked, told) => {
    const { server, client, logger } = await setUp({ cacheProviders: { flagChecks: [] } });
    expect(await client.checkFlag(context as never, "flag")).toBe(true);
    await client.checkFlags(context as never, ["flag"]);
    expect(server.seen.map((one) => one.body)).toEqual([asked, asked]);
    expect(logger.lines.some((line) => line.includes("invalid_context"))).toBe(told);
  });

  test.each([
    { usage: Number.NaN },
    { usage: -1 },
    { usage: "2" },
    { eventUsage: { eventSubtype: "", quantity: 1 } },
    { eventUsage: { eventSubtype: "e", quantity: Infinity } },
    { eventUsage: 3 },
    { creditCost: { c: -1 } },
  ])("a preflight of %j: the default and a logged error", async (options) => {
    const { server, client, logger } = await setUp();
    expect(await client.checkFlagWithEntitlement(ctx, "flag", options as never)).toMatchObject({
      value: false,
      err: "invalid_preflight",
    });
    expect(server.seen).toHaveLength(0);
    expect(logger.lines.some((line) => line.includes("invalid_preflight"))).toBe(true);
  });

  test("a check's timeoutMs that is none is told and passed over", async () => {
    const { client, logger } = await setUp();
    expect(await client.checkFlag(ctx, "flag", { timeoutMs: -5 })).toBe(true);
    expect(logger.lines.some((line) => line.includes("invalid_timeout"))).toBe(true);
  });

  test("options that are null are none", async () => {
    const { client } = await setUp();
    expect(await client.checkFlag(ctx, "flag", null as never)).toBe(true);
    expect(await client.check(ctx, "flag", null as never)).toMatchObject({ allowed: true });
    await client.track(null as never);
    await client.identify(undefined as never);
  });
});

describe("offline", () => {
  test.each([[{ offline: true }], [{ apiKey: undefined }], [{ apiKey: " " }]])(
    "%j: no request at all",
    async (options) => {
      const { server, client, logger } = await setUp({ flagDefaults: { on: true }, ...options });
      expect(await client.checkFlagWithEntitlement(ctx, "on")).toMatchObject({
        value: true,
        source: "configured-default",
        err: "offline",
      });
      expect(await client.checkFlag(ctx, "off", { defaultValue: true })).toBe(true);
      expect(client.checkFlagSync(ctx, "on")).toBe(true);
      expect(await client.checkFlags(ctx)).toMatchObject([{ flag: "on", value: true }]);
      expect(await client.checkFlags(ctx, ["on", "off"])).toMatchObject([{ value: true }, { value: false }]);
      await client.initialize();
      await client.identify({ keys: { id: "u1" } });
      await client.track({ event: "e" });
      expect(await client.flush()).toBe(0);
      expect(client.status()).toMatchObject({ state: "offline", source: "default" });
      await client.close();
      expect(server.seen).toHaveLength(0);
      expect(logger.lines.filter((line) => line.startsWith("warn")).length).toBe("apiKey" in options ? 1 : 0);
    },
  );
});
