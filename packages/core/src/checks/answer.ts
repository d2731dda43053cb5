import type { CheckFlagResponseData } from "@schematic/api/types";
import type { AnswerSource, FlagResolution } from "../contracts/evaluation";
import type { CheckResult, FlagCheckResult } from "./results";

/** The answer to one check: what it is, why, and which source gave it. */
export interface CheckAnswer extends FlagResolution {
  source: AnswerSource;
  /** Age in ms of the data that the answer rests on: with local and cached answers. */
  ageMs?: number;
}

/**
 * Makes what a caller gets of an answer: a copy, for sources and caches may give the same object again.
 * Field by field: spreading an object and adding to it costs V8 more than the whole check. What is absent
 * is there as `undefined`: one shape for every answer.
 */
export type Take<T> = (from: FlagResolution, source: AnswerSource, ageMs?: number) => T;

/** How an answer is wanted. One object for all checks of a kind: a check makes none. */
export interface Want<T> {
  readonly take: Take<T>;
  /** With the age of what it rests on; that of a cached answer costs a look at the clock. */
  readonly aged: boolean;
  /** From memory alone. */
  readonly sync: boolean;
}

const copyOf = <T extends object>(given: T | undefined): T | undefined => given && { ...given };

/** The whole answer, as `checkFlagWithEntitlement` gives it. */
export const answerFrom: Take<CheckAnswer> = (from, source, ageMs) =>
  ({
    value: from.value,
    reason: from.reason,
    flagKey: from.flagKey,
    flagId: from.flagId,
    companyId: from.companyId,
    userId: from.userId,
    ruleId: from.ruleId,
    ruleType: from.ruleType,
    entitlement: copyOf(from.entitlement),
    featureAllocation: from.featureAllocation,
    featureUsage: from.featureUsage,
    featureUsageEvent: from.featureUsageEvent,
    featureUsagePeriod: from.featureUsagePeriod,
    featureUsageResetAt: from.featureUsageResetAt,
    err: from.err,
    source,
    ageMs,
  }) as CheckAnswer;

/** As `checkFlags` gives it: in the form of the REST API. */
export const flagCheckResult: Take<FlagCheckResult> = (from, source) =>
  ({
    flag: from.flagKey,
    value: from.value,
    reason: from.reason,
    flagId: from.flagId,
    companyId: from.companyId,
    userId: from.userId,
    ruleId: from.ruleId,
    ruleType: from.ruleType,
    entitlement: copyOf(from.entitlement),
    featureAllocation: from.featureAllocation,
    featureUsage: from.featureUsage,
    featureUsageEvent: from.featureUsageEvent,
    featureUsagePeriod: from.featureUsagePeriod,
    featureUsageResetAt: from.featureUsageResetAt,
    error: from.err,
    source,
  }) as FlagCheckResult;

/** As `check` gives it. */
export const checkResult: Take<CheckResult> = (from, source) => {
  const { value, reason, entitlement, flagKey, flagId, err } = from;
  return {
    allowed: value,
    value,
    reason,
    entitlement: copyOf(entitlement),
    flagKey,
    flagId,
    err,
    source,
  } as CheckResult;
};

/** An answer of REST; `flagKey` is what was asked, for it is what callers look for. */
export function resolutionOf(
  { flag: _, error, ...rest }: CheckFlagResponseData,
  flagKey: string,
): FlagResolution {
  return { ...rest, flagKey, err: error } as FlagResolution;
}
