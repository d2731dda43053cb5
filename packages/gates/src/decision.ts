import type { CheckAnswer, GatesOptions } from "./options";

/** Decision about a request: it passes, or is denied with an HTTP status and a code. */
export type Decision = { allowed: true } | { allowed: false; status: 402 | 403 | 503; code: DenialCode };
export type DenialCode = "limit_reached" | "not_entitled" | "unavailable";

const DEFAULT_SOURCES: ReadonlySet<unknown> = new Set(["call-default", "configured-default", "default"]);
const NOT_FOUND: ReadonlySet<unknown> = new Set(["flag_not_found", "not_found"]);

/** True if the check failed because the flag does not exist, which is a mistake of the program. */
export function isUnknownFlag({ err, reason }: CheckAnswer): boolean {
  return NOT_FOUND.has(err) || reason === "Flag not found";
}

/** True if no source could evaluate the flag, so that its value is a default. */
function isUnavailable(answer: CheckAnswer): boolean {
  return Boolean(answer.err) && DEFAULT_SOURCES.has(answer.source) && !isUnknownFlag(answer);
}

/** True if usage has reached an allocation, or fewer credits remain than the use needs. */
function isLimitReached(answer: CheckAnswer, usage: number): boolean {
  if (answer.ruleType?.endsWith("_usage_exceeded")) return true;
  const {
    valueType,
    allocation,
    usage: used,
    creditRemaining,
    consumptionRate = 1,
  } = answer.entitlement ?? {};
  if (valueType === "numeric" || valueType === "trait")
    return allocation !== undefined && used !== undefined && used >= allocation;
  if (valueType === "credit")
    return creditRemaining !== undefined && creditRemaining < usage * consumptionRate;
  return false;
}

/**
 * Decides by the answer of a check. Checks never throw, so a failure is recognized by `err` and the source. `usage` is
 * the quantity that the request is about to use.
 */
export function decide(
  answer: CheckAnswer,
  onUnavailable: GatesOptions<never>["onUnavailable"] = "default",
  usage = 1,
): Decision {
  if (isUnavailable(answer) && onUnavailable !== "default") {
    if (onUnavailable === "allow") return { allowed: true };
    return { allowed: false, status: 503, code: "unavailable" };
  }
  if (answer.value) return { allowed: true };
  if (isLimitReached(answer, usage)) return { allowed: false, status: 402, code: "limit_reached" };
  return { allowed: false, status: 403, code: "not_entitled" };
}
