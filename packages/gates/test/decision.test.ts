import { SchematicError } from "@schematic/core";
import { describe, expect, test } from "vitest";
import { decide } from "../src/decision";
import { type CheckAnswer, fetchGates, GateError } from "../src/index";

const denied: CheckAnswer = { flagKey: "f", value: false, reason: "No rules matched", source: "datastream" };
const failed: CheckAnswer = { ...denied, source: "default", err: "timeout" };
const entitlement = (more: object): CheckAnswer =>
  ({ ...denied, entitlement: { featureId: "feat", featureKey: "f", ...more } }) as CheckAnswer;

describe("decision", () => {
  test.each<[string, CheckAnswer, number | "pass", string | undefined]>([
    ["on", { ...denied, value: true }, "pass", undefined],
    ["off", denied, 403, "not_entitled"],
    ["a usage rule", { ...denied, ruleType: "plan_entitlement_usage_exceeded" }, 402, "limit_reached"],
    [
      "a usage rule of an override",
      { ...denied, ruleType: "company_override_usage_exceeded" },
      402,
      "limit_reached",
    ],
    [
      "usage at the allocation",
      entitlement({ valueType: "numeric", allocation: 3, usage: 3 }),
      402,
      "limit_reached",
    ],
    [
      "an allocation of 0",
      entitlement({ valueType: "numeric", allocation: 0, usage: 0 }),
      402,
      "limit_reached",
    ],
    ["usage below it", entitlement({ valueType: "numeric", allocation: 3, usage: 2 }), 403, "not_entitled"],
    ["an unknown usage", entitlement({ valueType: "numeric", allocation: 3 }), 403, "not_entitled"],
    ["no credits left", entitlement({ valueType: "credit", creditRemaining: 0 }), 402, "limit_reached"],
    [
      "too few credits",
      entitlement({ valueType: "credit", creditRemaining: 4, consumptionRate: 5 }),
      402,
      "limit_reached",
    ],
    [
      "enough credits",
      entitlement({ valueType: "credit", creditRemaining: 5, consumptionRate: 5 }),
      403,
      "not_entitled",
    ],
    [
      "a boolean entitlement",
      entitlement({ valueType: "boolean", allocation: 0, usage: 1 }),
      403,
      "not_entitled",
    ],
    ["a flag that does not exist", { ...failed, err: "flag_not_found" }, 403, "not_entitled"],
    ["a failure whose default is off", failed, 403, "not_entitled"],
    ["a failure whose default is on", { ...failed, value: true }, "pass", undefined],
  ])("%s", (_, answer, status, code) => {
    const decision = decide(answer);
    expect(decision).toEqual(status === "pass" ? { allowed: true } : { allowed: false, status, code });
  });

  test("what happens without a source follows the option", () => {
    expect(decide(failed, "allow")).toEqual({ allowed: true });
    expect(decide({ ...failed, value: true }, "deny")).toMatchObject({ status: 503, code: "unavailable" });
    for (const source of ["call-default", "configured-default"] as const)
      expect(decide({ ...failed, source }, "deny")).toMatchObject({ status: 503 });
    // A flag that does not exist and a result with a remark of the engine are no outage.
    expect(decide({ ...failed, err: "not_found" }, "allow")).toMatchObject({ status: 403 });
    expect(decide({ ...denied, err: "negative_usage" }, "allow")).toMatchObject({ status: 403 });
  });

  test("more credits are needed for more units", () => {
    const answer = entitlement({ valueType: "credit", creditRemaining: 9, consumptionRate: 2 });
    expect(decide(answer, "default", 4)).toMatchObject({ status: 403 });
    expect(decide(answer, "default", 5)).toMatchObject({ status: 402 });
  });
});

test("wrong options are refused with a code", () => {
  const forContext = (): never => undefined as never;
  for (const create of [
    () => fetchGates({ forContext }, {} as never),
    () => fetchGates({ forContext }, undefined as never),
    () => fetchGates({} as never, { context: () => null }),
    () => fetchGates(undefined as never, { context: () => null }),
  ]) {
    expect(create).toThrow(GateError);
    expect(create).toThrow(SchematicError);
    expect(create).toThrow(expect.objectContaining({ code: "invalid_options" }));
  }
});
