import type { Attributes } from "@opentelemetry/api";
import type { HookContext, HookResult } from "@schematic/core";
import { evaluationReason } from "@schematic-internal/kit";
import * as names from "./names";

/** Bounds what a context with generated key names adds to a span. */
const MAX_KEY_NAMES = 16;

/** Returns the names of lookup keys, sorted. Their values are personal data and never become attributes. */
function keyNames(keys: unknown): string | undefined {
  if (typeof keys !== "object" || keys === null) return undefined;
  const found = Object.keys(keys).sort();
  return found.length === 0 ? undefined : found.slice(0, MAX_KEY_NAMES).join(",");
}

/** Returns the attributes of a check by the conventions for feature flags. Absent values are left out. */
export function checkAttributes(
  { flagKey, context }: HookContext,
  result: HookResult & { ageMs?: number },
  environment: string | undefined,
): Attributes {
  const { reason, errorCode } = evaluationReason(result);
  const attributes: Attributes = {
    [names.FLAG_KEY]: String(flagKey),
    [names.PROVIDER_NAME]: "schematic",
    [names.RESULT_VARIANT]: result.value ? "on" : "off",
    [names.RESULT_REASON]: reason.toLowerCase(),
    [names.CONTEXT_ID]: result.companyId ?? result.userId,
    [names.SET_ID]: environment,
    [names.ERROR_TYPE]: errorCode?.toLowerCase(),
    [names.ERROR_MESSAGE]: errorCode === undefined ? undefined : (result.err ?? result.reason),
    [names.CHECK_SOURCE]: result.source,
    [names.FLAG_REASON]: result.reason,
    [names.FLAG_ID]: result.flagId,
    [names.COMPANY_ID]: result.companyId,
    [names.USER_ID]: result.userId,
    [names.COMPANY_KEY_NAMES]: keyNames(context.company),
    [names.USER_KEY_NAMES]: keyNames(context.user),
  };
  for (const name of Object.keys(attributes)) if (attributes[name] === undefined) delete attributes[name];
  return attributes;
}
