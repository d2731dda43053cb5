import type { Comparable, Keys, MonthReset, Operator, Period, SpendWindowUnit } from "../seed/types";

export type EntityKind = "company" | "user";

/** A company or a user: what both have. */
export interface Entity {
  id: string;
  name: string;
  keys: Keys;
  traits: Record<string, unknown>;
  createdAt: number;
  updatedAt: number;
  lastSeenAt?: number;
}

export interface Subscription {
  id: string;
  period_start: string;
  period_end: string;
}

/** Usage of one event over one period; `start` is the beginning of the period that it was counted in. */
export interface Metric {
  subtype: string;
  period: Period;
  reset: MonthReset;
  value: number;
  start: number;
  createdAt: number;
}

/** A spend policy in wire form, as the rules engine takes it. */
export interface WireSpendPolicy {
  id: string;
  credit_id: string;
  kind: "per_draw" | "window";
  scope: "company" | "user" | "group";
  label?: string;
  limit: number;
  consumed: number;
  window?: { unit: SpendWindowUnit; count: number };
  resets_at?: string;
}

export interface Company extends Entity {
  planId?: string;
  addOnIds: string[];
  billingProductIds: string[];
  /** Remaining balance by credit id; changed through the credit bank only. */
  creditBalances: Record<string, number>;
  /** Credits that may be overdrawn, by credit id; without a limit the overdraft is unlimited. */
  creditPostpaid: Record<string, { overdraft_limit?: number }>;
  spendPolicies: WireSpendPolicy[];
  subscription?: Subscription;
  metrics: Map<string, Metric>;
}

export interface User extends Entity {
  companyIds: Set<string>;
  spendPolicies: WireSpendPolicy[];
}

/** A kind of credit that companies hold. */
export interface CreditType {
  id: string;
  name: string;
  description: string;
  createdAt: number;
}

export interface Feature {
  id: string;
  key: string;
  name: string;
  description: string;
  type: "boolean" | "event" | "trait";
  event?: string;
  trait?: string;
  createdAt: number;
}

export interface TraitDefinition {
  id: string;
  comparable_type: Comparable;
  entity_type: EntityKind;
}

/** A condition in wire form, as the rules engine takes it. */
export interface WireCondition {
  id: string;
  account_id: string;
  environment_id: string;
  condition_type: string;
  operator: Operator;
  resource_ids: string[];
  trait_value: string;
  event_subtype?: string;
  metric_value?: number;
  metric_period?: Period;
  metric_period_month_reset?: MonthReset;
  credit_id?: string;
  consumption_rate?: number;
  quantity_rates?: Record<string, number>;
  trait_definition?: TraitDefinition;
  comparison_trait_definition?: TraitDefinition;
}

export interface WireRule {
  id: string;
  flag_id: string;
  account_id: string;
  environment_id: string;
  rule_type: string;
  name: string;
  priority: number;
  value: boolean;
  conditions: WireCondition[];
  condition_groups: { conditions: WireCondition[] }[];
}

export interface WireFlag {
  id: string;
  account_id: string;
  environment_id: string;
  key: string;
  rules: WireRule[];
  default_value: boolean;
}

export interface Flag {
  id: string;
  key: string;
  name: string;
  description: string;
  featureId?: string;
  defaultValue: boolean;
  /** The flag's own rules; those of entitlements are added when the wire form is made. */
  rules: WireRule[];
  createdAt: number;
  updatedAt: number;
}

/** Access to a feature by a plan or an override. */
export interface Grant {
  id: string;
  featureId: string;
  valueType: "boolean" | "numeric" | "unlimited" | "credit" | "trait";
  value: boolean;
  limit?: number;
  softLimit?: number;
  period: Period;
  reset: MonthReset;
  creditId?: string;
  rate: number;
  /** Credits for each unit of a measured quantity, by its name. */
  quantityRates?: Record<string, number>;
}

export interface Plan {
  id: string;
  key: string;
  name: string;
  description: string;
  type: "plan" | "add_on";
  versionId: string;
  grants: Grant[];
  createdAt: number;
}

export interface Override extends Grant {
  companyId: string;
  expiresAt?: number;
  createdAt: number;
  updatedAt: number;
}

export interface Webhook {
  id: string;
  name: string;
  url: string;
  secret: string;
  /** Empty means every action. */
  actions: string[];
  active: boolean;
  createdAt: number;
}

/** An event as the emulator took it in. */
export interface CapturedEvent {
  id: string;
  type: "identify" | "track" | "flag_check" | "inference";
  body: Record<string, unknown>;
  /** The event's name, for `track`. */
  subtype?: string;
  quantity: number;
  idempotencyKey?: string;
  /** ISO 8601, as the client sent it. */
  sentAt?: string;
  trustedClientClock: boolean;
  backfill: boolean;
  /** ms since the epoch, the emulator's clock. */
  capturedAt: number;
  companyId?: string;
  userId?: string;
  /** Why the event changed nothing, if it did not. */
  error?: string;
  leaseId?: string;
  reservationId?: string;
}

export interface PlanChange {
  id: string;
  companyId: string;
  action: "manage_plan" | "company_upsert";
  planId?: string;
  previousPlanId?: string;
  addOnsAdded: string[];
  addOnsRemoved: string[];
  createdAt: number;
}

export type CompanyField =
  | "keys"
  | "name"
  | "traits"
  | "plans"
  | "rules"
  | "metrics"
  | "credit_balances"
  /** A lease or reservation was opened, changed or closed. */
  | "credit_holds"
  | "credit_postpaid"
  | "credit_spend_policies"
  | "subscription"
  | "billing_product_ids";

/** A change of the state, for the stream, the webhooks and the page. */
export type Change =
  | { type: "company"; op: "created" | "deleted"; company: Company }
  | { type: "company"; op: "updated"; company: Company; fields: Set<CompanyField>; metrics: Set<string> }
  | { type: "user"; op: "created" | "updated" | "deleted"; user: User }
  | { type: "flag"; op: "created" | "updated" | "deleted"; flag: Flag }
  | { type: "override"; op: "created" | "updated" | "deleted" | "expired"; override: Override }
  | { type: "plan_change"; change: PlanChange }
  | {
      type: "limit";
      level: "limit.reached" | "limit.warning" | "soft_limit.reached";
      company: Company;
      grant: Grant;
      usage: number;
    }
  | { type: "event"; event: CapturedEvent }
  | { type: "reset" };
