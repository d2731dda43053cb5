import type { WireEntity } from "../wire/messages";
import { isAmount, isAnything, isListOf, isMapOf, isObject, isText } from "../wire/shapes";

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

/** A partial message; fields that are not looked into are taken as they come. */
interface Partial {
  readonly [field: string]: unknown;
  readonly keys?: Record<string, string> | null;
  readonly metrics?: WireMetric[] | null;
  readonly credit_balances?: Record<string, number> | null;
  readonly credit_lease_balance?: Record<string, { remaining: number }> | null;
}

function isMetric(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value.event_subtype) &&
    isText(value.period) &&
    isText(value.month_reset) &&
    Number.isInteger(value.value)
  );
}

function isLease(value: unknown): boolean {
  return isObject(value) && isAmount(value.remaining);
}

function isPartial(data: unknown): data is Partial {
  return (
    isObject(data) &&
    (data.id === undefined || isText(data.id)) &&
    isMapOf(data.keys, isText) &&
    isListOf(data.metrics, isMetric) &&
    isMapOf(data.credit_balances, isAmount) &&
    isMapOf(data.credit_lease_balance, isLease) &&
    isListOf(data.traits, isAnything) &&
    isListOf(data.rules, isAnything) &&
    isListOf(data.entitlements, isAnything)
  );
}

/** Fields that are merged instead of replaced. */
const MERGED: ReadonlySet<string> = new Set(["keys", "metrics", "credit_balances", "credit_lease_balance"]);
const USER_MERGED: ReadonlySet<string> = new Set(["keys"]);
const NO_METRICS: WireMetric[] = [];

/**
 * Applies a partial message to an entity. A change of metrics and balances alone is made in place;
 * anything else makes a new entity and leaves the old one as it was. `undefined` when `data` is not a
 * partial: then nothing was changed.
 */
export function mergePartial(
  kind: "company" | "user",
  entity: WireEntity,
  data: unknown,
): EntityChange | undefined {
  const plan = planPartial(kind, entity, data);
  if (plan === undefined) return undefined;
  const { metrics, balances, follow } = plan;
  return { entity: applyPlan(entity, plan), reload: plan.fields !== undefined, metrics, balances, follow };
}

/** Says what a partial message changes; `undefined` when it is not one. Changes nothing. */
export function planPartial(
  kind: "company" | "user",
  entity: WireEntity,
  data: unknown,
): PartialPlan | undefined {
  if (!isPartial(data)) return undefined;
  const isCompany = kind === "company";
  const replaced = replacements(entity, data, isCompany ? MERGED : USER_MERGED);
  const keys = changedKeys(entity.keys, data.keys);
  return {
    fields: replaced || keys ? { ...replaced, ...(keys && { keys }) } : undefined,
    metrics: (isCompany && data.metrics) || NO_METRICS,
    balances: isCompany ? changedBalances(data.credit_balances, data.credit_lease_balance) : undefined,
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
  detach(next, entity, plan.metrics.length > 0, plan.balances !== undefined);
  applyAmounts(next, plan);
  return next;
}

/** Sets metrics and balances in place and lets the entitlements follow. */
export function applyAmounts(company: WireEntity, { metrics, balances, follow }: AmountChange): void {
  for (const one of metrics) upsertMetric(company, one);
  if (balances) setBalances(company, balances);
  if (follow) followEntitlements(company, metrics, balances);
}

/** Whether a change leaves nothing of an earlier one: both set one metric, the same, and the later one all its fields. */
export function overtakes(later: AmountChange, earlier: AmountChange | undefined): boolean {
  const [one, more] = later.metrics;
  const old = earlier?.metrics[0];
  if (one === undefined || old === undefined || more !== undefined || earlier?.metrics.length !== 1)
    return false;
  if (later.balances !== undefined || earlier.balances !== undefined || later.follow !== earlier.follow)
    return false;
  if (!sameMetric(one, old)) return false;
  for (const field in old) if (!(field in one)) return false;
  return true;
}

function sameMetric(a: WireMetric | null | undefined, b: WireMetric): boolean {
  return a?.event_subtype === b.event_subtype && a.period === b.period && a.month_reset === b.month_reset;
}

/** Fields that replace others and differ from them, or `undefined` when there are none. */
function replacements(
  entity: WireEntity,
  data: Record<string, unknown>,
  merged: ReadonlySet<string>,
): Record<string, unknown> | undefined {
  let found: Map<string, unknown> | undefined;
  for (const field of Object.keys(data)) {
    const value = data[field];
    if (merged.has(field) || value === entity[field]) continue;
    found ??= new Map();
    found.set(field, value);
  }
  // fromEntries defines own properties, also for a field that is called `__proto__`.
  return found && Object.fromEntries(found);
}

function changedKeys(
  old: Record<string, string>,
  given: Record<string, string> | null | undefined,
): Record<string, string> | undefined {
  if (!given || Object.keys(given).every((name) => old[name] === given[name])) return undefined;
  return { ...old, ...given };
}

function changedBalances(
  balances: Record<string, number> | null | undefined,
  leased: Record<string, { remaining: number }> | null | undefined,
): Record<string, number> | undefined {
  if (!balances && !leased) return undefined;
  const all = new Map(Object.entries(balances ?? {}));
  for (const [creditId, lease] of Object.entries(leased ?? {})) all.set(creditId, lease.remaining);
  return all.size === 0 ? undefined : Object.fromEntries(all);
}

/** Gives a new version copies of what is about to change, so that the old version keeps its own. */
function detach(next: WireEntity, old: WireEntity, metrics: boolean, balances: boolean): void {
  if (metrics && Array.isArray(old.metrics)) next.metrics = old.metrics.map(copy);
  if (balances && isObject(old.credit_balances)) next.credit_balances = { ...old.credit_balances };
  if ((metrics || balances) && next.entitlements === old.entitlements && Array.isArray(old.entitlements)) {
    next.entitlements = old.entitlements.map(copy);
  }
}

/** A null in a list stays one. */
function copy(one: unknown): unknown {
  return one !== null && typeof one === "object" ? { ...one } : one;
}

function upsertMetric(company: WireEntity, change: WireMetric): void {
  const metrics = metricsOf(company);
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

function setBalances(company: WireEntity, balances: Record<string, number>): void {
  const known = isObject(company.credit_balances) ? company.credit_balances : {};
  company.credit_balances = known;
  for (const creditId of Object.keys(balances)) {
    if (creditId !== "__proto__") known[creditId] = balances[creditId];
  }
}

function followEntitlements(
  company: WireEntity,
  metrics: readonly WireMetric[],
  balances: Record<string, number> | undefined,
): void {
  if (!Array.isArray(company.entitlements) || (metrics.length === 0 && !balances)) return;
  for (const entitlement of company.entitlements as Record<string, unknown>[]) {
    if (entitlement === null || typeof entitlement !== "object") continue;
    const creditId = entitlement.credit_id;
    if (balances && typeof creditId === "string" && Object.hasOwn(balances, creditId)) {
      entitlement.credit_remaining = balances[creditId];
    }
    if (typeof entitlement.event_name !== "string") continue;
    for (const one of metrics) {
      if (
        one.event_subtype === entitlement.event_name &&
        one.period === (entitlement.metric_period ?? "all_time") &&
        one.month_reset === (entitlement.month_reset ?? "first_of_month")
      ) {
        entitlement.usage = one.value;
      }
    }
  }
}

/** The company's metrics as a list that may be changed; made when there is none. */
function metricsOf(company: WireEntity): WireMetric[] {
  if (!Array.isArray(company.metrics)) company.metrics = [];
  return company.metrics as WireMetric[];
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
  followEntitlements(company, changed, undefined);
  return changed;
}
