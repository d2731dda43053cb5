import { describe, expect, expectTypeOf, test } from "vitest";
import type { RulesEngine as Contract } from "../../core/src/contracts/index";
import { loadRulesEngine, type RulesEngine, RulesEngineClient, RulesEngineError } from "../src/index";

const engine = await loadRulesEngine();
const ORIGIN = { account_id: "a", environment_id: "e" };
const METRIC = { event_subtype: "call", period: "current_month", month_reset: "first_of_month" };

function metric(value: number): object {
  return { ...ORIGIN, ...METRIC, company_id: "co", value, created_at: "" };
}

const FLAG = {
  id: "f",
  key: "calls",
  ...ORIGIN,
  default_value: false,
  rules: [
    {
      id: "r1",
      ...ORIGIN,
      name: "Credits",
      rule_type: "standard",
      priority: 0,
      value: true,
      conditions: [
        {
          id: "c1",
          ...ORIGIN,
          condition_type: "credit",
          operator: "gte",
          credit_id: "cr",
          consumption_rate: 5,
          trait_value: "",
        },
        {
          id: "c2",
          ...ORIGIN,
          condition_type: "credit",
          operator: "lt",
          credit_id: "other",
          trait_value: "",
        },
      ],
    },
    {
      id: "r2",
      ...ORIGIN,
      name: "Plan",
      rule_type: "plan_entitlement",
      priority: 1,
      value: true,
      conditions: [
        {
          id: "c3",
          ...ORIGIN,
          condition_type: "metric",
          operator: "lt",
          ...{ event_subtype: "call", metric_period: "current_month" },
          metric_value: 10,
          trait_value: "",
        },
      ],
    },
  ],
};
const COMPANY = {
  id: "co",
  ...ORIGIN,
  metrics: [metric(3)],
  credit_balances: { cr: 100 },
  entitlements: [
    {
      feature_id: "x",
      feature_key: "calls",
      value_type: "numeric",
      usage: 3,
      event_name: "call",
      metric_period: "current_month",
      credit_id: "cr",
      credit_remaining: 100,
      metric_reset_at: "2026-02-01T00:00:00Z",
    },
  ],
};

describe("the interface", () => {
  test("is core's contract", () => {
    expectTypeOf<RulesEngine>().toExtend<Contract>();
    expect(engine.versionKey).toBe("fde6dba2");
  });

  test("takes another version key", async () => {
    expect((await loadRulesEngine({ versionKey: "v9" })).versionKey).toBe("v9");
  });

  test("errors are recognised by brand", () => {
    const error = new RulesEngineError("invalid_json", "x", { cause: 1 });
    expect(error).toMatchObject({ name: "RulesEngineError", code: "invalid_json", cause: 1 });
    expect(Reflect.get(error, Symbol.for("@schematic/error/SchematicError"))).toBe(true);
    const copy = Object.create(Error.prototype, {
      [Symbol.for("@schematic/error/RulesEngineError")]: { value: true },
    });
    expect(copy).toBeInstanceOf(RulesEngineError);
    expect(new Error("x")).not.toBeInstanceOf(RulesEngineError);
    class Own extends RulesEngineError {}
    expect(error).not.toBeInstanceOf(Own);
    expect(new Own("invalid_json", "x")).toBeInstanceOf(Own);
  });
});

describe("patches", () => {
  test.each(["object", "text"])("of a company loaded from %s are seen by the next evaluation", (form) => {
    const flag = engine.load("flag", form === "text" ? JSON.stringify(FLAG) : FLAG);
    const company = engine.load("company", form === "text" ? JSON.stringify(COMPANY) : COMPANY);
    const before = engine.evaluate(flag, company, undefined, { now: Date.UTC(2026, 0, 2) });
    expect(before).toEqual({
      value: true,
      reason: 'Matched plan entitlement rule "Plan" (r2)',
      flagKey: "calls",
      flagId: "f",
      companyId: "co",
      ruleId: "r2",
      ruleType: "plan_entitlement",
      entitlement: {
        featureId: "x",
        featureKey: "calls",
        valueType: "numeric",
        usage: 3,
        eventName: "call",
        metricPeriod: "current_month",
        creditId: "cr",
        creditRemaining: 100,
        metricResetAt: new Date("2026-02-01T00:00:00Z"),
      },
      featureAllocation: 10,
      featureUsage: 3,
      featureUsageEvent: "call",
      featureUsagePeriod: "current_month",
      featureUsageResetAt: new Date("2026-02-01T00:00:00Z"),
    });
    engine.patch(company, { metrics: [{ ...METRIC, value: 10 }], creditBalances: { cr: 4, fresh: 1 } });
    const after = engine.evaluate(flag, company);
    expect(after).toMatchObject({ value: false, entitlement: { usage: 10, creditRemaining: 4 } });
    expect(before.entitlement).toMatchObject({ usage: 3, creditRemaining: 100 });
    // Not enough of `cr` is left for the first credit condition, and `other` now suffices for the second.
    engine.patch(company, { creditBalances: { other: 1 } });
    expect(engine.decide(flag, company)).toEqual({
      value: true,
      reason: 'Matched standard rule "Credits" (r1)',
      ruleId: "r1",
      ruleType: "standard",
    });
    flag.free();
    company.free();
  });

  test("may add more than the company had", () => {
    const flag = engine.load("flag", FLAG);
    const company = engine.load("company", { id: "co", ...ORIGIN });
    for (let i = 0; i < 500; i++) {
      engine.patch(company, {
        metrics: [{ ...METRIC, event_subtype: `event ${i}`, value: i }],
        creditBalances: { [`credit ${i}`]: i },
      });
    }
    engine.patch(company, { metrics: [{ ...METRIC, value: 12 }] });
    expect(engine.evaluate(flag, company).value).toBe(false);
    engine.patch(company, { metrics: [{ ...METRIC, value: 9 }] });
    expect(engine.evaluate(flag, company)).toMatchObject({ value: true, featureUsage: 9 });
    flag.free();
    company.free();
    expect(engine.stats().entities).toBe(0);
  });
});

test("decisions are shared and cannot be changed", () => {
  const flag = engine.load("flag", FLAG);
  const first = engine.decide(flag);
  expect(engine.decide(flag)).toBe(first);
  expect(Object.isFrozen(first)).toBe(true);
  flag.free();
});

test("a forgotten handle is reclaimed", async () => {
  const gc = (globalThis as { gc?: () => void }).gc;
  if (gc === undefined) throw new Error("run with --expose-gc");
  const own = await loadRulesEngine();
  (() => {
    for (let i = 0; i < 100; i++) own.load("company", { id: `co_${i}`, ...ORIGIN });
  })();
  expect(own.stats().entities).toBe(100);
  // A collection's callbacks run in later tasks; which one is the runtime's choice.
  for (let i = 0; i < 200 && own.stats().entities > 0; i++) {
    gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(own.stats().entities).toBe(0);
});

describe("RulesEngineClient", () => {
  test("is the published one's drop-in", async () => {
    const client = new RulesEngineClient();
    expect(client.isInitialized()).toBe(false);
    expect(() => client.getVersionKey()).toThrow("Call initialize() first");
    await expect(client.checkFlag(FLAG)).rejects.toMatchObject({ code: "not_initialized" });
    await client.initialize();
    expect(client.isInitialized()).toBe(true);
    expect(client.getVersionKey()).toBe("fde6dba2");
    const answer = await client.checkFlag(FLAG, COMPANY, null);
    expect(answer).toMatchObject({
      value: true,
      featureUsage: 3,
      entitlement: { metricResetAt: "2026-02-01T00:00:00+00:00" },
    });
    expect(answer.featureUsageResetAt).toMatch(/^\d{4}-\d\d-01T00:00:00\+00:00$/);
    expect((await client.checkFlagWithOptions(FLAG, COMPANY, null, { usage: 6.1 })).value).toBe(false);
    expect((await client.checkFlagWithOptions(FLAG, COMPANY, null, { usage: 6 })).value).toBe(true);
    await expect(client.checkFlag({ id: 1 })).rejects.toMatchObject({ code: "invalid_entity" });
  });
});
