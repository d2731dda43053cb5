import type { AnswerSource, FlagResolution } from "../contracts/evaluation";
import type { CheckedResolution } from "./resolution";
import type { CheckFlagWithEntitlementResponse, CheckResult, FlagCheckResult } from "./results";

/**
 * Turns a resolution into the result that a caller receives, always a copy: sources and caches may return one object
 * many times. All members are written, also undefined ones: an object literal of one shape costs V8 a fraction of what
 * spreading an object costs, which would be more than the whole check.
 */
export type Projection<T> = (resolution: FlagResolution, source: AnswerSource, ageMs?: number) => T;

const copyOf = <T extends object>(value: T | undefined): T | undefined => value && { ...value };

export const toValue: Projection<boolean> = (resolution) => resolution.value;

/** Copies the resolution with its source and age. */
export const toResolution: Projection<CheckedResolution> = (from, source, ageMs) =>
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
    creditSpendPolicy: copyOf(from.creditSpendPolicy),
    err: from.err,
    source,
    ageMs,
  }) as CheckedResolution;

/** The result of `checkFlagWithEntitlement` with `includeAge`. */
export const toEntitlementWithAge: Projection<CheckFlagWithEntitlementResponse> =
  toResolution as Projection<CheckFlagWithEntitlementResponse>;

/** The result of `checkFlagWithEntitlement`. */
export const toEntitlement: Projection<CheckFlagWithEntitlementResponse> = (from, source) =>
  toEntitlementWithAge(from, source);

/** One result of `checkFlags`, in the form of the REST API. */
export const toFlagCheck: Projection<FlagCheckResult> = (from, source) =>
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
    creditSpendPolicy: copyOf(from.creditSpendPolicy),
    error: from.err,
    source,
  }) as FlagCheckResult;

/** The result of `check`. */
export const toCheckResult: Projection<CheckResult> = (from, source) =>
  ({
    allowed: from.value,
    value: from.value,
    reason: from.reason,
    entitlement: copyOf(from.entitlement),
    flagKey: from.flagKey,
    flagId: from.flagId,
    creditSpendPolicy: copyOf(from.creditSpendPolicy),
    err: from.err,
    source,
  }) as CheckResult;
