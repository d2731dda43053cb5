import type { FlagCheckResult } from "../evaluation/results";

/** A flag as the browser SDKs accept it. It contains no ids, keys or names of rules. */
export interface BrowserFlag {
  flag: string;
  value: boolean;
  reason: string;
  featureAllocation?: number;
  featureUsage?: number;
  featureUsageEvent?: string;
  featureUsageExceeded?: boolean;
  featureUsagePeriod?: string;
  featureUsageResetAt?: Date;
}

/** Returns a reason without the rule's name and id. */
function publicReason({ ruleType, source = "default" }: FlagCheckResult): string {
  if (ruleType) return `Matched ${ruleType.replaceAll("_", " ")} rule`;
  return source.endsWith("default") ? "Default value" : "No rules matched";
}

const PUBLIC_MEMBERS = [
  "featureAllocation",
  "featureUsage",
  "featureUsageEvent",
  "featureUsagePeriod",
  "featureUsageResetAt",
] as const;

/** Returns the members of a result that a browser may see. */
export function browserFlag(result: FlagCheckResult): BrowserFlag {
  const { flag, value, featureAllocation: allocation, featureUsage: usage } = result;
  const known = PUBLIC_MEMBERS.filter((name) => result[name] !== undefined).map((name) => [
    name,
    result[name],
  ]);
  const exceeded = allocation !== undefined &&
    usage !== undefined && { featureUsageExceeded: usage >= allocation };
  return { flag, value, reason: publicReason(result), ...Object.fromEntries(known), ...exceeded };
}
