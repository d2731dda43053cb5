import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contextKey, identityHash, requestGroup, resultKey } from "../../src/evaluation/input/cache-key";
import { type CheckFlagWithEntitlementResponse, type FlagSource, LocalCache } from "../../src/index";
import { flagOf, gate, setUp } from "../support/client";
import { checkAnswer, type Respond } from "../support/server";

const ctx = { company: { id: "c1" } };

/** A REST API whose result names the company and the preflight that were asked for. */
const echo: Respond = ({ path, body }) =>
  checkAnswer(flagOf(path), true, { reason: JSON.stringify([body.company, body.user, body.preflight]) });

describe("the flag-check cache", () => {
  test("does not keep the result of a preflight, neither of one flag nor of several", async () => {
    const { server, client } = await setUp({}, (seen, response) =>
      seen.path === "/flags/check"
        ? { data: { flags: [{ flag: "f", value: true, reason: "preflight" }] }, params: {} }
        : echo(seen, response),
    );
    await client.checkFlag(ctx, "f", { usage: 5 });
    await client.checkFlags({ ...ctx, preflight: { usage: 5 } }, ["f"]);
    expect(client.checkFlagSync(ctx, "f")).toBe(false);
    expect(await client.checkFlagWithEntitlement(ctx, "f")).toMatchObject({
      source: "api",
      reason: expect.stringContaining("null"),
    });
    expect(server.seen).toHaveLength(3);
  });

  test("keeps results of different contexts apart (property)", () => {
    const keys = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 3 }),
      fc.string({ minLength: 1, maxLength: 3 }),
      { maxKeys: 3 },
    );
    const question = fc.record({
      company: keys,
      user: keys,
      flag: fc.string({ minLength: 1, maxLength: 3 }),
    });
    const sorted = (of: Record<string, string>) => Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1));
    const identity = (q: { company: Record<string, string>; user: Record<string, string>; flag: string }) =>
      JSON.stringify([q.flag, sorted(q.company), sorted(q.user)]);
    const known = new Map<string, string>();
    fc.assert(
      fc.property(question, (q) => {
        const key = resultKey("id", q.flag, contextKey(q));
        const other = known.get(key);
        known.set(key, identity(q));
        return other === undefined || other === identity(q);
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    [{ company: { a: "bc" } }, { company: { ab: "c" } }],
    [{ company: { a: "1" } }, { user: { a: "1" } }],
    [{ company: { a: "1", b: "2" } }, { company: { a: "1b2" } }],
    [{ company: { a: "1" }, user: { b: "2" } }, { company: { a: "1", b: "2" } }],
    [{ company: { a: "1|1:b1:2" } }, { company: { a: "1" }, user: { b: "2" } }],
  ])("%j is another context than %j", (one, other) => {
    expect(contextKey(one)).not.toBe(contextKey(other));
  });

  test("does not depend on the order of keys", () => {
    expect(contextKey({ company: { a: "1", b: "2" } })).toBe(contextKey({ company: { b: "2", a: "1" } }));
  });

  test.each([
    ["API key", { apiKey: "sch_dev_other_key" }],
    ["environment id", { environmentId: "env_2" }],
    ["environment id in the headers", { headers: { "x-schematic-environment-id": "env_2" } }],
  ])("keeps results of another %s apart", async (_, options) => {
    const shared = new LocalCache<CheckFlagWithEntitlementResponse>();
    const cacheProviders = { flagChecks: [shared] };
    const first = await setUp({ cacheProviders }, echo);
    await first.client.checkFlag(ctx, "f");
    const same = await setUp({ cacheProviders, basePath: first.server.url }, echo);
    expect(await same.client.checkFlagWithEntitlement(ctx, "f")).toMatchObject({ source: "cache" });
    const other = await setUp({ cacheProviders, basePath: first.server.url, ...options }, echo);
    expect(await other.client.checkFlagWithEntitlement(ctx, "f")).toMatchObject({ source: "api" });
  });

  test("has a hash of the identity in its keys, and no secret", async () => {
    const keys: string[] = [];
    const cache = {
      get: async () => null,
      set: async (key: string) => void keys.push(key),
      delete: async () => {},
    };
    const { client } = await setUp({ cacheProviders: { flagChecks: [cache] } }, echo);
    await client.checkFlag(ctx, "f");
    expect(keys).toEqual([expect.stringMatching(/^check:[0-9a-f]{16}:1:f\|2:id2:c1\|$/)]);
    const identity = { apiKey: "k", baseUrl: "u", headers: {} };
    expect(identityHash(identity)).toBe(identityHash({ ...identity }));
    expect(identityHash({ ...identity, baseUrl: "v" })).not.toBe(identityHash(identity));
  });
});

describe("requests", () => {
  test("of checks with different preflights are not shared", async () => {
    const { server, client } = await setUp({}, echo);
    const usages = [undefined, 1, 2, 1];
    const results = await Promise.all(
      usages.map((usage) => client.checkFlagWithEntitlement(ctx, "f", { usage })),
    );
    expect(server.seen).toHaveLength(3);
    expect(results[1]?.reason).toContain('"usage":1');
    expect(results[2]?.reason).toContain('"usage":2');
    expect(requestGroup("c", { usage: 1 })).not.toBe(requestGroup("c", { usage: 2 }));
  });

  test("carry the context at the time of the call", async () => {
    const { server, client } = await setUp({}, echo);
    const context = { company: { id: "before" } };
    const check = client.checkFlagWithEntitlement(context, "f");
    context.company.id = "after";
    expect((await check).reason).toContain("before");
    expect(server.seen[0]?.body).toEqual({ company: { id: "before" } });
    expect(await client.checkFlagWithEntitlement({ company: { id: "before" } }, "f")).toMatchObject({
      source: "cache",
    });
  });

  test("never exceed maxConcurrentChecks, and every check is answered", async () => {
    let now = 0;
    let most = 0;
    const { client } = await setUp(
      { maxConcurrentChecks: 3, cacheProviders: { flagChecks: [] } },
      async (seen) => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setImmediate(resolve));
        now--;
        return checkAnswer(flagOf(seen.path));
      },
    );
    const checks = Array.from({ length: 600 }, (_, i) => client.checkFlag({ company: { id: `c${i}` } }, "f"));
    expect(new Set(await Promise.all(checks))).toEqual(new Set([true]));
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(3);
    expect(client.status().checksInFlight).toBe(0);
  });

  test("that wait for a place end at the deadline of their check", async () => {
    const asked = gate();
    const held = gate();
    const { server, client } = await setUp({ maxConcurrentChecks: 1 }, async (seen) => {
      asked.open();
      await held.promise;
      return checkAnswer(flagOf(seen.path));
    });
    const first = client.checkFlag(ctx, "f");
    await asked.promise;
    const late = await client.checkFlagWithEntitlement({ company: { id: "c2" } }, "f", { timeoutMs: 20 });
    expect(late).toMatchObject({ value: false, err: "timeout" });
    held.open();
    expect(await first).toBe(true);
    expect(server.seen).toHaveLength(1);
    expect(client.status().checksInFlight).toBe(0);
  });

  test("that wait for different flags of one context become one request", async () => {
    const asked = gate();
    const held = gate();
    const { server, client } = await setUp({ maxConcurrentChecks: 1 }, async (seen) => {
      if (seen.path === "/flags/check") {
        return {
          data: { flags: ["a", "b"].map((flag) => ({ flag, value: true, reason: "bulk" })) },
          params: {},
        };
      }
      if (seen.path.includes("first")) {
        asked.open();
        await held.promise;
      }
      return checkAnswer(flagOf(seen.path), true, { reason: "single" });
    });
    const first = client.checkFlag(ctx, "first");
    await asked.promise;
    const others = ["a", "b", "c"].map((flag) => client.checkFlagWithEntitlement(ctx, flag));
    held.open();
    expect((await Promise.all(others)).map(({ reason }) => reason)).toEqual(["bulk", "bulk", "single"]);
    expect(await first).toBe(true);
    // A flag that the list lacks is asked for by itself.
    expect(server.seen.map(({ path }) => path)).toEqual([
      "/flags/first/check",
      "/flags/check",
      "/flags/c/check",
    ]);
  });
});

describe("events and closing", () => {
  const local = { value: true, reason: "local", flagKey: "f" };
  const sourceOf = (parts: Partial<FlagSource>): FlagSource => ({
    name: "datastream",
    start: () => {},
    ready: async () => {},
    status: () => ({ state: "ready", ageMs: 0, flags: 1, companies: 0, users: 0, reconnects: 0 }),
    peek: () => undefined,
    load: async () => undefined,
    track: () => {},
    on: () => () => {},
    close: async () => {},
    ...parts,
  });

  test("a result that the source loaded is reported once, with the context of the call", async () => {
    const { server, client } = await setUp({ flagSource: sourceOf({ load: async () => [local] }) });
    const context = { company: { id: "before" } };
    const check = client.checkFlag(context, "f");
    context.company.id = "after";
    expect(await check).toBe(true);
    await client.flush();
    const events = server.to("/batch").flatMap((seen) => seen.body.events);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: "flag_check",
      body: { flag_key: "f", req_company: { id: "before" } },
    });
  });

  test("results are copies: a caller's change reaches no later check", async () => {
    const entitlement = { featureId: "i", featureKey: "k", valueType: "numeric", usage: 1 };
    const { client } = await setUp({ flagSource: sourceOf({ peek: () => [{ ...local, entitlement }] }) });
    const result = await client.checkFlagWithEntitlement(ctx, "f");
    if (result.entitlement) result.entitlement.usage = 99;
    expect((await client.checkFlagWithEntitlement(ctx, "f")).entitlement?.usage).toBe(1);
    expect((await client.checkFlags(ctx, ["f"]))[0]?.entitlement?.usage).toBe(1);
  });

  test("close() waits for a check that the source is loading", async () => {
    const loading = gate<undefined>();
    const order: string[] = [];
    const flagSource = sourceOf({
      load: async () => {
        await loading.promise;
        order.push("loaded");
        return [local];
      },
      close: async () => void order.push("closed"),
    });
    const { client } = await setUp({ flagSource });
    const check = client.checkFlag(ctx, "f");
    expect(client.status().checksInFlight).toBe(1);
    const closing = client.close();
    loading.open(undefined);
    await closing;
    expect(await check).toBe(true);
    expect(order).toEqual(["loaded", "closed"]);
    expect(client.status().checksInFlight).toBe(0);
  });

  test("a preflight reaches the source with all its parts, and its spend policy the caller", async () => {
    const asked: unknown[] = [];
    const policy = { id: "p", creditId: "cr", kind: "per_draw", scope: "company", limit: 1, consumed: 0 };
    const flagSource = sourceOf({
      peek: (_context, _keys, preflight) => {
        asked.push(preflight);
        return [{ ...local, value: false, creditSpendPolicy: { cost: 2, policy } }];
      },
    });
    const { client } = await setUp({ flagSource });
    const eventQuantities = { eventSubtype: "call", quantity: 0.5, quantities: { input: 1.5 } };
    const result = await client.checkFlagWithEntitlement(ctx, "f", { eventQuantities });
    expect(result.creditSpendPolicy).toEqual({ cost: 2, policy });
    expect((await client.check(ctx, "f")).creditSpendPolicy).toEqual({ cost: 2, policy });
    expect(asked).toEqual([{ eventQuantities }, undefined]);
    for (const wrong of [
      { eventSubtype: "" },
      { eventSubtype: "e", quantity: -1 },
      { eventSubtype: "e", quantities: { a: NaN } },
    ])
      expect(await client.checkFlagWithEntitlement(ctx, "f", { eventQuantities: wrong })).toMatchObject({
        err: "invalid_preflight",
      });
    expect(asked).toHaveLength(2);
  });

  test("eventQuantities reach the REST API in its form", async () => {
    const { server, client } = await setUp({}, echo);
    await client.checkFlag(ctx, "f", {
      eventQuantities: { eventSubtype: "call", quantities: { inputTokens: 2 } },
    });
    expect(server.seen[0]?.body.preflight).toEqual({
      event_quantities: { event_subtype: "call", quantities: { inputTokens: 2 } },
    });
  });
});
