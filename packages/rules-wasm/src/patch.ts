import { type Arena, memoryLimit } from "./arena";
import { periodCode, resetCode, UNKNOWN } from "./codes";
import { isInteger } from "./encode/check";
import { RulesEngineError } from "./errors";
import type { Handle } from "./handles";
import type { EngineCompanyPatch } from "./types";

/** Changes a loaded company in place; checks everything first, so that a refused patch changes nothing. */
export function applyPatch(arena: Arena, company: Handle, change: EngineCompanyPatch): void {
  const metrics = change?.metrics ?? [];
  const balances = change?.creditBalances ? Object.entries(change.creditBalances) : [];
  for (const metric of metrics) checkMetric(metric);
  for (const [credit, balance] of balances) {
    if (typeof balance !== "number" || !Number.isFinite(balance)) {
      throw new RulesEngineError("invalid_patch", `creditBalances.${credit} must be a finite number.`);
    }
  }
  for (const metric of metrics) {
    const period = periodCode(metric.period);
    const reset = resetCode(metric.month_reset);
    if (period === UNKNOWN || reset === UNKNOWN) continue;
    const event = arena.pinned(metric.event_subtype);
    arena.split(metric.value);
    const { low, high } = arena;
    stored(arena, arena.exports.setMetric(company.address, event, period + 4 * reset, low, high));
  }
  for (const [credit, balance] of balances) {
    stored(arena, arena.exports.setCredit(company.address, arena.pinned(credit), balance));
  }
  if (metrics.length > 0) company.metricsPatched = true;
  if (balances.length > 0) company.creditsPatched = true;
  if (company.entitlements.length > 0) company.entitlements = [];
  arena.settle();
}

function stored(arena: Arena, done: number): void {
  arena.refresh();
  if (done === 0) throw memoryLimit();
}

function checkMetric(metric: {
  event_subtype: string;
  period: string;
  month_reset: string;
  value: number;
}): void {
  if (
    typeof metric !== "object" ||
    metric === null ||
    typeof metric.event_subtype !== "string" ||
    typeof metric.period !== "string" ||
    typeof metric.month_reset !== "string" ||
    !isInteger(metric.value)
  ) {
    throw new RulesEngineError(
      "invalid_patch",
      "metrics must be a list of { event_subtype, period, month_reset, value } with an integer value.",
    );
  }
}
