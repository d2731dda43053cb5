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

/** Observes checks, for metrics and tracing. A hook that throws is logged once and never fails a check. */
export interface Hook {
  readonly name?: string;
  before?(context: HookContext): void;
  after?(context: HookContext, result: HookResult): void;
  error?(context: HookContext, error: unknown): void;
  finally?(context: HookContext, result: HookResult): void;
}
