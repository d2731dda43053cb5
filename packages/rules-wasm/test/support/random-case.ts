import type { EvaluateOptions } from "../../src/index";
import type {
  Company,
  Condition,
  Definition,
  Entitlement,
  Flag,
  Policy,
  Rule,
  Trait,
  User,
} from "../twin/wire";

/** Source of the choices: a seeded generator, or fast-check. */
export interface Choices {
  /** An integer from 0 to `max`. */
  upTo(max: number): number;
}

export interface RandomCase {
  flag: Flag;
  company: Company | undefined;
  user: User | undefined;
  options: EvaluateOptions & { now: number };
}

/** xorshift: fast, and the same for the same seed. */
export function seeded(seed: number): Choices {
  let state = seed | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let i = 0; i < 8; i++) next();
  return { upTo: (max) => next() % (max + 1) };
}

/** Which engine a case is for: `4b54a537` does not know spend policies, rates of quantities and needs of 0. */
export type Semantics = "4b54a537" | "fde6dba2";

const ORIGIN = { account_id: "acct", environment_id: "env" };
const RULE_TYPES = [
  "global_override",
  "company_override",
  "plan_entitlement",
  "company_override_usage_exceeded",
  "plan_entitlement_usage_exceeded",
  "standard",
  "standard",
  "default",
];
const PERIODS = ["all_time", "current_day", "current_month", "current_week", "current_month"];
const RESETS = ["first_of_month", "billing_cycle"];
const COMPARABLE = ["bool", "date", "int", "string"];
const CONDITION_TYPES =
  "company user plan plan_version billing_product base_plan credit metric metric trait trait trait trait novel".split(
    " ",
  );
const OPERATORS = "eq ne gt lt gte lte is_empty not_empty like".split(" ");
const EVENTS = ["call", "seat", "", "exp\u00f6rt"];
const CREDITS = ["cr_1", "cr_2", "__proto__", ""];
const PLANS = ["plan_a", "plan_b", "plan_c", ""];
const QUANTITIES = ["input", "output", "", "\u{1f600}", "\uffee"];
const TRAIT_IDS = ["t1", "t2", "t3", "t4", ""];
const NUMBERS = [0, 1, -1, 2, 5, 10, 1000, -7, 2 ** 31, -(2 ** 31), 2 ** 40, 9007199254740991];
/** Rates that no version turns into a need of 0. */
const RATES = [1, 0.5, -1, 10, 1e15, 0.1, 0.3, 2.5, 1e-9, 1e300];
const AMOUNTS = [0, 1, 0.5, -1, 10, 1e15, 0.1, 0.3, 2.5, -0, 1e-9, 1e300];
const TEXTS = [
  "",
  "0",
  "1",
  "-1",
  "+5",
  "5.5",
  "5.",
  ".5",
  "1e3",
  "1E-400",
  "1e400",
  "9223372036854775807",
  "9223372036854775808",
  "-9223372036854775808",
  "9007199254740993",
  "9007199254740993.0",
  " 1",
  "0x10",
  "true",
  "false",
  "True",
  "pro",
  "Pro",
  "z\u00fcrich",
  "\u{1f600}",
  "\ufffd",
  "a",
  "b",
  "10",
  "9",
  "100",
  "0.1",
  "0.10000000000000001",
  "NaN",
  "179769313486231580793728971405301e276",
  "2.2250738585072011e-308",
  "4.9e-324",
  "2.4703282292062328e-324",
];
const SPACES = ["", " ", "  ", "\t", "\u00a0", "\u2003"];
const ZONES = [
  "",
  "Z",
  "z",
  "+00:00",
  "-05:30",
  "+2359",
  "-24:00",
  " +01 30",
  "\u221201:00",
  "UTC",
  "EST",
  ".5Z",
  "+1:00",
  "GMT",
];

export function pick<T>(c: Choices, list: readonly T[]): T {
  return list[c.upTo(list.length - 1)] as T;
}

function chance(c: Choices, percent: number): boolean {
  return c.upTo(99) < percent;
}

function many<T>(c: Choices, most: number, make: () => T): T[] {
  return Array.from({ length: c.upTo(most) }, make);
}

/** Rates or quantities by name. */
function amounts(c: Choices, values: readonly number[]): Record<string, number> {
  return byName(many(c, 3, () => [pick(c, QUANTITIES), pick(c, values)]));
}

/** Spend policies, most of them close to what a use needs. */
function policies(c: Choices): Policy[] {
  return many(c, 3, () => {
    const made: Policy = {};
    if (chance(c, 95)) made.id = `policy_${c.upTo(9)}`;
    if (chance(c, 95)) made.credit_id = pick(c, CREDITS);
    if (chance(c, 95)) made.kind = pick(c, ["per_draw", "window", "window", "per_year"]);
    if (chance(c, 95)) made.scope = pick(c, ["company", "user", "group", "team"]);
    if (chance(c, 30)) made.company_id = pick(c, ["co", "other", ""]);
    if (chance(c, 20)) made.label = pick(c, ["Cap", ""]);
    if (chance(c, 95)) made.limit = pick(c, [...AMOUNTS, 1e21, 1e-7, 123456789.5]);
    if (chance(c, 70)) made.consumed = pick(c, AMOUNTS);
    if (chance(c, 60)) {
      made.window = {};
      if (chance(c, 80)) made.window.unit = pick(c, ["day", "billing_period", "", "a_b_c"]);
      if (chance(c, 70)) made.window.count = pick(c, [0, 1, 2, -1, 6]);
    }
    if (chance(c, 60)) made.resets_at = timestamp(c);
    return made;
  });
}

/** Text near the date grammars, often inside one of them. */
export function randomDate(c: Choices): string {
  const two = (max: number): string => {
    const value = String(c.upTo(max));
    return chance(c, 80) ? value.padStart(2, "0") : value;
  };
  const year = pick(c, [
    "2024",
    "2023",
    "2025",
    "1969",
    "0001",
    "9999",
    "24",
    "+2024",
    "-0044",
    "262142",
    "+262143",
    "2000",
  ]);
  const month = chance(c, 90) ? two(12) : two(13);
  const day = chance(c, 80) ? two(28) : two(31);
  const second = chance(c, 90) ? two(59) : pick(c, ["60", "61", "6"]);
  const time = `${two(24)}:${two(59)}:${second}`;
  const fraction = pick(c, ["", "", ".1", ".123", ".123456789", ".1234567891", ".", ".12"]);
  const space = pick(c, SPACES);
  const zone = pick(c, ZONES);
  switch (c.upTo(5)) {
    case 0:
      return `${year}-${month}-${day}${pick(c, SPACES)}${time}${space}${zone}`;
    case 1:
      return `${year}-${month}-${day}T${time}${fraction}${space}${zone}`;
    case 2:
    case 3: {
      const name = `${pick(c, ["Mon", "tue", "WED", "Thu", "Fri", "Sat", "Sun"])}${space}${pick(c, ["Jan", "feb", "DEC", "Jul"])}`;
      return `${name}${space}${day} ${year} ${time}${space}${pick(c, ["", "GMT", "gmt"])}${zone}`;
    }
    case 4:
      return `${year}-${month}-${day}`;
    default:
      return `${year}-${month}-${day}${pick(c, ["T", "t", " "])}${time}${fraction}${pick(c, ["Z", "+02:00", "-11:59"])}`;
  }
}

function randomText(c: Choices): string {
  return chance(c, 30) ? randomDate(c) : pick(c, TEXTS);
}

function definition(c: Choices): Definition {
  return {
    id: pick(c, TRAIT_IDS),
    comparable_type: pick(c, COMPARABLE),
    entity_type: chance(c, 70) ? "company" : "user",
  };
}

function condition(c: Choices, semantics: Semantics): Condition {
  const made: Condition & Record<string, unknown> = {
    id: chance(c, 98) ? "cond" : "",
    ...ORIGIN,
    condition_type: pick(c, CONDITION_TYPES),
    operator: pick(c, OPERATORS),
    trait_value: randomText(c),
  };
  if (chance(c, 90)) made.resource_ids = many(c, 3, () => pick(c, ["co", "us", ...PLANS]));
  if (chance(c, 90)) made.event_subtype = pick(c, EVENTS);
  if (chance(c, 92)) made.metric_value = pick(c, NUMBERS);
  if (chance(c, 60)) made.metric_period = pick(c, PERIODS);
  if (chance(c, 50)) made.metric_period_month_reset = pick(c, RESETS);
  if (chance(c, 90)) made.credit_id = pick(c, CREDITS);
  const isNew = semantics === "fde6dba2";
  if (chance(c, 50)) made.consumption_rate = pick(c, isNew ? AMOUNTS : RATES);
  if (isNew && chance(c, 30)) made.quantity_rates = amounts(c, AMOUNTS);
  if (chance(c, 95)) made.trait_definition = definition(c);
  if (chance(c, 25)) made.comparison_trait_definition = definition(c);
  return made;
}

function rule(c: Choices, place: number, flagIds: readonly (string | null)[], semantics: Semantics): Rule {
  const made: Rule & Record<string, unknown> = {
    id: chance(c, 98) ? `rule_${place}` : "",
    flag_id: pick(c, flagIds),
    ...ORIGIN,
    rule_type: pick(c, RULE_TYPES),
    name: pick(c, ["Rule", 'quote"d', "\u00dcber", ""]),
    priority: pick(c, [0, 1, 1, 2, -3, 2 ** 40]),
    conditions: many(c, 2, () => condition(c, semantics)),
    value: chance(c, 50),
  };
  if (chance(c, 25)) {
    made.condition_groups = many(c, 2, () => ({ conditions: many(c, 2, () => condition(c, semantics)) }));
  }
  return made;
}

function traits(c: Choices): Trait[] {
  return many(c, 5, () => ({
    ...(chance(c, 95) && { trait_definition: definition(c) }),
    value: randomText(c),
  }));
}

function timestamp(c: Choices): string {
  if (chance(c, 10)) return randomDate(c);
  const at = new Date(Date.UTC(2022 + c.upTo(4), c.upTo(11), 1 + c.upTo(30), c.upTo(23), c.upTo(59)));
  return at.toISOString().replace(".000Z", pick(c, ["Z", ".123456789Z", "+05:30", ".5-08:00"]));
}

function entitlement(c: Choices, semantics: Semantics): Entitlement {
  const made: Entitlement = {
    feature_id: "feat",
    feature_key: pick(c, ["flag-key", "other", ""]),
    value_type: pick(c, ["boolean", "credit", "numeric", "trait", "unknown", "unlimited"]),
  };
  if (chance(c, 50)) made.allocation = pick(c, NUMBERS);
  if (chance(c, 30)) made.soft_limit = pick(c, NUMBERS);
  if (chance(c, 30)) made.usage = pick(c, NUMBERS);
  if (chance(c, 30)) made.event_name = pick(c, EVENTS);
  if (chance(c, 30)) made.metric_period = pick(c, PERIODS);
  if (chance(c, 30)) made.month_reset = pick(c, RESETS);
  if (chance(c, 20)) made.metric_reset_at = timestamp(c);
  if (chance(c, 30)) made.credit_id = pick(c, CREDITS);
  if (chance(c, 30)) made.credit_remaining = pick(c, [0, 1.5, 1e15, -2]);
  if (semantics === "fde6dba2" && chance(c, 10)) made.quantity_rates = amounts(c, AMOUNTS);
  if (chance(c, 10)) made.warning_tiers = [{ key: "soft", value: 80 }];
  return made;
}

/** An object by name that may have a member `__proto__`. */
function byName<T>(entries: [string, T][]): Record<string, T> {
  return Object.fromEntries(entries);
}

function company(c: Choices, semantics: Semantics): Company {
  const made: Company & Record<string, unknown> = {
    id: chance(c, 95) ? "co" : "",
    ...ORIGIN,
    keys: { id: "x" },
    plan_ids: many(c, 2, () => pick(c, PLANS)),
    plan_version_ids: many(c, 2, () => pick(c, PLANS)),
    billing_product_ids: many(c, 2, () => pick(c, PLANS)),
    traits: traits(c),
    metrics: many(c, 5, () => ({
      ...ORIGIN,
      company_id: "co",
      event_subtype: pick(c, EVENTS),
      period: pick(c, PERIODS),
      month_reset: pick(c, RESETS),
      value: pick(c, NUMBERS),
      created_at: "2024-01-01T00:00:00Z",
    })),
    credit_balances: byName(many(c, 3, () => [pick(c, CREDITS), pick(c, AMOUNTS)])),
    rules: many(c, 1, () => rule(c, 10, ["flag", "other", null], semantics)),
    entitlements: many(c, 2, () => entitlement(c, semantics)),
  };
  if (semantics === "fde6dba2" && chance(c, 60)) made.credit_spend_policies = policies(c);
  if (chance(c, 70)) made.base_plan_id = pick(c, PLANS);
  if (chance(c, 40)) {
    made.credit_postpaid = byName(
      many(c, 2, () => [
        pick(c, CREDITS),
        pick(c, [null, {}, { overdraft_limit: null }, { overdraft_limit: 2.5 }]),
      ]),
    );
  }
  if (chance(c, 60))
    made.subscription = Object.assign(
      { id: "sub" },
      { period_start: timestamp(c), period_end: timestamp(c) },
    );
  return made;
}

function options(c: Choices, semantics: Semantics): EvaluateOptions & { now: number } {
  const made: EvaluateOptions & { now: number } = {
    now: Date.UTC(
      2023 + c.upTo(3),
      c.upTo(11),
      1 + c.upTo(30),
      c.upTo(23),
      c.upTo(59),
      c.upTo(59),
      c.upTo(999),
    ),
  };
  if (chance(c, 25)) made.usage = pick(c, [0, 1, 5, 1000, 2 ** 40, -1]);
  if (chance(c, 20))
    made.eventUsage = { eventSubtype: pick(c, EVENTS), quantity: pick(c, [0, 1, 7, 1000, -1]) };
  if (semantics === "fde6dba2" && chance(c, 20)) {
    made.eventQuantities = {
      eventSubtype: pick(c, EVENTS),
      ...(chance(c, 70) && { quantity: pick(c, [0, 0.25, 1, 3, 1e10, -1]) }),
      ...(chance(c, 70) && { quantities: amounts(c, [0, 0.25, 1, 3, 1e10, 0.1, 2]) }),
    };
  }
  if (chance(c, 15))
    made.creditCost = byName(many(c, 2, () => [pick(c, CREDITS), pick(c, [0, 1, 0.3, 10, 1e15, -0, -1])]));
  return made;
}

/** One case for the engine. Only the enumerations that are open have unknown values. */
export function randomCase(c: Choices, semantics: Semantics = "fde6dba2"): RandomCase {
  const flag: Flag & Record<string, unknown> = {
    id: chance(c, 98) ? "flag" : "",
    ...ORIGIN,
    key: "flag-key",
    default_value: chance(c, 50),
    rules: Array.from({ length: c.upTo(4) }, (_, i) => rule(c, i, ["flag", null], semantics)),
  };
  const user: (User & Record<string, unknown>) | undefined = chance(c, 60)
    ? {
        id: chance(c, 95) ? "us" : "",
        ...ORIGIN,
        traits: traits(c),
        rules: many(c, 1, () => rule(c, 20, ["flag", "other"], semantics)),
      }
    : undefined;
  if (user && semantics === "fde6dba2" && chance(c, 50)) user.credit_spend_policies = policies(c);
  return {
    flag,
    company: chance(c, 90) ? company(c, semantics) : undefined,
    user,
    options: options(c, semantics),
  };
}
