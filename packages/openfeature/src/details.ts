import { ErrorCode, type FlagMetadata, type ResolutionDetails } from "@openfeature/server-sdk";
import type { CheckFlagWithEntitlementResponse } from "@schematic/core";
import { type EvaluationErrorCode, evaluationReason } from "@schematic-internal/kit";

const ERROR_CODES: Record<EvaluationErrorCode, ErrorCode> = {
  FLAG_NOT_FOUND: ErrorCode.FLAG_NOT_FOUND,
  GENERAL: ErrorCode.GENERAL,
  INVALID_CONTEXT: ErrorCode.INVALID_CONTEXT,
  PROVIDER_FATAL: ErrorCode.PROVIDER_FATAL,
  PROVIDER_NOT_READY: ErrorCode.PROVIDER_NOT_READY,
};

/** Returns flag metadata: scalars only, as the specification asks. Absent members are left out. */
function metadataOf(flag: CheckFlagWithEntitlementResponse, environment: string | undefined): FlagMetadata {
  const members = {
    source: flag.source,
    ruleId: flag.ruleId,
    ruleType: flag.ruleType,
    flagId: flag.flagId,
    companyId: flag.companyId,
    userId: flag.userId,
    allocation: flag.featureAllocation ?? flag.entitlement?.allocation,
    usage: flag.featureUsage ?? flag.entitlement?.usage,
    resetsAt: (flag.featureUsageResetAt ?? flag.entitlement?.metricResetAt)?.toISOString(),
    creditRemaining: flag.entitlement?.creditRemaining,
    // The names that OpenFeature's telemetry helpers read.
    contextId: flag.companyId ?? flag.userId,
    flagSetId: environment,
  };
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== null),
  ) as FlagMetadata;
}

/** Returns the details of a failed evaluation: the caller's default, a code and its explanation. */
export function failure<T>(value: T, errorCode: ErrorCode, errorMessage: string): ResolutionDetails<T> {
  return { value, reason: "ERROR", errorCode, errorMessage };
}

/** Returns the result of a check as OpenFeature's resolution details. On an error the value is the caller's default. */
export function booleanDetails(
  flag: CheckFlagWithEntitlementResponse,
  defaultValue: boolean,
  environment?: string,
): ResolutionDetails<boolean> {
  const { reason, errorCode } = evaluationReason(flag);
  const flagMetadata = metadataOf(flag, environment);
  if (errorCode !== undefined) {
    const message = flag.err ?? flag.reason;
    return { ...failure(defaultValue, ERROR_CODES[errorCode], message), flagMetadata };
  }
  return { value: flag.value, variant: flag.value ? "on" : "off", reason, flagMetadata };
}
