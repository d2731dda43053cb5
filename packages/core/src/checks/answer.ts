import type { AnswerSource, FlagResolution } from "../contracts/evaluation";

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

/** Dates come back from a JSON cache as text. */
function toDate(value: unknown): Date | undefined {
  if (value instanceof Date) return value;
  if (typeof value !== "string") return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** A cached answer as the caller gets it: a copy, with its dates as dates. */
export function fromCache(cached: CachedAnswer, ageMs: number | undefined): CheckAnswer {
  const { storedAt: _, ...rest } = cached;
  const answer: CheckAnswer = { ...rest, source: "cache" };
  if (ageMs !== undefined) answer.ageMs = ageMs;
  if (answer.featureUsageResetAt !== undefined) {
    const date = toDate(answer.featureUsageResetAt);
    if (date === undefined) delete answer.featureUsageResetAt;
    else answer.featureUsageResetAt = date;
  }
  if (answer.entitlement !== undefined) {
    const { metricResetAt, ...entitlement } = answer.entitlement;
    const date = toDate(metricResetAt);
    answer.entitlement = date === undefined ? entitlement : { ...entitlement, metricResetAt: date };
  }
  return answer;
}
