import { type Arena, memoryLimit } from "./arena";
import { isInteger, type Wire } from "./check";
import { combinationOf } from "./codes";
import { RulesEngineError } from "./errors";
import type { Handle } from "./handles";
import type { EngineCompanyPatch } from "./types";

/** Changes a loaded company in place; checks everything first, so that a refused patch changes nothing. */
export function applyPatch(arena: Arena, company: Handle, change: EngineCompanyPatch): void {
  const metrics = change?.metrics ?? [];
  const balances = Object.entries(change?.creditBalances ?? {});
  if (!Array.isArray(metrics) || !metrics.every(isMetric)) {
    throw refused("metrics must be a list of { event_subtype, period, month_reset, value (an integer) }");
  }
  if (!balances.every(([, balance]) => Number.isFinite(balance))) {
    throw refused("creditBalances must be an object of finite numbers");
  }
  if (company.entitlements.length > 0) company.entitlements = [];
  for (const { event_subtype, period, month_reset, value } of metrics) {
    const combination = combinationOf(period, month_reset);
    if (combination === undefined) continue;
    const event = arena.pinned(event_subtype);
    arena.split(value);
    stored(arena, arena.exports.setMetric(company.address, event, combination, arena.low, arena.high));
    company.metricsPatched = true;
  }
  for (const [credit, balance] of balances) {
    stored(arena, arena.exports.setCredit(company.address, arena.pinned(credit), balance));
    company.creditsPatched = true;
  }
  arena.settle();
}

function isMetric(metric: Wire | null | undefined): boolean {
  return (
    typeof metric?.event_subtype === "string" &&
    typeof metric.period === "string" &&
    typeof metric.month_reset === "string" &&
    isInteger(metric.value)
  );
}

function stored(arena: Arena, done: number): void {
  arena.refresh();
  if (done === 0) throw memoryLimit();
}

function refused(message: string): RulesEngineError {
  return new RulesEngineError("invalid_patch", `${message}.`);
}
