import type { WireEntity } from "@schematic/datastream/protocol";

type Json = Record<string, unknown>;

/** Comparable types by the trait types of the REST API. */
const comparable: Readonly<Record<string, string>> = {
  boolean: "bool",
  currency: "int",
  date: "date",
  number: "int",
  string: "string",
  url: "string",
};

/**
 * A company of the REST list in the form of the rules engine and the datastream. REST does not carry the
 * account id; the company's rules and metrics do, and nothing is evaluated by it.
 */
export function companyFromRest(data: unknown): WireEntity | undefined {
  if (!isObject(data) || typeof data.id !== "string") return undefined;
  const rules = list(data.rules);
  const metrics = list(data.metrics);
  const subscription = isObject(data.billing_subscription) ? data.billing_subscription : undefined;
  const subscriptions = [subscription, ...list(data.billing_subscriptions)];
  const products = subscriptions.flatMap((one) => list(one?.products).map((product) => product.id));
  const plan = isObject(data.plan) ? data.plan : undefined;
  const plans = [plan, ...list(data.add_ons)];
  return {
    id: data.id,
    account_id: firstText([...rules, ...metrics].map((one) => one.account_id)) ?? "",
    environment_id: data.environment_id,
    keys: keysOf(data.keys),
    traits: traitsOf(data.entity_traits),
    ...(plan === undefined ? {} : { base_plan_id: plan.id }),
    billing_product_ids: texts(products),
    plan_ids: texts([...plans, ...list(data.plans)].map((one) => one?.id)),
    plan_version_ids: texts(plans.map((one) => one?.plan_version_id)),
    ...(subscription === undefined ? {} : { subscription: subscriptionOf(subscription) }),
    credit_balances: isObject(data.billing_credit_balances) ? data.billing_credit_balances : {},
    metrics: metrics.map(metricOf),
    entitlements: list(data.entitlements),
    rules,
  };
}

/** A user of the REST list in the form of the rules engine and the datastream. */
export function userFromRest(data: unknown): WireEntity | undefined {
  if (!isObject(data) || typeof data.id !== "string") return undefined;
  return {
    id: data.id,
    account_id: "",
    environment_id: data.environment_id,
    keys: keysOf(data.keys),
    traits: traitsOf(data.entity_traits),
    rules: [],
  };
}

function keysOf(keys: unknown): Record<string, string> {
  const pairs = list(keys).flatMap(({ key, value }) =>
    typeof key === "string" && typeof value === "string" ? [[key, value] as const] : [],
  );
  // fromEntries defines own properties, also for a key that is called `__proto__`.
  return Object.fromEntries(pairs);
}

function traitsOf(traits: unknown): Json[] {
  return list(traits).map(({ definition, definition_id, value }) => {
    const known = isObject(definition) ? definition : undefined;
    const comparable_type = comparable[String(known?.trait_type)] ?? "string";
    return {
      value: String(value ?? ""),
      trait_definition: {
        id: known?.id ?? definition_id,
        comparable_type,
        entity_type: known?.entity_type ?? "company",
      },
    };
  });
}

function metricOf(metric: Json): Json {
  const { account_id, environment_id, company_id, event_subtype, period, month_reset, value } = metric;
  const { created_at, valid_until } = metric;
  const fields = {
    account_id,
    environment_id,
    company_id,
    event_subtype,
    period,
    month_reset,
    value,
    created_at,
  };
  return valid_until == null ? fields : { ...fields, valid_until };
}

/** REST has seconds since the epoch where the engine has times. */
function subscriptionOf({ id, period_start, period_end }: Json): Json {
  const time = (seconds: unknown) =>
    typeof seconds === "number" ? new Date(seconds * 1_000).toISOString() : seconds;
  return { id, period_start: time(period_start), period_end: time(period_end) };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The texts among the values, each once. */
function texts(values: unknown[]): string[] {
  return [...new Set(values.filter((value): value is string => typeof value === "string" && value !== ""))];
}

function firstText(values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === "string" && value !== "");
}
