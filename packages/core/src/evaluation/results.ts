import type {
  CheckFlagResponseData,
  RulesengineFeatureEntitlement,
  RulesengineRuleType,
} from "@schematic/api/types";
import type { OnAcquireFailure, Reservation } from "../contracts/credits";
import type { AnswerSource, FlagResolution } from "../contracts/evaluation";

/** The spend policy that the use would break, with the credits that the use needs. */
type RefusedSpend = FlagResolution["creditSpendPolicy"];

/** The answer of `checkFlagWithEntitlement`, and an entry of the flag-check cache. */
export interface CheckFlagWithEntitlementResponse {
  companyId?: string;
  entitlement?: RulesengineFeatureEntitlement;
  /** Why no source answered, as a code (`offline`, `timeout`, …), or what the rules engine reported. */
  err?: string;
  flagKey: string;
  flagId?: string;
  reason: string;
  ruleId?: string;
  ruleType?: RulesengineRuleType;
  userId?: string;
  value: boolean;
  /** Which source answered. Always there in answers of a check. */
  source?: AnswerSource;
  /** Age of the data behind the answer, ms; only with `includeAge`. */
  ageMs?: number;
  featureAllocation?: number;
  featureUsage?: number;
  featureUsageEvent?: string;
  featureUsagePeriod?: string;
  featureUsageResetAt?: Date;
  /** Present if a spend policy refuses the use of a preflight: the policy, and the credits that the use needs. */
  creditSpendPolicy?: RefusedSpend;
}

/** One answer of `checkFlags`, in the form of the REST API. */
export interface FlagCheckResult extends CheckFlagResponseData {
  /** Present if a spend policy refuses the use of a preflight. */
  creditSpendPolicy?: RefusedSpend;
  /** Which source answered. Always there in answers of a check. */
  source?: AnswerSource;
}

/** Options of `check`. */
export interface CheckOptions {
  /** Quantity of the action, in units of its event; sent as the preflight's usage, rounded up. */
  usage?: number | undefined;
  /** The event subtype that `usage` is of. */
  eventSubtype?: string | undefined;
  /** Whether the check is allowed if its credits cannot be held. Default: `fail-closed`. */
  onAcquireFailure?: OnAcquireFailure | undefined;
  defaultValue?: boolean | (() => boolean) | undefined;
  /** How long the check may take in all, ms. */
  timeoutMs?: number | undefined;
}

/** Options of `trackWithReservation`. */
export interface TrackWithReservationOptions {
  traits?: Record<string, unknown>;
}

/** The answer of `check`. */
export interface CheckResult {
  allowed: boolean;
  value: boolean;
  /** The hold on credits. Only with credit leases, for an allowed check of a feature that is metered in credits. */
  reservation?: Reservation;
  reason: string;
  entitlement?: RulesengineFeatureEntitlement;
  flagKey: string;
  flagId?: string;
  /** Present if a spend policy refuses the use. */
  creditSpendPolicy?: RefusedSpend;
  err?: string;
  source?: AnswerSource;
}
