import { describe, expect, test } from "vitest";
import { flagOf, type SetUp, setUp } from "./support/client";
import { checkAnswer, type Respond } from "./support/server";

const ctx = { company: { id: "c1" }, user: { id: "u1" } };
const FLAGS = ["a", "b", "c"];

/** Responds to checks of one flag and of all flags. The value is that of `values`, which a test may change. */
function flags(values: Record<string, boolean>): Respond {
  const valueFor = (flag: string): boolean => (Object.hasOwn(values, flag) ? values[flag] === true : false);
  const one = (flag: string): object => (checkAnswer(flag, valueFor(flag)) as { data: object }).data;
  return ({ path }) => {
    if (path === "/batch") return {};
    if (path === "/flags/check") return { data: { flags: Object.keys(values).map(one) }, params: {} };
    return checkAnswer(flagOf(path), valueFor(flagOf(path)));
  };
}

/** A client without a cache, so that every check reaches the server. */
const uncached = (respond: Respond): Promise<SetUp> => setUp({ cacheProviders: { flagChecks: [] } }, respond);

describe("a scope", () => {
  test("checks, tracks and identifies with its context", async () => {
    const { server, client } = await uncached(flags({ a: true }));
    const scope = client.forContext(ctx);
    expect(await scope.checkFlag("a")).toBe(true);
    expect(await scope.checkFlagWithEntitlement("a")).toMatchObject({ value: true, source: "api" });
    expect(await scope.check("a", { usage: 2 })).toMatchObject({ allowed: true });
    expect(scope.checkFlagSync("a", { defaultValue: true })).toBe(true);
    await scope.track({ event: "export", quantity: 2 });
    await scope.identify({ name: "Wile" });
    await client.flush();
    const checks = server.seen.filter(({ path }) => path.endsWith("/check"));
    for (const { body } of checks) expect(body).toMatchObject(ctx);
    const events = server.to("/batch").flatMap(({ body }) => body.events);
    expect(events).toMatchObject([
      { type: "track", body: { event: "export", quantity: 2, ...ctx } },
      { type: "identify", body: { name: "Wile", keys: ctx.user, company: { keys: ctx.company } } },
    ]);
  });

  test("an event's own company and user win over the scope's", async () => {
    const { server, client } = await uncached(flags({}));
    await client.forContext(ctx).track({ event: "export", company: { id: "other" } });
    await client.flush();
    const [event] = server.to("/batch").flatMap(({ body }) => body.events);
    expect(event.body).toMatchObject({ company: { id: "other" }, user: ctx.user });
  });

  test("keeps a frozen copy of its context", async () => {
    const { server, client } = await uncached(flags({ a: true }));
    const given = { company: { id: "c1" } };
    const scope = client.forContext(given);
    given.company.id = "changed";
    await scope.checkFlag("a");
    expect(server.seen[0]?.body).toEqual({ company: { id: "c1" } });
    expect(Object.isFrozen(scope.context)).toBe(true);
    expect(Object.isFrozen(scope.context.company)).toBe(true);
  });

  test.each([() => null, () => undefined, () => "acme", () => 7, revoked, () => ({ company: revoked() })])(
    "with the context %# throws nothing",
    async (make) => {
      const { client } = await uncached(flags({ a: true }));
      const scope = client.forContext(make() as never, { memo: true });
      expect(await scope.checkFlag("a")).toBeTypeOf("boolean");
      expect(await scope.checkFlags(["a"])).toHaveLength(1);
      await scope.track({ event: "export" });
      await scope.identify();
      expect(client.status().checksInFlight).toBe(0);
    },
  );
});

describe("a scope with a memo", () => {
  test("keeps the first result of a flag, alone and in bulk", async () => {
    const values: Record<string, boolean> = { a: true, b: true, c: true };
    const { server, client } = await uncached(flags(values));
    const scope = client.forContext(ctx, { memo: true });
    expect(await scope.checkFlag("a")).toBe(true);
    for (const flag of FLAGS) values[flag] = false;
    expect(await scope.checkFlag("a")).toBe(true);
    expect((await scope.checkFlags(["c", "a", "b"])).map(({ flag, value }) => [flag, value])).toEqual([
      ["c", false],
      ["a", true],
      ["b", false],
    ]);
    values.b = true;
    expect(await scope.checkFlag("b")).toBe(false);
    expect((await scope.checkFlags()).map(({ flag, value }) => [flag, value])).toEqual([
      ["a", true],
      ["b", false],
      ["c", false],
    ]);
    expect(server.to("/flags/a/check")).toHaveLength(1);
  });

  test("shares one request of concurrent checks", async () => {
    const { server, client } = await uncached(flags({ a: true }));
    const scope = client.forContext(ctx, { memo: true });
    await Promise.all([scope.checkFlag("a"), scope.checkFlag("a"), scope.checkFlagWithEntitlement("a")]);
    expect(server.to("/flags/a/check")).toHaveLength(1);
  });

  test("keeps no check with a preflight", async () => {
    const { server, client } = await uncached(flags({ a: true }));
    const scope = client.forContext(ctx, { memo: true });
    await scope.checkFlag("a", { usage: 1 });
    await scope.checkFlag("a", { usage: 2 });
    await scope.checkFlag("a");
    expect(server.to("/flags/a/check").map(({ body }) => body.preflight?.usage)).toEqual([1, 2, undefined]);
  });

  test("keeps no default of a call", async () => {
    const { client } = await uncached(({ path }, response) => {
      if (path !== "/batch") response.statusCode = 500;
      return {};
    });
    const scope = client.forContext(ctx, { memo: true });
    expect(await scope.checkFlag("a", { defaultValue: true })).toBe(true);
    expect(await scope.checkFlag("a", { defaultValue: false })).toBe(false);
  });

  test("returns a copy, so that a caller's changes stay with that caller", async () => {
    const { client } = await uncached(flags({ a: true }));
    const scope = client.forContext(ctx, { memo: true });
    const first = await scope.checkFlagWithEntitlement("a");
    first.value = false;
    expect((await scope.checkFlagWithEntitlement("a")).value).toBe(true);
  });
});

describe("a scope with overrides", () => {
  test("returns them without asking, and marks them", async () => {
    const { server, client } = await uncached(flags({ a: false, b: true }));
    const scope = client.forContext(ctx, { overrides: { a: true, constructor: true } });
    expect(await scope.checkFlag("a", { defaultValue: false })).toBe(true);
    expect(scope.checkFlagSync("a")).toBe(true);
    expect(await scope.checkFlagWithEntitlement("a")).toMatchObject({
      source: "override",
      reason: "override",
    });
    expect(await scope.check("a", { usage: 5 })).toMatchObject({ allowed: true, source: "override" });
    expect(server.seen).toEqual([]);
    const all = await scope.checkFlags();
    expect(all.map(({ flag, value }) => [flag, value])).toEqual([
      ["a", true],
      ["b", true],
      ["constructor", true],
    ]);
    expect(await scope.checkFlag("toString")).toBe(false);
  });

  test("ignores values that are not boolean", async () => {
    const { client } = await uncached(flags({ a: true }));
    const scope = client.forContext(ctx, { overrides: { a: "false" } as never });
    expect(await scope.checkFlag("a")).toBe(true);
  });
});

describe("forBrowser()", () => {
  test("has usage and dates, but no id, key or name of a rule", async () => {
    const secret = {
      company_id: "comp_secret",
      user_id: "user_secret",
      flag_id: "flag_secret",
      rule_id: "rule_secret",
      rule_type: "plan_entitlement",
      reason: 'Matched plan entitlement rule "Secret plan" (rule_secret)',
      feature_allocation: 10,
      feature_usage: 10,
      feature_usage_event: "export",
      feature_usage_period: "current_month",
      feature_usage_reset_at: "2026-01-01T00:00:00Z",
    };
    const { client } = await uncached(({ path }) =>
      path === "/batch" ? {} : { data: { flags: [{ flag: "a", value: false, ...secret }] }, params: {} },
    );
    const browser = await client.forContext({ company: { id: "key_secret" } }).forBrowser(["a"]);
    expect(browser).toEqual({
      a: {
        flag: "a",
        value: false,
        reason: "Matched plan entitlement rule",
        featureAllocation: 10,
        featureUsage: 10,
        featureUsageEvent: "export",
        featureUsageExceeded: true,
        featureUsagePeriod: "current_month",
        featureUsageResetAt: new Date("2026-01-01T00:00:00Z"),
      },
    });
    expect(JSON.stringify(browser)).not.toMatch(/secret/i);
  });

  test("includes a flag named __proto__ as an own member", async () => {
    const { client } = await uncached(flags({}));
    const browser = await client
      .forContext(ctx, { overrides: JSON.parse('{"__proto__":true}') })
      .forBrowser();
    expect(Object.keys(browser)).toContain("__proto__");
  });
});

test("concurrent scopes of two tenants never mix their results", async () => {
  const { client } = await uncached((seen) =>
    seen.path === "/batch" ? {} : checkAnswer(flagOf(seen.path), seen.body.company.id === "even"),
  );
  const results = await Promise.all(
    Array.from({ length: 1_000 }, async (_, index) => {
      const id = index % 2 === 0 ? "even" : "odd";
      const scope = client.forContext({ company: { id } }, { memo: true });
      return (await scope.checkFlag("a")) === (id === "even");
    }),
  );
  expect(results.filter((isRight) => !isRight)).toEqual([]);
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
