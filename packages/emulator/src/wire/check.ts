import { wireTime } from "./time";

/** The result of the rules engine, as far as the wire shows it. A broken spend policy shows only in the reason. */
export interface Resolution {
  value: boolean;
  reason: string;
  flagKey: string;
  flagId?: string;
  companyId?: string;
  userId?: string;
  ruleId?: string;
  ruleType?: string;
  entitlement?: object;
  featureAllocation?: number;
  featureUsage?: number;
  featureUsageEvent?: string;
  featureUsagePeriod?: string;
  featureUsageResetAt?: Date;
  err?: string;
}

const RENAMED: Record<string, string> = { flagKey: "flag", err: "error" };

/** A check's result in wire form (CheckFlagResponseData). */
export function wireCheck(resolution: Resolution): Record<string, unknown> {
  return snake(resolution, RENAMED);
}

function snake(value: object, renamed: Record<string, string> = {}): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined || member === null) continue;
    const wire = renamed[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (member instanceof Date) out[wire] = wireTime(member.getTime());
    else if (typeof member === "object" && !Array.isArray(member)) out[wire] = snake(member);
    else out[wire] = member;
  }
  return out;
}
