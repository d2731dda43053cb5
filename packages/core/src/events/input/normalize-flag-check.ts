import type { EvaluationContext, FlagResolution } from "../../contracts/evaluation";
import type { PendingEvent } from "../buffer/pending-event";
import type { CopyReport } from "./json-copy";
import { copyKeys } from "./keys";

/** Copies what a `flag_check` event reports of a resolution. Runs on the path of every locally answered check. */
export function normalizeFlagCheck(
  report: CopyReport,
  resolution: FlagResolution,
  { company, user }: EvaluationContext,
  isPreflight: boolean,
): PendingEvent {
  const body = {
    flag_key: resolution.flagKey,
    value: resolution.value,
    reason: resolution.reason,
    error: resolution.err,
    flag_id: resolution.flagId,
    rule_id: resolution.ruleId,
    company_id: resolution.companyId,
    user_id: resolution.userId,
    req_company: copyKeys(report, company, "company"),
    req_user: copyKeys(report, user, "user"),
    preflight: isPreflight || undefined,
  } as const;
  const { bytes } = report;
  return { type: "flag_check", bytes, body, metadata: undefined, seq: 0, at: 0, encoded: undefined };
}
