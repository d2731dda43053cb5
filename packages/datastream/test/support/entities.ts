const ids = { account_id: "acct_1", environment_id: "env_1" };

/** A flag that is on for companies whose trait `plan` is `pro`, off by default. */
export function flag(key: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: `flag_${key}`,
    key,
    ...ids,
    default_value: false,
    rules: [
      {
        id: `rule_${key}`,
        flag_id: `flag_${key}`,
        ...ids,
        rule_type: "standard",
        name: "pro companies",
        priority: 1,
        value: true,
        conditions: [traitCondition("plan", "pro")],
        condition_groups: [],
      },
    ],
    ...more,
  };
}

function traitCondition(trait: string, value: string): Record<string, unknown> {
  return {
    id: `cond_${trait}`,
    ...ids,
    condition_type: "trait",
    operator: "eq",
    resource_ids: [],
    trait_definition: { id: `trait_${trait}`, comparable_type: "string", entity_type: "company" },
    trait_value: value,
  };
}

/** A flag that is on while the company's metric `calls` of this month is below `limit`. */
export function meteredFlag(key: string, limit: number): Record<string, unknown> {
  return flag(key, {
    rules: [
      {
        id: `rule_${key}`,
        flag_id: `flag_${key}`,
        ...ids,
        rule_type: "plan_entitlement",
        name: "calls",
        priority: 1,
        value: true,
        conditions: [
          {
            id: "cond_calls",
            ...ids,
            condition_type: "metric",
            operator: "lt",
            resource_ids: [],
            event_subtype: "calls",
            metric_value: limit,
            metric_period: "current_month",
            metric_period_month_reset: "first_of_month",
            trait_value: "",
          },
        ],
        condition_groups: [],
      },
    ],
  });
}

export type TestEntity = { id: string; keys: Record<string, string> } & Record<string, unknown>;

export function company(name: string, more: Record<string, unknown> = {}): TestEntity {
  return {
    id: `comp_${name}`,
    ...ids,
    keys: { org: name },
    billing_product_ids: [],
    plan_ids: [],
    plan_version_ids: [],
    credit_balances: {},
    metrics: [],
    traits: [trait("plan", "pro")],
    rules: [],
    entitlements: [],
    ...more,
  };
}

export function user(name: string, more: Record<string, unknown> = {}): TestEntity {
  return { id: `user_${name}`, ...ids, keys: { email: name }, traits: [], rules: [], ...more };
}

export function trait(name: string, value: string): Record<string, unknown> {
  return {
    value,
    trait_definition: { id: `trait_${name}`, comparable_type: "string", entity_type: "company" },
  };
}

export function metric(
  event_subtype: string,
  value: number,
  period = "current_month",
): {
  event_subtype: string;
  period: string;
  month_reset: string;
  value: number;
  [field: string]: unknown;
} {
  return {
    ...ids,
    company_id: "comp_x",
    event_subtype,
    period,
    month_reset: "first_of_month",
    value,
    created_at: "2026-01-01T00:00:00Z",
    valid_until: null,
  };
}
