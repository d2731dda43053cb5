// Codes of the enumerations, as assembly/layout.ts defines them. A name that is newer than this engine has the
// code of something that never matches.
import * as L from "../../assembly/layout";

/** Rule types in the order of their codes. */
export const RULE_TYPES = [
  "global_override",
  "company_override",
  "plan_entitlement",
  "company_override_usage_exceeded",
  "plan_entitlement_usage_exceeded",
  "standard",
  "default",
] as const;

/** Periods in the order of their codes. */
export const PERIODS = ["all_time", "current_day", "current_week", "current_month"] as const;

const RULE_TYPE_CODES: ReadonlyMap<string, number> = new Map(RULE_TYPES.map((name, code) => [name, code]));

const CONDITION_TYPE_CODES: ReadonlyMap<string, number> = new Map([
  ["company", L.TYPE_COMPANY],
  ["user", L.TYPE_USER],
  ["plan", L.TYPE_PLAN],
  ["plan_version", L.TYPE_PLAN_VERSION],
  ["billing_product", L.TYPE_BILLING_PRODUCT],
  ["base_plan", L.TYPE_BASE_PLAN],
  ["credit", L.TYPE_CREDIT],
  ["metric", L.TYPE_METRIC],
  ["trait", L.TYPE_TRAIT],
]);

const OPERATOR_CODES: ReadonlyMap<string, number> = new Map([
  ["eq", L.OP_EQ],
  ["ne", L.OP_NE],
  ["gt", L.OP_GT],
  ["lt", L.OP_LT],
  ["gte", L.OP_GTE],
  ["lte", L.OP_LTE],
  ["is_empty", L.OP_IS_EMPTY],
  ["not_empty", L.OP_NOT_EMPTY],
]);

export function ruleTypeCode(name: string): number {
  return RULE_TYPE_CODES.get(name) ?? L.UNKNOWN_RULE;
}

export function conditionTypeCode(name: string): number {
  return CONDITION_TYPE_CODES.get(name) ?? 0;
}

export function operatorCode(name: string): number {
  return OPERATOR_CODES.get(name) ?? 0;
}

export function periodCode(name: string | undefined): number {
  switch (name) {
    case "current_month":
      return L.CURRENT_MONTH;
    case undefined:
    case "all_time":
      return L.ALL_TIME;
    case "current_day":
      return L.CURRENT_DAY;
    case "current_week":
      return L.CURRENT_WEEK;
    default:
      return L.UNKNOWN;
  }
}

export function resetCode(name: string | undefined): number {
  if (name === undefined || name === "first_of_month") return L.FIRST_OF_MONTH;
  return name === "billing_cycle" ? L.BILLING_CYCLE : L.UNKNOWN;
}

/** A metric's period and reset as the engine's key has them; undefined if either is unknown. */
export function combinationOf(period?: string, reset?: string): number | undefined {
  const code = periodCode(period);
  const above = resetCode(reset);
  return code === L.UNKNOWN || above === L.UNKNOWN ? undefined : code + L.RESET_STEP * above;
}

export function comparableCode(name: string): number {
  return name === "int" ? L.INT : name === "date" ? L.DATE : name === "bool" ? L.BOOL : L.STRING;
}

export function entityCode(name: string): number {
  return name === "company" ? L.TYPE_COMPANY : name === "user" ? L.TYPE_USER : 0;
}
