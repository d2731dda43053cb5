import {
  type EntityKind,
  isList,
  isListOf,
  isMapOf,
  isObject,
  isText,
  type WireEntity,
} from "../wire/messages";

/** A metric of a company, in wire form. */
export interface WireMetric {
  event_subtype: string;
  period: string;
  month_reset: string;
  value: number;
  [field: string]: unknown;
}

/** A change of amounts alone, which can be made in place: nothing else of the entity depends on them. */
export interface AmountChange {
  readonly metrics: WireMetric[];
  readonly balances: Record<string, number> | undefined;
  /** Whether the entitlements follow; not where the same message brought entitlements. */
  readonly follow: boolean;
}

/** What a partial message asks for. */
export interface PartialPlan extends AmountChange {
  /** Fields to set besides the amounts; `undefined` when there are none and the change is in place. */
  readonly fields: Readonly<Record<string, unknown>> | undefined;
}

/** What a change did to an entity. */
export interface EntityChange extends AmountChange {
  /** The entity to keep from now on; the same object when it was changed in place. */
  readonly entity: WireEntity;
  /** True when more changed than metrics and balances, so that an engine must load the entity anew. */
  readonly reload: boolean;
}

const isAmount = (value: unknown): boolean => Number.isFinite(value);

/** What the fields must be that are looked into; others are taken as they come. */
const SHAPES: ReadonlyMap<string, (value: unknown) => boolean> = new Map<string, (value: unknown) => boolean>(
  [
    ["id", isText],
    ["keys", (value) => isMapOf(value, isText)],
    ["metrics", (value) => isListOf(value, isMetric)],
    ["credit_balances", (value) => isMapOf(value, isAmount)],
    ["credit_lease_balance", (value) => isMapOf(value, (one) => isObject(one) && isAmount(one.remaining))],
    ["traits", isList],
    ["rules", isList],
    ["entitlements", isList],
    ["credit_spend_policies", isList],
  ],
);

/** Fields of companies that are merged instead of replaced; `keys` are everybody's. */
const AMOUNTS: ReadonlySet<string> = new Set(["metrics", "credit_balances", "credit_lease_balance"]);
const NO_METRICS: WireMetric[] = [];

function isMetric(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value.event_subtype) &&
    isText(value.period) &&
    isText(value.month_reset) &&
    Number.isInteger(value.value)
  );
}

/**
 * Applies a partial message to an entity. A change of metrics and balances alone is made in place;
 * anything else makes a new entity and leaves the old one as it was. `undefined` when `data` is not a
 * partial: then nothing was changed.
 */
export function mergePartial(kind: EntityKind, entity: WireEntity, data: unknown): EntityChange | undefined {
  const plan = planPartial(kind, entity, data);
  if (plan === undefined) return undefined;
  const { metrics, balances, follow } = plan;
  return { entity: applyPlan(entity, plan), reload: plan.fields !== undefined, metrics, balances, follow };
}

/** Says what a partial message changes; `undefined` when it is not one. Changes nothing. */
export function planPartial(kind: EntityKind, entity: WireEntity, data: unknown): PartialPlan | undefined {
  if (!isObject(data)) return undefined;
  const isCompany = kind === "company";
  let fields: Map<string, unknown> | undefined;
  for (const field of Object.keys(data)) {
    const value = data[field];
    if (value === entity[field]) continue;
    if (SHAPES.get(field)?.(value) === false) return undefined;
    if (isCompany && AMOUNTS.has(field)) continue;
    const next = field === "keys" ? mergedKeys(entity.keys, value as Record<string, string> | null) : value;
    if (next === entity[field]) continue;
    fields ??= new Map();
    fields.set(field, next);
  }
  return {
    // fromEntries defines own properties, also for a field that is called `__proto__`.
    fields: fields && Object.fromEntries(fields),
    metrics: (isCompany && (data.metrics as WireMetric[] | null | undefined)) || NO_METRICS,
    balances: isCompany ? changedBalances(data) : undefined,
    follow: data.entitlements === undefined,
  };
}

/** Carries a plan out: in place for amounts alone, else on a new entity, which is returned. */
export function applyPlan(entity: WireEntity, plan: PartialPlan): WireEntity {
  if (plan.fields === undefined) {
    applyAmounts(entity, plan);
    return entity;
  }
  const next: WireEntity = { ...entity, ...plan.fields };
  detach(next, entity, "metrics");
  detach(next, entity, "entitlements");
  applyAmounts(next, plan);
  return next;
}

/** Sets metrics and balances in place and lets the entitlements follow. */
export function applyAmounts(company: WireEntity, { metrics, balances, follow }: AmountChange): void {
  for (const one of metrics) upsertMetric(company, one);
  if (balances) company.credit_balances = { ...(company.credit_balances as object), ...balances };
  if (follow) followEntitlements(company, metrics, balances);
}

/** Whether a change leaves nothing of an earlier one: both set one metric, the same, and the later one all its fields. */
export function overtakes(later: AmountChange, earlier: AmountChange | undefined): boolean {
  const one = later.metrics[0];
  const old = earlier?.metrics[0];
  if (!one || !old || !sameMetric(one, old) || later.metrics.length + earlier.metrics.length > 2)
    return false;
  if (later.balances || earlier.balances || later.follow !== earlier.follow) return false;
  for (const field of Object.keys(old)) if (!Object.hasOwn(one, field)) return false;
  return true;
}

function sameMetric(a: WireMetric | null | undefined, b: WireMetric): boolean {
  return a?.event_subtype === b.event_subtype && a.period === b.period && a.month_reset === b.month_reset;
}

/** The same object when nothing changes. */
function mergedKeys(
  old: Record<string, string>,
  given: Record<string, string> | null,
): Record<string, string> {
  for (const [name, value] of Object.entries(given ?? {}))
    if (!Object.hasOwn(old, name) || old[name] !== value) return { ...old, ...given };
  return old;
}

function changedBalances(data: Record<string, unknown>): Record<string, number> | undefined {
  const { credit_balances, credit_lease_balance } = data;
  if (!credit_balances && !credit_lease_balance) return undefined;
  const all = new Map(Object.entries((credit_balances ?? {}) as Record<string, number>));
  const leases = (credit_lease_balance ?? {}) as Record<string, { remaining: number }>;
  for (const [creditId, lease] of Object.entries(leases)) all.set(creditId, lease?.remaining);
  return all.size === 0 ? undefined : Object.fromEntries(all);
}

/** Gives a new version a copy of a list that is about to change, so that the old version keeps its own. */
function detach(next: WireEntity, old: WireEntity, field: "metrics" | "entitlements"): void {
  const list = old[field];
  if (next[field] === list && Array.isArray(list))
    next[field] = list.map((one: unknown) => (isObject(one) ? { ...one } : one));
}

function upsertMetric(company: WireEntity, change: WireMetric): void {
  if (!Array.isArray(company.metrics)) company.metrics = [];
  const metrics = company.metrics as WireMetric[];
  for (const one of metrics) {
    if (sameMetric(one, change)) {
      // Equal texts stay the ones that other companies share.
      for (const field of Object.keys(change)) {
        if (one[field] !== change[field] && field !== "__proto__") one[field] = change[field];
      }
      return;
    }
  }
  metrics.push(change);
}

function followEntitlements(
  company: WireEntity,
  metrics: readonly WireMetric[],
  balances: Record<string, number> = {},
): void {
  if (!Array.isArray(company.entitlements)) return;
  for (const entitlement of company.entitlements) {
    if (!isObject(entitlement)) continue;
    const { credit_id, event_name, metric_period, month_reset } = entitlement;
    if (isText(credit_id) && Object.hasOwn(balances, credit_id))
      entitlement.credit_remaining = balances[credit_id];
    for (const one of metrics) {
      if (
        one.event_subtype === event_name &&
        one.period === (metric_period ?? "all_time") &&
        one.month_reset === (month_reset ?? "first_of_month")
      ) {
        entitlement.usage = one.value;
      }
    }
  }
}

/**
 * Adds `quantity`, rounded up, to every metric of `eventSubtype` that the company has, and lets its entitlements
 * follow. Returns the changed metrics, for the engine's copy.
 */
export function countEvent(company: WireEntity, eventSubtype: string, quantity: number): WireMetric[] {
  const changed: WireMetric[] = [];
  if (!Array.isArray(company.metrics) || quantity === 0) return changed;
  for (const one of company.metrics as WireMetric[]) {
    if (one?.event_subtype !== eventSubtype || typeof one.value !== "number") continue;
    // The engine counts whole units; a fraction counts as a whole one, as in a preflight.
    one.value += Math.ceil(quantity);
    changed.push(one);
  }
  followEntitlements(company, changed);
  return changed;
}
