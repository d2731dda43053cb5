/** The wire form that the twin reads: snake_case, what is absent may be `null` or missing. */
type Maybe<T> = T | null | undefined;

export interface Definition {
  id: string;
  comparable_type: string;
  entity_type: string;
}

export interface Condition {
  id: string;
  condition_type: string;
  operator: string;
  resource_ids?: Maybe<string[]>;
  event_subtype?: Maybe<string>;
  metric_value?: Maybe<number | bigint>;
  metric_period?: Maybe<string>;
  metric_period_month_reset?: Maybe<string>;
  credit_id?: Maybe<string>;
  consumption_rate?: Maybe<number>;
  quantity_rates?: Maybe<Record<string, Maybe<number>>>;
  trait_definition?: Maybe<Definition>;
  trait_value: string;
  comparison_trait_definition?: Maybe<Definition>;
}

export interface Rule {
  id: string;
  flag_id?: Maybe<string>;
  rule_type: string;
  name: string;
  priority: number | bigint;
  conditions?: Maybe<Condition[]>;
  condition_groups?: Maybe<{ conditions?: Maybe<Condition[]> }[]>;
  value: boolean;
}

export interface Flag {
  id: string;
  key: string;
  default_value: boolean;
  rules?: Maybe<Rule[]>;
}

export interface Trait {
  trait_definition?: Maybe<Definition>;
  value: string;
}

export interface Policy {
  id?: Maybe<string>;
  credit_id?: Maybe<string>;
  kind?: Maybe<string>;
  scope?: Maybe<string>;
  company_id?: Maybe<string>;
  label?: Maybe<string>;
  limit?: Maybe<number>;
  consumed?: Maybe<number>;
  window?: Maybe<{ unit?: Maybe<string>; count?: Maybe<number | bigint> }>;
  resets_at?: Maybe<string>;
}

export interface User {
  id: string;
  traits?: Maybe<Trait[]>;
  credit_spend_policies?: Maybe<Policy[]>;
  rules?: Maybe<Rule[]>;
}

export interface Entitlement {
  feature_id: string;
  feature_key: string;
  value_type: string;
  [member: string]: unknown;
}

export interface Company extends User {
  base_plan_id?: Maybe<string>;
  billing_product_ids?: Maybe<string[]>;
  plan_ids?: Maybe<string[]>;
  plan_version_ids?: Maybe<string[]>;
  metrics?: Maybe<{ event_subtype: string; period: string; month_reset: string; value: number | bigint }[]>;
  credit_balances?: Maybe<Record<string, number>>;
  credit_postpaid?: Maybe<Record<string, Maybe<{ overdraft_limit?: Maybe<number> }>>>;
  subscription?: Maybe<{ period_start: string; period_end: string }>;
  entitlements?: Maybe<Entitlement[]>;
}
