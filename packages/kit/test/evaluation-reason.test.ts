import { expect, test } from "vitest";
import { type CheckedFlag, evaluationReason } from "../src/index";

const matched: CheckedFlag = { reason: "Matched rule", source: "datastream", ruleType: "plan_entitlement" };

test.each<[string, CheckedFlag, string, string | undefined]>([
  ["a rule that targets", matched, "TARGETING_MATCH", undefined],
  ["a rule type newer than this version", { ...matched, ruleType: "later" }, "TARGETING_MATCH", undefined],
  ["a global override", { ...matched, ruleType: "global_override" }, "STATIC", undefined],
  ["a default rule", { ...matched, ruleType: "default" }, "STATIC", undefined],
  ["no rule", { reason: "No rules matched", source: "api" }, "DEFAULT", undefined],
  ["an empty rule type", { ...matched, ruleType: "" }, "DEFAULT", undefined],
  ["the flag-check cache", { ...matched, source: "cache", ageMs: 20 }, "CACHED", undefined],
  ["old data of the datastream", { ...matched, ageMs: 1 }, "STALE", undefined],
  ["data of unknown age", { ...matched, source: "replicator", ageMs: Infinity }, "STALE", undefined],
  ["data that is up to date", { ...matched, ageMs: 0 }, "TARGETING_MATCH", undefined],
  ["an age that is no local one", { ...matched, source: "api", ageMs: 5 }, "TARGETING_MATCH", undefined],
  ["an unknown flag by code", { ...matched, err: "flag_not_found" }, "ERROR", "FLAG_NOT_FOUND"],
  ["an unknown flag over REST", { reason: "flag default", err: "not_found" }, "ERROR", "FLAG_NOT_FOUND"],
  ["an unknown flag by reason", { reason: "Flag not found" }, "ERROR", "FLAG_NOT_FOUND"],
  ["an invalid context", { reason: "flag default", err: "invalid_context" }, "ERROR", "INVALID_CONTEXT"],
  ["keys of two companies", { reason: "key conflict", source: "datastream" }, "ERROR", "INVALID_CONTEXT"],
  ["offline", { reason: "flag default", source: "default", err: "offline" }, "ERROR", "PROVIDER_NOT_READY"],
  [
    "offline, configured",
    { reason: "flag default", source: "configured-default", err: "offline" },
    "DEFAULT",
    undefined,
  ],
  [
    "offline, default of the call",
    { reason: "x", source: "call-default", err: "offline" },
    "ERROR",
    "PROVIDER_NOT_READY",
  ],
  [
    "a closed client",
    { reason: "flag default", source: "configured-default", err: "closed" },
    "ERROR",
    "PROVIDER_NOT_READY",
  ],
  ["401", { reason: "flag default", err: "unauthorized" }, "ERROR", "PROVIDER_FATAL"],
  ["403", { reason: "flag default", err: "forbidden" }, "ERROR", "PROVIDER_FATAL"],
  [
    "any other error",
    { reason: "flag default", source: "configured-default", err: "timeout" },
    "ERROR",
    "GENERAL",
  ],
  ["an error before staleness", { ...matched, ageMs: 9, err: "negative_usage" }, "ERROR", "GENERAL"],
  ["a name of Object.prototype", { ...matched, err: "constructor" }, "ERROR", "GENERAL"],
  ["an empty error", { ...matched, err: "" }, "TARGETING_MATCH", undefined],
])("%s", (_, flag, reason, errorCode) => {
  expect(evaluationReason(flag)).toEqual(errorCode ? { reason, errorCode } : { reason });
});
