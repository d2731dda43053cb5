import fc from "fast-check";
import { expect, test } from "vitest";
import { loadRulesEngine } from "../src/index";
import { normal } from "./support/normal";
import { checkFlag } from "./twin/evaluate";

const at = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2026, 11, 31) });
const period = fc.constantFrom("current_day", "current_week", "current_month");
const reset = fc.constantFrom("first_of_month", "billing_cycle");

function entities(metric: { period: string; reset: string }, subscription: { start: number; end: number }) {
  const ids = { account_id: "a", environment_id: "e" };
  const condition = {
    ...ids,
    id: "c",
    condition_type: "metric",
    operator: "lt",
    resource_ids: [],
    trait_value: "",
    event_subtype: "call",
    metric_value: 10,
    metric_period: metric.period,
    metric_period_month_reset: metric.reset,
  };
  const rule = { ...ids, id: "r", name: "R", rule_type: "plan_entitlement", priority: 0, value: true };
  return {
    flag: { ...ids, id: "f", key: "k", default_value: false, rules: [{ ...rule, conditions: [condition] }] },
    company: {
      ...ids,
      id: "co",
      keys: {},
      subscription: {
        id: "s",
        period_start: new Date(subscription.start).toISOString(),
        period_end: new Date(subscription.end).toISOString(),
      },
    },
  };
}

test("a reset time that was kept is the one that would be computed again, whichever way time goes", async () => {
  const engine = await loadRulesEngine();
  fc.assert(
    fc.property(
      fc.record({ period, reset }),
      fc.record({ start: at, end: at }),
      fc.array(at, { minLength: 2, maxLength: 12 }),
      fc.array(fc.integer({ min: -2 * 86_400_000, max: 40 * 86_400_000 }), { minLength: 2, maxLength: 12 }),
      (metric, subscription, jumps, steps) => {
        const { flag, company } = entities(metric, subscription);
        const handles = { flag: engine.load("flag", flag), company: engine.load("company", company) };
        let now = jumps[0] as number;
        for (const time of [...jumps, ...steps.map((step) => (now += step))]) {
          const kept = engine.evaluate(handles.flag, handles.company, undefined, { now: time });
          const anew = checkFlag(flag, company, undefined, { now: time });
          expect(normal(kept)).toEqual(normal(anew));
        }
        handles.flag.free();
        handles.company.free();
      },
    ),
    { numRuns: 400 },
  );
});
