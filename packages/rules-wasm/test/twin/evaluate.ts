import type { EvaluateOptions, FlagResolution } from "../../src/index";
import { strictInteger } from "./compare";
import { ConditionError, holds, metricOf, type Subject, traitOf } from "./conditions";
import { type Note, report } from "./credits";
import { resetTime } from "./reset";
import type { Company, Entitlement, Flag, Rule, User } from "./wire";

const ORDER = [
  "global_override",
  "company_override",
  "plan_entitlement",
  "company_override_usage_exceeded",
  "plan_entitlement_usage_exceeded",
  "standard",
  "default",
];
const WITH_USAGE = ORDER.slice(1, 5);
const EXCEEDED = ["company_override_usage_exceeded", "plan_entitlement_usage_exceeded"];
const NO_MATCH = "No rules matched; default value for flag";

function compareRules(a: Rule, b: Rule): number {
  const byType = ORDER.indexOf(a.rule_type) - ORDER.indexOf(b.rule_type);
  if (byType !== 0) return byType;
  if (a.rule_type === "standard") return a.priority < b.priority ? -1 : a.priority > b.priority ? 1 : 0;
  return WITH_USAGE.includes(a.rule_type) ? Number(b.value) - Number(a.value) : 0;
}

/** The rules that apply to a flag, in the order in which they are tried. */
function candidates(flag: Flag, company: Company | undefined, user: User | undefined): Rule[] {
  const own = (entity: User | undefined): Rule[] =>
    entity?.rules?.filter((rule) => rule?.flag_id === flag.id) ?? [];
  return [...(flag.rules ?? []), ...own(company), ...own(user)]
    .filter((rule) => rule && ORDER.includes(rule.rule_type))
    .sort(compareRules);
}

function matches(rule: Rule, subject: Subject): boolean {
  if (rule.id === "") return false;
  if (rule.rule_type === "default" || rule.rule_type === "global_override") return true;
  try {
    return (
      (rule.conditions ?? []).every((condition) => holds(condition, subject)) &&
      (rule.condition_groups ?? []).every((group) =>
        (group.conditions ?? []).some((condition) => holds(condition, subject)),
      )
    );
  } catch (error) {
    if (error instanceof ConditionError) return false;
    throw error;
  }
}

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Rates without those that are null; undefined for none. */
function ratesOf(rates: object): object | undefined {
  const kept = Object.entries(rates).filter(([, rate]) => rate !== null);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function publicEntitlement(wire: Entitlement): FlagResolution["entitlement"] {
  const entries = Object.entries(wire)
    .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => [camel(name), name === "quantity_rates" ? ratesOf(value as object) : value])
    .filter(([, value]) => value !== undefined);
  const result = Object.fromEntries(entries);
  if (typeof result.metricResetAt === "string") {
    const time = new Date(result.metricResetAt);
    if (!Number.isNaN(time.getTime())) result.metricResetAt = time;
  }
  return result;
}

/** The usage fields of an answer by an override or entitlement rule. */
function usageFields(rule: Rule, company: Company, now: number): Partial<FlagResolution> {
  const condition = rule.conditions?.find(
    (c) => c.condition_type === "metric" || c.condition_type === "trait",
  );
  if (!condition) return {};
  let allocation: bigint;
  const fields: Partial<FlagResolution> = {};
  if (condition.condition_type === "metric") {
    allocation = BigInt(condition.metric_value ?? 0);
    fields.featureUsage = Number(metricOf(condition, company));
    fields.featureUsageEvent = condition.event_subtype as string;
    fields.featureUsagePeriod = condition.metric_period ?? "all_time";
    const reset = resetTime(condition, company, now);
    if (reset) fields.featureUsageResetAt = reset;
  } else {
    allocation = strictInteger(condition.trait_value) ?? 0n;
    const used = traitOf(company, condition.trait_definition?.id as string)?.value;
    fields.featureUsage = Number(strictInteger(used ?? "") ?? 0n);
  }
  const comparison = condition.comparison_trait_definition;
  if (comparison) allocation = strictInteger(traitOf(company, comparison.id)?.value ?? "") ?? allocation;
  fields.featureAllocation = Number(allocation);
  return fields;
}

/** The rules of flag evaluation in plain TypeScript: slow, and meant to be read. */
export function checkFlag(
  flag: Flag,
  company: Company | undefined,
  user: User | undefined,
  options: EvaluateOptions & { now: number },
): FlagResolution {
  const answer: FlagResolution = {
    value: flag.default_value,
    reason: NO_MATCH,
    flagKey: flag.key,
    flagId: flag.id,
    ...(company && { companyId: company.id }),
    ...(user && { userId: user.id }),
  };
  const { usage, eventUsage, eventQuantities } = options;
  const used = [
    usage,
    eventUsage?.quantity,
    eventQuantities?.quantity,
    ...Object.values(eventQuantities?.quantities ?? {}),
  ];
  if (used.some((quantity) => quantity != null && quantity < 0)) {
    return { ...answer, err: "preflight usage cannot be negative" };
  }
  if (Object.values(options.creditCost ?? {}).some((cost) => cost < 0)) {
    return { ...answer, err: "preflight credit cost cannot be negative" };
  }
  if (flag.id === "") return { ...answer, reason: "Flag not found" };
  const entitlement = company?.entitlements?.find((e) => e?.feature_key === flag.key);
  const mapped = entitlement && publicEntitlement(entitlement);
  if (mapped) answer.entitlement = mapped;
  const subject: Subject = { company, user, options, notes: [] };
  let notesBefore = 0;
  const rule = candidates(flag, company, user).find((candidate) => {
    notesBefore = subject.notes.length;
    return matches(candidate, subject);
  });
  if (rule) Object.assign(answer, ruleFields(rule, company, options.now));
  const note = reported(rule, answer.value, subject.notes, notesBefore);
  return note ? { ...answer, ...report(note) } : answer;
}

function ruleFields(rule: Rule, company: Company | undefined, now: number): Partial<FlagResolution> {
  return {
    value: rule.value,
    reason: `Matched ${rule.rule_type.replaceAll("_", " ")} rule "${rule.name}" (${rule.id})`,
    ruleId: rule.id,
    ruleType: rule.rule_type,
    ...(company && WITH_USAGE.includes(rule.rule_type) && usageFields(rule, company, now)),
  };
}

/** The note that a result reports: only where the value is false, and the last rule tried explains it. */
function reported(
  rule: Rule | undefined,
  value: boolean,
  notes: Note[],
  notesBefore: number,
): Note | undefined {
  if (value) return undefined;
  if (rule === undefined || rule.rule_type === "default") return notes[0];
  return EXCEEDED.includes(rule.rule_type) ? notes[notesBefore] : undefined;
}
