import type { Fixture, WireCompany, WireCondition, WireFlag, WireUser } from "./types";

interface Facts {
  traits: Map<string, string>;
  plans: Set<string>;
  metrics: Map<string, number>;
}
type Test = (company: Facts, user: Facts) => boolean;
interface Answer {
  value: boolean;
  reason: string;
}
type Decide = (company: Facts, user: Facts) => Answer;

const metricKey = (event: unknown, period: unknown, reset: unknown): string => `${event}|${period}|${reset}`;

/** One condition as a closure over what it compares with; `undefined` for a kind that is not prepared here. */
function prepare(condition: WireCondition): Test | undefined {
  const { condition_type: type, operator, trait_definition: definition, trait_value: right } = condition;
  if (type === "plan" && operator === "eq") {
    const ids = condition.resource_ids;
    return (company) => ids.some((id) => company.plans.has(id));
  }
  if (type === "metric" && (operator === "lt" || operator === "gt")) {
    const key = metricKey(
      condition.event_subtype,
      condition.metric_period ?? "all_time",
      condition.metric_period_month_reset ?? "first_of_month",
    );
    const limit = condition.metric_value ?? 0;
    return operator === "lt"
      ? (company) => (company.metrics.get(key) ?? 0) < limit
      : (company) => (company.metrics.get(key) ?? 0) > limit;
  }
  if (type !== "trait" || !definition) return undefined;
  const { id } = definition;
  const of = (company: Facts, user: Facts): string | undefined =>
    (definition.entity_type === "company" ? company : user).traits.get(id);
  if (operator === "eq" && definition.comparable_type === "string")
    return (company, user) => (of(company, user) ?? "") === right;
  if (operator === "eq" && definition.comparable_type === "bool") {
    return (company, user) => (of(company, user) === "true") === (right === "true");
  }
  const limit = Number(right);
  return operator === "gte" ? (company, user) => Number(of(company, user) ?? 0) >= limit : undefined;
}

const ORDER = ["plan_entitlement", "standard", "default"];

function prepareFlag(flag: WireFlag): Decide | undefined {
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
  const none = { value: flag.default_value, reason: "No rules matched; default value for flag" };
  return (company, user) => {
    for (const rule of rules) {
      if ((rule.tests as Test[]).every((test) => test(company, user))) {
        return { value: rule.value, reason: rule.reason };
      }
    }
    return none;
  };
}

function factsOf(entity: WireUser & Partial<WireCompany>): Facts {
  return {
    traits: new Map(entity.traits.map((trait) => [trait.trait_definition.id, trait.value])),
    plans: new Set(entity.plan_ids),
    metrics: new Map(
      entity.metrics?.map((m) => [metricKey(m.event_subtype, m.period, m.month_reset), m.value]),
    ),
  };
}

/** The limit of what plain JavaScript can do: rules sorted, conditions as closures, facts in maps, ahead of time. */
export function prepareClosures({ flag, company, user }: Fixture): (() => Answer) | undefined {
  const own = company.rules as { flag_id?: string }[] | undefined;
  const decide = own?.some((rule) => rule.flag_id === flag.id) ? undefined : prepareFlag(flag);
  if (!decide) return undefined;
  const [companyFacts, userFacts] = [factsOf(company), factsOf(user)];
  return () => decide(companyFacts, userFacts);
}

type Keys = Record<string, string> | undefined;

/** The same behind a client's look-ups: flags by key, companies and users by their keys. */
export function closuresByKey(fixture: Fixture): (company: Keys, user: Keys, key: string) => boolean {
  const { flag, company, user } = fixture;
  const decide = prepareClosures(fixture) && prepareFlag(flag);
  if (!decide) throw new Error("the fixture's flag is not one that closures are prepared for");
  const flags = new Map([[flag.key, decide]]);
  const index = (entity: WireUser) => {
    const facts = factsOf(entity);
    const keys = Object.entries(entity.keys as Record<string, string>);
    return new Map(keys.map(([name, value]) => [name, new Map([[value, facts]])]));
  };
  const [companies, users] = [index(company), index(user)];
  const nobody = factsOf({ id: "", traits: [] });
  const find = (entities: typeof companies, keys: Keys): Facts => {
    for (const name in keys) {
      const facts = entities.get(name)?.get(keys[name] ?? "");
      if (facts) return facts;
    }
    return nobody;
  };
  return (companyKeys, userKeys, key) => {
    const prepared = flags.get(key);
    return prepared ? prepared(find(companies, companyKeys), find(users, userKeys)).value : false;
  };
}
