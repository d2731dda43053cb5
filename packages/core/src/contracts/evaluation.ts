/** Who is asked about: the keys that identify a company, a user, or both. */
export interface EvaluationContext {
  company?: Record<string, string> | null | undefined;
  user?: Record<string, string> | null | undefined;
}

/** Asks "would this be allowed?" instead of "is it allowed now?". Quantities are rounded up. */
export interface Preflight {
  /** Quantity added to whatever numeric condition is evaluated; 0 has no effect. */
  usage?: number;
  /** Quantity of one event subtype; wins over `usage` for conditions on that subtype. */
  eventUsage?: { eventSubtype: string; quantity: number };
  /** Cost of the action in credits, by credit id; 0 means free. */
  creditCost?: Record<string, number>;
}

/** Which source answered a check. */
export type AnswerSource =
  | "override"
  | "datastream"
  | "replicator"
  | "cache"
  | "api"
  | "call-default"
  | "configured-default"
  | "default";

/** An entitlement as the rules engine and the REST API describe it. */
export interface FeatureEntitlement {
  featureId: string;
  featureKey: string;
  /** `boolean`, `credit`, `numeric`, `trait`, `unknown`, `unlimited`, or a kind newer than this SDK. */
  valueType: string;
  allocation?: number;
  softLimit?: number;
  usage?: number;
  eventName?: string;
  eventSubtype?: string;
  metricPeriod?: string;
  monthReset?: string;
  metricResetAt?: Date;
  creditId?: string;
  creditTotal?: number;
  creditUsed?: number;
  creditRemaining?: number;
  creditReserved?: number;
  creditSettled?: number;
  consumptionRate?: number;
  warningTiers?: { key: string; value: number }[];
}

/** The answer to one check: resolution (value and reason) and what it rests on. */
export interface FlagResolution {
  value: boolean;
  reason: string;
  flagKey: string;
  flagId?: string;
  companyId?: string;
  userId?: string;
  ruleId?: string;
  ruleType?: string;
  entitlement?: FeatureEntitlement;
  featureAllocation?: number;
  featureUsage?: number;
  featureUsageEvent?: string;
  featureUsagePeriod?: string;
  featureUsageResetAt?: Date;
  /** An error that the rules engine reported with its answer, such as a negative preflight usage. */
  err?: string;
}
