import { describe, expect, test } from "vitest";
import type { CacheProvider, CheckFlagWithEntitlementResponse } from "../../src/index";
import { setUp } from "../support/client";

const ctx = { company: { id: "c1" } };
const valid = { flag: "f", value: true, reason: "match" };

/** Bodies of status 200 that are not the result of a check of the flag. */
const SHAPES: [string, unknown][] = [
  ["nothing", undefined],
  ["null", null],
  ["a string", "true"],
  ["a boolean", true],
  ["an array", [valid]],
  ["an empty object", {}],
  ["no value", { flag: "f", reason: "match" }],
  ["a value that is a string", { ...valid, value: "false" }],
  ["a value that is a number", { ...valid, value: 1 }],
  ["a value that is null", { ...valid, value: null }],
  ["a value that is an object", { ...valid, value: {} }],
  ["no reason", { flag: "f", value: true }],
  ["a reason that is a number", { ...valid, reason: 5 }],
  ["an id that is a number", { ...valid, company_id: 5 }],
  ["a usage that is a string", { ...valid, feature_usage: "5" }],
  ["an allocation that is an array", { ...valid, feature_allocation: [] }],
  ["a reset that is no time", { ...valid, feature_usage_reset_at: "soon" }],
  ["an entitlement that is a string", { ...valid, entitlement: "yes" }],
  ["an entitlement that is an array", { ...valid, entitlement: [] }],
  ["an allocation of an entitlement that is a string", { ...valid, entitlement: { allocation: "5" } }],
  ["a credit of an entitlement that is an object", { ...valid, entitlement: { credit_remaining: {} } }],
  ["a key of an entitlement that is a number", { ...valid, entitlement: { feature_key: 1 } }],
];

describe("a REST result with", () => {
  test.each(SHAPES)("%s is invalid: the check returns its default and caches nothing", async (_, data) => {
    const { server, client, logger } = await setUp({}, () => ({ data, params: {} }));
    for (const defaultValue of [true, false]) {
      expect(await client.checkFlagWithEntitlement(ctx, "f", { defaultValue })).toMatchObject({
        value: defaultValue,
        source: "call-default",
        err: "invalid_response",
      });
    }
    expect(server.seen).toHaveLength(2);
    expect(client.checkFlagSync(ctx, "f")).toBe(false);
    expect(logger.lines.some((line) => line.includes("invalid_response") && line.includes('"f"'))).toBe(true);
  });

  test.each(SHAPES.slice(3))("%s in a list costs only its own flag", async (_, item) => {
    const broken = typeof item === "object" && item !== null && !Array.isArray(item) ? item : {};
    const { client } = await setUp({}, () => ({
      data: {
        flags: [
          { ...broken, flag: "f" },
          { ...valid, flag: "good" },
        ],
      },
      params: {},
    }));
    expect(await client.checkFlags(ctx, ["f", "good"])).toMatchObject([
      { flag: "f", value: false, source: "default", error: "invalid_response" },
      { flag: "good", value: true, source: "api" },
    ]);
    expect(client.checkFlagSync(ctx, "good")).toBe(true);
    expect(client.checkFlagSync(ctx, "f", { defaultValue: true })).toBe(true);
  });

  test.each([
    ["no list", {}],
    ["a list that is an object", { flags: {} }],
    ["null", null],
  ])("%s for all flags is invalid", async (_, data) => {
    const { client } = await setUp({ flagDefaults: { f: true } }, () => ({ data, params: {} }));
    expect(await client.checkFlags(ctx)).toMatchObject([
      { flag: "f", value: true, source: "configured-default", error: "invalid_response" },
    ]);
  });

  test("a flag without its key leaves no other flag known to be absent", async () => {
    const { client } = await setUp({}, () => ({
      data: { flags: [{ value: true, reason: "r" }] },
      params: {},
    }));
    expect(await client.checkFlags(ctx, ["f"])).toMatchObject([{ error: "invalid_response" }]);
  });

  test("null members count as absent, and members of newer versions are kept", async () => {
    const entitlement = { feature_id: "i", feature_key: "k", value_type: "v", usage: null, newer_member: 1 };
    const { client } = await setUp({}, () => ({
      data: { ...valid, company_id: null, error: null, entitlement },
      params: {},
    }));
    const result = await client.checkFlagWithEntitlement(ctx, "f");
    expect(result).toMatchObject({ value: true, source: "api", entitlement: { featureKey: "k" } });
    expect(result.companyId).toBeUndefined();
    expect(result.err).toBeUndefined();
    expect(result.entitlement?.usage).toBeUndefined();
  });
});

test.each([
  ["another flag's key", { flagKey: "other" }],
  ["no key", { flagKey: undefined }],
  ["a value that is no boolean", { value: "true" }],
  ["a reason that is no string", { reason: undefined }],
  ["an entitlement that is no object", { entitlement: 1 }],
])("an entry of a shared cache with %s is a miss", async (_, change) => {
  const cached = {
    value: true,
    reason: "cached",
    flagKey: "f",
    ...change,
  } as CheckFlagWithEntitlementResponse;
  const cache: CacheProvider<typeof cached> = {
    get: async () => cached,
    set: async () => {},
    delete: async () => {},
  };
  const { client } = await setUp({ cacheProviders: { flagChecks: [cache] } }, () => ({
    data: { ...valid, value: false },
    params: {},
  }));
  expect(await client.checkFlagWithEntitlement(ctx, "f")).toMatchObject({ value: false, source: "api" });
});
