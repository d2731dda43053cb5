import type { MonthReset, Period } from "../seed/types";
import type { Company, Feature, Grant, Metric } from "./model";
import { spanOf } from "./periods";
import type { World } from "./world";

const PERIODS: readonly Period[] = ["all_time", "current_day", "current_week", "current_month"];
const WARNING_SHARE = 0.8;

export function metricKey(subtype: string, period: Period, reset: MonthReset): string {
  return `${subtype}|${period}|${reset}`;
}

/** A grant that holds for a company now, with where it comes from. */
export interface EffectiveGrant {
  grant: Grant;
  feature: Feature;
  /** The override's or the plan's id. */
  sourceId: string;
  source: "company_override" | "plan_entitlement";
}

/** How much a grant allows, to pick the better of two plans. */
function generosity(grant: Grant): number {
  if (grant.valueType === "unlimited") return Number.POSITIVE_INFINITY;
  if (grant.valueType === "boolean") return grant.value ? 1 : 0;
  return grant.limit ?? 1;
}

/** One grant a feature: an override wins over plans, of several plans the most generous wins. */
export function effectiveGrants(world: World, company: Company): EffectiveGrant[] {
  const best = new Map<string, EffectiveGrant>();
  for (const plan of world.plansOf(company)) {
    for (const grant of plan.grants) {
      const feature = world.features.get(grant.featureId);
      const known = best.get(grant.featureId);
      if (feature === undefined || (known !== undefined && generosity(known.grant) >= generosity(grant)))
        continue;
      best.set(grant.featureId, { grant, feature, sourceId: plan.id, source: "plan_entitlement" });
    }
  }
  for (const override of world.overridesOf(company.id)) {
    const feature = world.features.get(override.featureId);
    if (feature === undefined) continue;
    best.set(feature.id, { grant: override, feature, sourceId: override.id, source: "company_override" });
  }
  return [...best.values()];
}

/** Usage in the period that `now` is in: a metric of an earlier period counts as 0. */
export function currentValue(world: World, company: Company, metric: Metric): number {
  const span = spanOf(metric.period, metric.reset, world.now(), company.subscription);
  return span !== undefined && metric.start < span.start ? 0 : metric.value;
}

export function usageOf(world: World, company: Company, grant: Grant, feature: Feature): number {
  if (feature.type === "trait") {
    const value = feature.trait === undefined ? 0 : Number(company.traits[feature.trait] ?? 0);
    return Number.isFinite(value) ? Math.trunc(value) : 0;
  }
  if (feature.event === undefined) return 0;
  const metric = company.metrics.get(metricKey(feature.event, grant.period, grant.reset));
  return metric === undefined ? 0 : currentValue(world, company, metric);
}

/** Makes sure that a company has a metric (of 0) for each of its numeric grants, so that clients can add to it. */
export function ensureMetrics(world: World, company: Company): string[] {
  const added: string[] = [];
  for (const { grant, feature } of effectiveGrants(world, company)) {
    if (feature.event === undefined || grant.limit === undefined) continue;
    const key = metricKey(feature.event, grant.period, grant.reset);
    if (company.metrics.has(key)) continue;
    company.metrics.set(key, newMetric(world, company, feature.event, grant.period, grant.reset));
    added.push(key);
  }
  return added;
}

function newMetric(
  world: World,
  company: Company,
  subtype: string,
  period: Period,
  reset: MonthReset,
): Metric {
  const now = world.now();
  const start = spanOf(period, reset, now, company.subscription)?.start ?? 0;
  return { subtype, period, reset, value: 0, start, createdAt: now };
}

/** A number that an event moved past one of a company's limits. */
export interface Crossing {
  level: "limit.reached" | "limit.warning" | "soft_limit.reached";
  grant: Grant;
  usage: number;
}

/**
 * Adds an event to a company's metrics.
 *
 * @param at when it happened, ms: an event of an earlier period counts only in `all_time`.
 * @returns the metrics that changed, the credits that it costs by credit id, and the limits that it crossed.
 */
export function meter(
  world: World,
  company: Company,
  event: { subtype: string; quantity: number; at: number },
): { metrics: string[]; costs: ReadonlyMap<string, number>; crossings: Crossing[] } {
  const granted = effectiveGrants(world, company).filter(({ feature }) => feature.event === event.subtype);
  const before = granted.map(({ grant, feature }) => usageOf(world, company, grant, feature));
  const resets: MonthReset[] = ["first_of_month"];
  if (company.subscription !== undefined || granted.some(({ grant }) => grant.reset === "billing_cycle")) {
    resets.push("billing_cycle");
  }
  const metrics: string[] = [];
  for (const reset of resets) {
    for (const period of PERIODS) {
      const span = spanOf(period, reset, world.now(), company.subscription);
      if (span !== undefined && event.at < span.start) continue;
      const key = metricKey(event.subtype, period, reset);
      let metric = company.metrics.get(key);
      if (metric === undefined) {
        metric = newMetric(world, company, event.subtype, period, reset);
        company.metrics.set(key, metric);
      }
      metric.value = currentValue(world, company, metric) + event.quantity;
      metric.start = span?.start ?? 0;
      metrics.push(key);
    }
  }
  const crossings = granted.flatMap(({ grant, feature }, i) =>
    crossed(grant, before[i] ?? 0, usageOf(world, company, grant, feature)),
  );
  return { metrics, costs: costsOf(granted, event.quantity), crossings };
}

function crossed(grant: Grant, before: number, usage: number): Crossing[] {
  const crossings: Crossing[] = [];
  const passed = (mark: number): boolean => before < mark && usage >= mark;
  const { limit, softLimit } = grant;
  if (softLimit !== undefined && passed(softLimit))
    crossings.push({ level: "soft_limit.reached", grant, usage });
  if (limit === undefined || limit === 0) return crossings;
  if (passed(limit)) crossings.push({ level: "limit.reached", grant, usage });
  else if (passed(limit * WARNING_SHARE)) crossings.push({ level: "limit.warning", grant, usage });
  return crossings;
}

/** Returns what a quantity costs, by credit id. */
function costsOf(granted: readonly EffectiveGrant[], quantity: number): ReadonlyMap<string, number> {
  const costs = new Map<string, number>();
  for (const { grant } of granted) {
    if (grant.creditId === undefined) continue;
    costs.set(grant.creditId, (costs.get(grant.creditId) ?? 0) + quantity * grant.rate);
  }
  return costs;
}

/** The metrics whose period is over by now, set to 0. */
export function rollOver(world: World, company: Company): string[] {
  const over: string[] = [];
  for (const [key, metric] of company.metrics) {
    const span = spanOf(metric.period, metric.reset, world.now(), company.subscription);
    if (span === undefined || metric.start >= span.start) continue;
    if (metric.value !== 0) over.push(key);
    metric.value = 0;
    metric.start = span.start;
  }
  return over;
}
