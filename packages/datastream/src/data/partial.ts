import * as v from "valibot";
import type { WireEntity } from "../wire/messages";

/** A metric of a company, in wire form. */
export interface WireMetric {
  event_subtype: string;
  period: string;
  month_reset: string;
  value: number;
  [field: string]: unknown;
}

/** What a change did to an entity, and what the engine's copy needs to follow it. */
export interface EntityChange {
  /** The entity to keep from now on; the same object when it was changed in place. */
  readonly entity: WireEntity;
  /** True when more changed than metrics and balances, so that the engine must load the entity anew. */
  readonly reload: boolean;
  /** Metrics and balances that changed in place. */
  readonly metrics: readonly WireMetric[];
  readonly balances: Readonly<Record<string, number>> | undefined;
}

const record = v.record(v.string(), v.unknown());
const text = v.record(v.string(), v.string());
const amounts = v.record(v.string(), v.number());
const list = v.array(v.unknown());
const leases = v.record(v.string(), v.looseObject({ remaining: v.number() }));
const metric = v.looseObject({
  event_subtype: v.string(),
  period: v.string(),
  month_reset: v.string(),
  value: v.pipe(v.number(), v.integer()),
});

/** Shapes of the fields that are looked into; all others are taken as they come. */
const partial = v.looseObject({
  id: v.optional(v.string()),
  keys: v.nullish(text),
  metrics: v.nullish(v.array(metric)),
  credit_balances: v.nullish(amounts),
  credit_lease_balance: v.nullish(leases),
  traits: v.nullish(list),
  rules: v.nullish(list),
  entitlements: v.nullish(list),
});

/** Fields that are merged instead of replaced. */
const MERGED: ReadonlySet<string> = new Set(["keys", "metrics", "credit_balances", "credit_lease_balance"]);
const USER_MERGED: ReadonlySet<string> = new Set(["keys"]);

/**
 * Applies a partial message to an entity. A change of metrics and balances alone is made in place;
 * anything else makes a new entity and leaves the old one as it was, so that a version that the engine
 * refuses can be dropped again. `undefined` when `data` is not a partial: then nothing was changed.
 */
export function mergePartial(
  kind: "company" | "user",
  entity: WireEntity,
  data: unknown,
): EntityChange | undefined {
  if (!v.is(partial, data)) return undefined;
  const merged = kind === "company" ? MERGED : USER_MERGED;
  const replaced = replacements(entity, data, merged);
  const keys = changedKeys(entity.keys, data.keys);
  const reload = replaced !== undefined || keys !== undefined;
  const next: WireEntity = reload ? { ...entity, ...replaced, ...(keys && { keys }) } : entity;
  if (kind === "user") return { entity: next, reload, metrics: [], balances: undefined };

  const balances = changedBalances(data.credit_balances, data.credit_lease_balance);
  const metrics = (data.metrics ?? []) as WireMetric[];
  if (reload) detach(next, entity, metrics.length > 0, balances !== undefined);
  for (const one of metrics) upsertMetric(next, one);
  if (balances) setBalances(next, balances);
  if (!("entitlements" in data)) followEntitlements(next, metrics, balances);
  return { entity: next, reload, metrics, balances };
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
  if (balances && v.is(record, old.credit_balances)) next.credit_balances = { ...old.credit_balances };
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
    if (
      one?.event_subtype === change.event_subtype &&
      one.period === change.period &&
      one.month_reset === change.month_reset
    ) {
      Object.assign(one, change);
      return;
    }
  }
  metrics.push(change);
}

function setBalances(company: WireEntity, balances: Record<string, number>): void {
  const known = v.is(record, company.credit_balances) ? company.credit_balances : {};
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
