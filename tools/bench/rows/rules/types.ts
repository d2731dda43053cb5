/** One question of the benchmark, in wire form. */
export interface Fixture {
  flag: WireFlag;
  company: WireCompany;
  user: WireUser;
}

export interface WireCondition {
  condition_type: string;
  operator: string;
  resource_ids: string[];
  event_subtype?: string | null;
  metric_value?: number | null;
  metric_period?: string | null;
  metric_period_month_reset?: string | null;
  trait_definition?: { id: string; comparable_type: string; entity_type: string } | null;
  trait_value: string;
  [member: string]: unknown;
}

export interface WireRule {
  id: string;
  name: string;
  rule_type: string;
  priority: number;
  value: boolean;
  conditions: WireCondition[];
  condition_groups?: { conditions: WireCondition[] }[];
  [member: string]: unknown;
}

export interface WireFlag {
  id: string;
  key: string;
  default_value: boolean;
  rules: WireRule[];
  [member: string]: unknown;
}

interface WireTrait {
  trait_definition: { id: string };
  value: string;
}

export interface WireUser {
  id: string;
  traits: WireTrait[];
  [member: string]: unknown;
}

export interface WireCompany extends WireUser {
  plan_ids?: string[];
  metrics?: { event_subtype: string; period: string; month_reset: string; value: number }[];
}
