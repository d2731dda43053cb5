import type { Fixture, WireCondition, WireRule } from "./types";

const origin = { account_id: "acct_bench", environment_id: "env_bench" };

function condition(type: string, operator: string, rest: object): WireCondition {
  return {
    id: `cond_${type}`,
    ...origin,
    condition_type: type,
    operator,
    resource_ids: [],
    trait_value: "",
    ...rest,
  };
}

function rule(name: string, type: string, rest: Partial<WireRule>): WireRule {
  return {
    id: `rule_${name}`,
    ...origin,
    name,
    rule_type: type,
    priority: 0,
    value: true,
    conditions: [],
    condition_groups: [],
    ...rest,
  };
}

function trait(id: string, type: string, value: string): Fixture["company"]["traits"][number] {
  return { trait_definition: { id, comparable_type: type, entity_type: "company" }, value } as never;
}

function ofTrait(operator: string, id: string, type: string, value: string): WireCondition {
  return condition("trait", operator, {
    trait_definition: { id, comparable_type: type, entity_type: "company" },
    trait_value: value,
  });
}

function fixture(rules: WireRule[], company: object): Fixture {
  return {
    flag: { id: "flag_bench", key: "bench", ...origin, default_value: false, rules },
    company: { id: "comp_bench", ...origin, keys: {}, traits: [], ...company },
    user: { id: "user_bench", ...origin, keys: {}, traits: [] },
  };
}

const metric = {
  event_subtype: "api-call",
  period: "current_month",
  month_reset: "first_of_month",
  value: 10,
};
const ofMetric = condition("metric", "lt", {
  event_subtype: "api-call",
  metric_value: 100,
  metric_period: "current_month",
});

/** What the shared fixtures leave out: groups, credits, dates, a company's own rules, a matching entitlement. */
export function ownFixtures(): Record<string, Fixture> {
  const later = rule("later", "standard", {});
  const misses = (count: number, make: (i: number) => Partial<WireRule>): WireRule[] =>
    Array.from({ length: count }, (_, i) => rule(`miss_${i}`, "standard", { priority: i, ...make(i) }));
  return {
    "condition groups": fixture(
      [
        ...misses(5, (i) => ({
          condition_groups: [
            {
              conditions: [ofTrait("eq", "tier", "string", "none"), ofTrait("eq", "region", "string", "eu")],
            },
            {
              conditions: [
                ofTrait("eq", "tier", "string", `tier-${i}`),
                condition("plan", "eq", { resource_ids: ["no"] }),
              ],
            },
          ],
        })),
        { ...later, priority: 9 },
      ],
      { traits: [trait("tier", "string", "gold"), trait("region", "string", "eu")], plan_ids: ["plan_a"] },
    ),
    "credits and dates": fixture(
      [
        ...misses(5, (i) => ({
          conditions: [
            condition("credit", "lte", { credit_id: "cr", consumption_rate: 1.5 }),
            ofTrait("gt", "renews", "date", `20${30 + i}-01-01T00:00:00Z`),
          ],
        })),
        { ...later, priority: 9 },
      ],
      { traits: [trait("renews", "date", "2026-05-01T00:00:00Z")], credit_balances: { cr: 100 } },
    ),
    "company rules for the flag": fixture(
      [rule("own", "standard", { priority: 3, conditions: [ofTrait("eq", "tier", "string", "none")] })],
      {
        traits: [trait("tier", "string", "gold")],
        rules: [
          rule("theirs", "standard", {
            flag_id: "flag_bench",
            priority: 2,
            conditions: [ofTrait("eq", "tier", "string", "no")],
          }),
          rule("matching", "standard", { flag_id: "flag_bench", priority: 4 }),
        ],
      },
    ),
    "entitlement with usage and reset": fixture(
      [
        rule("exceeded", "plan_entitlement_usage_exceeded", {
          value: false,
          conditions: [{ ...ofMetric, operator: "gte" }],
        }),
        rule("entitled", "plan_entitlement", { conditions: [ofMetric] }),
      ],
      {
        metrics: [{ ...origin, company_id: "comp_bench", created_at: "", ...metric }],
        entitlements: [
          {
            feature_id: "feat",
            feature_key: "bench",
            value_type: "numeric",
            allocation: 100,
            usage: 10,
            metric_period: "current_month",
          },
        ],
      },
    ),
  };
}
