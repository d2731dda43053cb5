import type { Fixture, WireCondition } from "./types";

interface Facts {
  company: Map<string, string>;
  user: Map<string, string>;
  plans: Set<string>;
  metrics: Map<string, number>;
}
type Test = (facts: Facts) => boolean;

const metricKey = (event: unknown, period: unknown, reset: unknown): string => `${event}|${period}|${reset}`;

/** One condition as a closure over what it compares with; `undefined` for a kind that is not prepared here. */
function prepare(condition: WireCondition): Test | undefined {
  const { condition_type: type, operator, trait_definition: definition, trait_value: right } = condition;
  if (type === "plan" && operator === "eq") {
    const ids = condition.resource_ids;
    return (facts) => ids.some((id) => facts.plans.has(id));
  }
  if (type === "metric" && (operator === "lt" || operator === "gt")) {
    const key = metricKey(
      condition.event_subtype,
      condition.metric_period ?? "all_time",
      condition.metric_period_month_reset ?? "first_of_month",
    );
    const limit = condition.metric_value ?? 0;
    return operator === "lt"
      ? (facts) => (facts.metrics.get(key) ?? 0) < limit
      : (facts) => (facts.metrics.get(key) ?? 0) > limit;
  }
  if (type !== "trait" || !definition) return undefined;
  const { id } = definition;
  const side = definition.entity_type === "company" ? "company" : "user";
  if (operator === "eq" && definition.comparable_type === "string")
    return (facts) => (facts[side].get(id) ?? "") === right;
  if (operator === "eq" && definition.comparable_type === "bool") {
    return (facts) => (facts[side].get(id) === "true") === (right === "true");
  }
  const limit = Number(right);
  return operator === "gte" ? (facts) => Number(facts[side].get(id) ?? 0) >= limit : undefined;
}

const ORDER = ["plan_entitlement", "standard", "default"];

/** The limit of what plain JavaScript can do: rules sorted, conditions as closures, facts in maps, ahead of time. */
export function prepareClosures({
  flag,
  company,
  user,
}: Fixture): (() => { value: boolean; reason: string }) | undefined {
  if (Array.isArray(company.rules) && company.rules.length > 0) return undefined;
  if (flag.rules.some((rule) => !ORDER.includes(rule.rule_type) || rule.condition_groups?.length))
    return undefined;
  const rules = flag.rules
    .toSorted((a, b) => ORDER.indexOf(a.rule_type) - ORDER.indexOf(b.rule_type) || a.priority - b.priority)
    .map((rule) => ({
      value: rule.value,
      reason: `Matched ${rule.rule_type.replaceAll("_", " ")} rule "${rule.name}" (${rule.id})`,
      tests: rule.conditions.map(prepare),
    }));
  if (rules.some((rule) => rule.tests.includes(undefined))) return undefined;
  const traits = (entity: Fixture["user"]): Map<string, string> =>
    new Map(entity.traits.map((trait) => [trait.trait_definition.id, trait.value]));
  const facts: Facts = {
    company: traits(company),
    user: traits(user),
    plans: new Set(company.plan_ids),
    metrics: new Map(
      company.metrics?.map((m) => [metricKey(m.event_subtype, m.period, m.month_reset), m.value]),
    ),
  };
  const none = { value: flag.default_value, reason: "No rules matched; default value for flag" };
  return () => {
    for (const rule of rules) {
      if ((rule.tests as Test[]).every((test) => test(facts))) {
        return { value: rule.value, reason: rule.reason };
      }
    }
    return none;
  };
}
