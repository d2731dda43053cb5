/** Keys that identify a company or a user, such as `{ id: "acme" }`. */
export type Keys = Record<string, string>;
export type Period = "current_day" | "current_week" | "current_month" | "all_time";
export type MonthReset = "first_of_month" | "billing_cycle";
export type Operator = "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "is_empty" | "not_empty";
export type Comparable = "string" | "int" | "bool" | "date";

/** A state to start from: what the Schematic dashboard would hold. Everything may be left out. */
export interface Seed {
  environment?: SeedEnvironment;
  features?: SeedFeature[];
  flags?: SeedFlag[];
  plans?: SeedPlan[];
  companies?: SeedCompany[];
  users?: SeedUser[];
  credits?: SeedCredit[];
  overrides?: SeedOverride[];
  webhooks?: SeedWebhook[];
}

export interface SeedEnvironment {
  /** Default `env_emulator`. */
  id?: string;
  /** Default `acct_emulator`. */
  account_id?: string;
  /** Keys that the emulator accepts; default `["sch_dev_emulator"]`. */
  api_keys?: string[];
}

export interface SeedFeature {
  key: string;
  name?: string;
  description?: string;
  /** Default: `event` with an `event`, `trait` with a `trait`, else `boolean`. */
  type?: "boolean" | "event" | "trait";
  /** The event that meters it (`track({ event })`). */
  event?: string;
  /** The company trait that meters it. */
  trait?: string;
  /** Default true: a flag of the same key is made, which the entitlements decide. */
  flag?: boolean;
}

export interface SeedFlag {
  key: string;
  name?: string;
  description?: string;
  /** The feature whose entitlements decide it; default: the feature of the same key. */
  feature?: string;
  /** Value when no rule matches; default false. */
  default?: boolean;
  rules?: SeedRule[];
}

export interface SeedRule {
  name?: string;
  /** Default `standard`. */
  type?: "standard" | "global_override" | "default";
  /** Lower goes first; default: the position in the list. */
  priority?: number;
  value: boolean;
  /** All must hold. */
  when?: SeedCondition[];
  /** Of each group one must hold. */
  any?: SeedCondition[][];
}

export type SeedCondition =
  | { type: "company"; op?: Operator; companies: Keys[] }
  | { type: "user"; op?: Operator; users: Keys[] }
  | { type: "plan" | "base_plan"; op?: Operator; plans?: string[] }
  | { type: "plan_version" | "billing_product"; op?: Operator; ids: string[] }
  | { type: "metric"; event: string; op?: Operator; value: number; period?: Period; reset?: MonthReset }
  | {
      type: "trait";
      trait: string;
      /** Whose trait; default `company`. */
      of?: "company" | "user";
      op?: Operator;
      value?: string | number | boolean;
      /** How to compare; default: from the value (or `string`). */
      as?: Comparable;
      /** Compare with this trait of the same entity instead of `value`. */
      than?: string;
    }
  | {
      type: "credit";
      credit: string;
      rate?: number;
      /** Credits for each unit of a measured quantity, by its name. */
      quantity_rates?: Record<string, number>;
      event?: string;
      op?: Operator;
    };

/** A grant: one of `value`, `limit`, `unlimited`, `credit`. */
export interface SeedGrant {
  feature: string;
  /** Boolean entitlement; default true when nothing else is given. */
  value?: boolean;
  /** Numeric entitlement: how much of the feature's event (or trait) is allowed. */
  limit?: number;
  unlimited?: boolean;
  /** Credit entitlement: the credit's id. */
  credit?: string;
  /** Credits for each unit of the event; default 1. */
  rate?: number;
  /** Credits for each unit of a measured quantity, by its name; added to those of `rate`. */
  quantity_rates?: Record<string, number>;
  /** Period of a numeric entitlement; default `current_month` (events only). */
  period?: Period;
  /** Default `first_of_month`. */
  reset?: MonthReset;
  /** Sends `entitlement.soft_limit.reached` when passed; denies nothing. */
  soft_limit?: number;
}

/** A limit on the credits that may be spent. */
export interface SeedSpendPolicy {
  /** Default: made from the owner and the position in the list, always the same. */
  id?: string;
  /** The credit's id. */
  credit: string;
  /** Credits per window, or per draw without a window. */
  limit: number;
  /** Default: the owner's kind. */
  scope?: "company" | "user" | "group";
  label?: string;
  window?: { unit: SpendWindowUnit; count?: number };
  /** Credits already consumed in the window; default 0. */
  consumed?: number;
  /** End of the window, ISO 8601; without it the window never ends. */
  resets_at?: string;
}

export type SpendWindowUnit = "hour" | "day" | "week" | "month" | "billing_period";

export interface SeedPlan {
  key: string;
  /** Default `plan_<key>`. */
  id?: string;
  name?: string;
  description?: string;
  /** Default `plan`. */
  type?: "plan" | "add_on";
  entitlements?: SeedGrant[];
}

export interface SeedCompany {
  keys: Keys;
  /** Default: made from the keys, always the same. */
  id?: string;
  name?: string;
  /** Key of the base plan. */
  plan?: string;
  /** Keys of add-on plans. */
  add_ons?: string[];
  traits?: Record<string, unknown>;
  /** Usage of this period, by event. */
  usage?: Record<string, number>;
  /** Credits left, by credit id. */
  credit_balances?: Record<string, number>;
  /** Credits that may be overdrawn, by credit id; without a limit the overdraft is unlimited. */
  credit_postpaid?: Record<string, { overdraft_limit?: number }>;
  credit_spend_policies?: SeedSpendPolicy[];
  /** Billing cycle, ISO 8601. */
  subscription?: { id?: string; period_start: string; period_end: string };
  billing_product_ids?: string[];
}

/** A kind of credit. Credits that a seed only names need no entry. */
export interface SeedCredit {
  id: string;
  /** Default: the id. */
  name?: string;
  description?: string;
}

export interface SeedUser {
  keys: Keys;
  id?: string;
  name?: string;
  /** Keys of the companies that the user belongs to. */
  companies?: Keys[];
  traits?: Record<string, unknown>;
  credit_spend_policies?: SeedSpendPolicy[];
}

export interface SeedOverride extends SeedGrant {
  /** Keys of the company. */
  company: Keys;
  /** ISO 8601; default: never. */
  expires?: string;
}

export interface SeedWebhook {
  url: string;
  /** Signs the deliveries; default `whsec_emulator`. */
  secret?: string;
  name?: string;
  /** Default: every action. */
  actions?: string[];
}
