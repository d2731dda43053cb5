import type { FeatureEntitlement, FlagResolution, Preflight } from "@schematic/rules-wasm";

export type { FeatureEntitlement, FlagResolution, Preflight };

/** The company and the user that a check is about, each by one or more keys. */
export interface EvaluationContext {
  company?: Record<string, string> | null | undefined;
  user?: Record<string, string> | null | undefined;
}

/** The source that answered a check. */
export type AnswerSource =
  | "override"
  | "datastream"
  | "replicator"
  | "cache"
  | "api"
  | "call-default"
  | "configured-default"
  | "default";

/** The result of a check as sources return it. */
export interface Resolution extends FlagResolution {
  /** Age in ms of the data behind the result, if the data may be outdated. */
  ageMs?: number;
}
