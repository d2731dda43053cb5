import type { EvaluateOptions } from "../../src/index";
import { compare, compareIntegers, strictInteger } from "./compare";
import { credit, type Note } from "./credits";
import type { Company, Condition, Trait, User } from "./wire";

export interface Subject {
  company: Company | undefined;
  user: User | undefined;
  options: EvaluateOptions & { now: number };
  /** Broken policies in the order in which conditions noted them, each with the rule that was being tried. */
  notes: Note[];
}

/** Raised by a metric condition without a value: its whole rule does not match. */
export class ConditionError extends Error {}

const KNOWN_PERIODS = ["all_time", "current_day", "current_week", "current_month"];
const KNOWN_RESETS = ["first_of_month", "billing_cycle"];

function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

export function traitOf(entity: User | undefined, id: string): Trait | undefined {
  return entity?.traits?.find((trait) => trait?.trait_definition?.id === id);
}

export function metricOf(condition: Condition, company: Company): bigint {
  const period = condition.metric_period ?? "all_time";
  const reset = condition.metric_period_month_reset ?? "first_of_month";
  const metric = company.metrics?.find(
    (m) => m.event_subtype === condition.event_subtype && m.period === period && m.month_reset === reset,
  );
  return BigInt(metric?.value ?? 0);
}

/** The quantity that a preflight adds for an event: its own if that is positive, else the general usage. */
export function extraUsage(event: string | null | undefined, { eventUsage, usage }: EvaluateOptions): bigint {
  if (eventUsage && eventUsage.eventSubtype === event && eventUsage.quantity > 0)
    return BigInt(eventUsage.quantity);
  return usage !== undefined && usage > 0 ? BigInt(usage) : 0n;
}

function isCompanyOrUser(condition: Condition, id: string): boolean {
  const hit = condition.resource_ids?.includes(id) ?? false;
  return condition.operator === "ne" ? !hit : hit;
}

function isListed(condition: Condition, ids: readonly string[] | null | undefined): boolean {
  const hit = ids?.some((id) => condition.resource_ids?.includes(id)) ?? false;
  return condition.operator === "ne" ? !hit : hit;
}

function basePlan(condition: Condition, plan: string | null | undefined): boolean {
  const set = plan !== null && plan !== undefined;
  const hit = set && (condition.resource_ids?.includes(plan) ?? false);
  if (condition.operator === "eq") return hit;
  if (condition.operator === "ne") return !hit;
  if (condition.operator === "is_empty") return !set;
  return condition.operator === "not_empty" && set;
}

function metric(condition: Condition, company: Company, options: EvaluateOptions): boolean {
  if (condition.event_subtype === null || condition.event_subtype === undefined) return false;
  if (condition.metric_value === null || condition.metric_value === undefined) throw new ConditionError();
  if (!KNOWN_PERIODS.includes(condition.metric_period ?? "all_time")) return false;
  if (!KNOWN_RESETS.includes(condition.metric_period_month_reset ?? "first_of_month")) return false;
  const left = wrap(metricOf(condition, company) + extraUsage(condition.event_subtype, options));
  const comparison = condition.comparison_trait_definition;
  let right = BigInt(condition.metric_value);
  if (comparison) {
    const value = comparison.id === "" ? undefined : traitOf(company, comparison.id)?.value;
    right = strictInteger(value ?? "") ?? 0n;
  }
  return compareIntegers(condition.operator, left, right);
}

function trait(condition: Condition, { company, user, options }: Subject): boolean {
  const definition = condition.trait_definition;
  if (!definition) return false;
  const entity = { company, user }[definition.entity_type];
  if (!entity) return false;
  const found = definition.id === "" ? undefined : traitOf(entity, definition.id);
  const type =
    definition.id === ""
      ? "string"
      : (found?.trait_definition?.comparable_type ?? definition.comparable_type);
  let left = found?.value ?? "";
  if (type === "int" && options.usage !== undefined && options.usage > 0) {
    left = String(wrap((strictInteger(left) ?? 0n) + BigInt(options.usage)));
  }
  const comparison = condition.comparison_trait_definition;
  const right =
    comparison && comparison.id !== ""
      ? (traitOf(entity, comparison.id)?.value ?? "")
      : condition.trait_value;
  return compare(type, condition.operator, left, right);
}

/** True if a condition holds; throws `ConditionError`. */
export function holds(condition: Condition, subject: Subject): boolean {
  const { company, user, options } = subject;
  if (condition.id === "") return false;
  switch (condition.condition_type) {
    case "company":
      return company !== undefined && isCompanyOrUser(condition, company.id);
    case "user":
      return user !== undefined && isCompanyOrUser(condition, user.id);
    case "plan":
      return company !== undefined && isListed(condition, company.plan_ids);
    case "plan_version":
      return company !== undefined && isListed(condition, company.plan_version_ids);
    case "billing_product":
      return company !== undefined && isListed(condition, company.billing_product_ids);
    case "base_plan":
      return company !== undefined && basePlan(condition, company.base_plan_id);
    case "credit":
      return credit(condition, subject);
    case "metric":
      return company !== undefined && metric(condition, company, options);
    case "trait":
      return trait(condition, subject);
    default:
      return false;
  }
}
