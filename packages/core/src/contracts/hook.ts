import type { AnswerSource, EvaluationContext, FlagResolution } from "./evaluation";

/** What a hook is told about one check. */
export interface HookContext {
  flagKey: string;
  context: EvaluationContext;
  /** Free for the hook's own use, from `before` to `finally`. */
  data: Map<string, unknown>;
}

export interface HookResult extends FlagResolution {
  source: AnswerSource;
  /** How long the check took, ms. */
  durationMs: number;
}

/** An operation of credit gating: a request about a lease, or a whole check with a hold. */
export type CreditOperation = "acquire" | "extend" | "release" | "check";

/** What a hook receives about one operation of credit gating. */
export interface CreditHookContext {
  operation: CreditOperation;
  companyId?: string;
  creditTypeId?: string;
  leaseId?: string;
  /** With `check` only. */
  flagKey?: string;
  /** Free for the hook's own use, from `creditStart` to `creditEnd`. */
  data: Map<string, unknown>;
}

export interface CreditHookResult {
  /** `denied`: a check that is not allowed. `failed`: the operation threw `error`. */
  outcome: "ok" | "denied" | "failed";
  /** Reason of the result of a check. */
  reason?: string;
  error?: unknown;
  durationMs: number;
}

/** Observes checks, for metrics and tracing. A hook that throws is logged once and never fails a check. */
export interface Hook {
  readonly name?: string;
  before?(context: HookContext): void;
  after?(context: HookContext, result: HookResult): void;
  error?(context: HookContext, error: unknown): void;
  finally?(context: HookContext, result: HookResult): void;
  /** Called before a lease is acquired, extended or released, and before a check that may hold credits. */
  creditStart?(context: CreditHookContext): void;
  /** Called after it, whatever the outcome. */
  creditEnd?(context: CreditHookContext, result: CreditHookResult): void;
}
