import type { AnswerSource, FeatureEntitlement, FlagResolution } from "../contracts/evaluation";

/** The answer to one check: what it is, why, and which source gave it. */
export interface CheckAnswer extends FlagResolution {
  source: AnswerSource;
  /** Age in ms of the data that the answer rests on: with local and cached answers. */
  ageMs?: number;
}

/** An entry of the flag-check cache: the answer, and the wall-clock time (ms) at which it was stored. */
export interface CachedAnswer extends FlagResolution {
  storedAt?: number;
}

/** Whether a cache gave back something that is an answer. */
export function isCachedAnswer(value: unknown): value is CachedAnswer {
  if (typeof value !== "object" || value === null) return false;
  const answer = value as { value?: unknown; flagKey?: unknown; reason?: unknown };
  return (
    typeof answer.value === "boolean" &&
    typeof answer.flagKey === "string" &&
    typeof answer.reason === "string"
  );
}

/**
 * An answer as callers get it: a copy, for sources and caches may give the same object again. Field by
 * field: spreading an object and adding to it costs V8 more than the whole check.
 */
export function answerFrom(
  from: FlagResolution,
  source: AnswerSource,
  ageMs: number | undefined,
): CheckAnswer {
  const { entitlement } = from;
  return {
    value: from.value,
    reason: from.reason,
    flagKey: from.flagKey,
    flagId: from.flagId,
    companyId: from.companyId,
    userId: from.userId,
    ruleId: from.ruleId,
    ruleType: from.ruleType,
    entitlement: entitlement === undefined ? undefined : { ...entitlement },
    featureAllocation: from.featureAllocation,
    featureUsage: from.featureUsage,
    featureUsageEvent: from.featureUsageEvent,
    featureUsagePeriod: from.featureUsagePeriod,
    featureUsageResetAt: from.featureUsageResetAt,
    err: from.err,
    source,
    ageMs,
    // What is absent is there as `undefined`: one shape for every answer.
  } as CheckAnswer;
}

/** Dates come back from a JSON cache as text. */
function toDate(value: unknown): Date | undefined {
  if (value instanceof Date) return value;
  if (typeof value !== "string") return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** A cached answer as the caller gets it, with its dates as dates. */
export function fromCache(cached: CachedAnswer, ageMs: number | undefined): CheckAnswer {
  const answer = answerFrom(cached, "cache", ageMs) as {
    -readonly [K in keyof CheckAnswer]: CheckAnswer[K] | undefined;
  };
  if (cached.featureUsageResetAt !== undefined)
    answer.featureUsageResetAt = toDate(cached.featureUsageResetAt);
  const { entitlement } = answer;
  if (entitlement?.metricResetAt !== undefined) {
    (entitlement as { metricResetAt: FeatureEntitlement["metricResetAt"] | undefined }).metricResetAt =
      toDate(entitlement.metricResetAt);
  }
  return answer as CheckAnswer;
}
