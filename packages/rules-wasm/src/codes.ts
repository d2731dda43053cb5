/** Codes and word offsets that the encoder shares with `assembly/layout.ts`. */
export const FLAG = 1;
export const COMPANY = 2;
export const USER = 3;

export const RULE_TYPES: readonly string[] = [
  "global_override",
  "company_override",
  "plan_entitlement",
  "company_override_usage_exceeded",
  "plan_entitlement_usage_exceeded",
  "standard",
  "default",
];
export const PERIODS: readonly string[] = ["all_time", "current_day", "current_week", "current_month"];
/** A rule type, period or reset that this engine does not know: what has it never matches. */
export const UNKNOWN = 7;

export function ruleTypeCode(name: string): number {
  const code = RULE_TYPES.indexOf(name);
  return code < 0 ? UNKNOWN : code;
}

export function periodCode(name: string): number {
  switch (name) {
    case "current_month":
      return 3;
    case "all_time":
      return 0;
    case "current_day":
      return 1;
    case "current_week":
      return 2;
    default:
      return UNKNOWN;
  }
}

export function resetCode(name: string): number {
  return name === "first_of_month" ? 0 : name === "billing_cycle" ? 1 : UNKNOWN;
}

export function comparableCode(name: string): number {
  return name === "int" ? 3 : name === "date" ? 2 : name === "bool" ? 1 : 0;
}

export function entityCode(name: string): number {
  return name === "company" ? 1 : name === "user" ? 2 : 0;
}

const CONDITION_TYPES = [
  "",
  "company",
  "user",
  "plan",
  "plan_version",
  "billing_product",
  "base_plan",
  "credit",
  "metric",
  "trait",
];
const OPERATORS = ["", "eq", "ne", "gt", "lt", "gte", "lte", "is_empty", "not_empty"];

export function conditionTypeCode(name: string): number {
  return Math.max(0, CONDITION_TYPES.indexOf(name));
}

export function operatorCode(name: string): number {
  return Math.max(0, OPERATORS.indexOf(name));
}
