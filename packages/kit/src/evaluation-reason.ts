/** The members of a check's result from which its OpenFeature reason follows. */
export interface CheckedFlag {
  readonly reason: string;
  readonly source?: string | undefined;
  readonly err?: string | undefined;
  readonly ruleType?: string | undefined;
  readonly ageMs?: number | undefined;
}

/** Reason and error code of OpenFeature, in its spelling. */
export interface EvaluationReason {
  readonly reason: "STATIC" | "TARGETING_MATCH" | "DEFAULT" | "CACHED" | "STALE" | "ERROR";
  /** Only with the reason `ERROR`. */
  readonly errorCode?: EvaluationErrorCode;
}

export type EvaluationErrorCode =
  | "FLAG_NOT_FOUND"
  | "INVALID_CONTEXT"
  | "PROVIDER_NOT_READY"
  | "PROVIDER_FATAL"
  | "GENERAL";

const ERROR_CODES: ReadonlyMap<string, EvaluationErrorCode> = new Map([
  ["flag_not_found", "FLAG_NOT_FOUND"],
  // The REST API responds to a check of an unknown flag with the status 404.
  ["not_found", "FLAG_NOT_FOUND"],
  ["invalid_context", "INVALID_CONTEXT"],
  ["offline", "PROVIDER_NOT_READY"],
  ["closed", "PROVIDER_NOT_READY"],
  ["unauthorized", "PROVIDER_FATAL"],
  ["forbidden", "PROVIDER_FATAL"],
]);
const STATIC_RULES: ReadonlySet<string> = new Set(["global_override", "default"]);
const LOCAL_SOURCES: ReadonlySet<string> = new Set(["datastream", "replicator"]);

function errorCodeOf({ reason, source, err }: CheckedFlag): EvaluationErrorCode | undefined {
  if (reason.toLowerCase() === "flag not found") return "FLAG_NOT_FOUND";
  if (reason === "key conflict") return "INVALID_CONTEXT";
  if (err === undefined || err === "") return undefined;
  // Offline, a configured default is the intended result and not a failure.
  if (err === "offline" && source === "configured-default") return undefined;
  return ERROR_CODES.get(err) ?? "GENERAL";
}

/** Returns the OpenFeature reason of a check's result. An error precedes staleness, staleness precedes the rule. */
export function evaluationReason(flag: CheckedFlag): EvaluationReason {
  const errorCode = errorCodeOf(flag);
  if (errorCode !== undefined) return { reason: "ERROR", errorCode };
  const { source = "", ruleType, ageMs = 0 } = flag;
  if (ageMs > 0 && LOCAL_SOURCES.has(source)) return { reason: "STALE" };
  if (source === "cache") return { reason: "CACHED" };
  if (!ruleType) return { reason: "DEFAULT" };
  return { reason: STATIC_RULES.has(ruleType) ? "STATIC" : "TARGETING_MATCH" };
}
