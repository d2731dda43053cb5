import { type Arena, memoryLimit } from "./arena";
import { RulesEngineError } from "./errors";
import type { LoadedEntity } from "./handles";
import { KIND_CODES } from "./loader";
import type { EntityKind, EntityPatch } from "./types";
import { isInteger, Refusal } from "./wire/check";
import { combinationOf } from "./wire/codes";
import { type Draft, highHalf, lowHalf } from "./wire/draft";
import { readPolicies, type SpendPolicy } from "./wire/policies";
import { isPrototypeClean } from "./wire/prototype";

interface MetricChange {
  readonly event: string;
  /** Undefined for a period or reset that is newer than this engine. */
  readonly combination: number | undefined;
  readonly value: number | bigint;
}

/** A patch, read completely and checked. */
export interface ReadPatch {
  readonly metrics: readonly MetricChange[];
  readonly balances: readonly [string, number][];
  /** New spend policies, which are in the draft; undefined if the patch has none. */
  readonly policies: readonly SpendPolicy[] | undefined;
}

const NO_METRICS: MetricChange[] = [];
const NO_BALANCES: [string, number][] = [];

function refused(message: string): RulesEngineError {
  return new RulesEngineError("invalid_patch", `${message}.`);
}

function readMetric(metric: Record<string, unknown> | null | undefined): MetricChange {
  const { event_subtype: event, period, month_reset: reset, value } = metric ?? {};
  if (
    typeof event !== "string" ||
    typeof period !== "string" ||
    typeof reset !== "string" ||
    !isInteger(value)
  ) {
    throw refused("metrics must be a list of { event_subtype, period, month_reset, value (an integer) }");
  }
  return { event, combination: combinationOf(period, reset), value };
}

function readBalances(balances: unknown): [string, number][] {
  if (balances === undefined || balances === null) return NO_BALANCES;
  const read = Object.entries(balances);
  if (!read.every(([, balance]) => Number.isFinite(balance))) {
    throw refused("creditBalances must be an object of finite numbers");
  }
  return read;
}

function readNewPolicies(draft: Draft, kind: EntityKind, policies: unknown): readonly SpendPolicy[] {
  const isClean = isPrototypeClean();
  draft.begin(KIND_CODES[kind], { isPrototypeClean: isClean, hasOwnOnly: false, duplicates: undefined });
  try {
    readPolicies(draft, KIND_CODES[kind], policies);
  } catch (error) {
    if (error instanceof Refusal) throw refused(`creditSpendPolicies has a member that ${error.message}`);
    throw error;
  }
  return draft.policies;
}

/** Reads a patch; spend policies into the draft. Changes nothing in the engine. */
export function readPatch(draft: Draft, kind: EntityKind, change: EntityPatch): ReadPatch {
  const { metrics, creditBalances, creditSpendPolicies } = change ?? {};
  if (metrics !== undefined && !Array.isArray(metrics)) throw refused("metrics must be a list");
  const readMetrics = metrics ? metrics.map(readMetric) : NO_METRICS;
  const balances = readBalances(creditBalances);
  if (kind !== "company" && (readMetrics.length > 0 || balances.length > 0)) {
    throw refused("metrics and creditBalances belong to companies");
  }
  const policies =
    creditSpendPolicies === undefined ? undefined : readNewPolicies(draft, kind, creditSpendPolicies);
  return { metrics: readMetrics, balances, policies };
}

function stored(arena: Arena, done: number): void {
  arena.refresh();
  if (done === 0) throw memoryLimit();
}

/** Changes a loaded entity in place. */
export function applyPatch(arena: Arena, draft: Draft, entity: LoadedEntity, patch: ReadPatch): void {
  const { exports } = arena;
  if (entity.entitlements.length > 0) entity.entitlements = [];
  for (const { event, combination, value } of patch.metrics) {
    if (combination === undefined) continue;
    const id = arena.pinned(event);
    stored(arena, exports.setMetric(entity.address, id, combination, lowHalf(value), highHalf(value)));
    entity.metricsPatched = true;
  }
  for (const [credit, balance] of patch.balances) {
    stored(arena, exports.setCredit(entity.address, arena.pinned(credit), balance));
    entity.creditsPatched = true;
  }
  if (patch.policies) {
    arena.receive(draft);
    stored(arena, exports.setPolicies(entity.address));
    entity.setPolicies(patch.policies);
  }
  arena.settle();
}
