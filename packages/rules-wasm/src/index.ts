export { RulesEngineClient, type RulesEngineEntitlement, type RulesEngineResult } from "./client";
export { RulesEngine, VERSION_KEY } from "./engine";
export { RulesEngineError, type RulesEngineErrorCode } from "./errors";
export { loadRulesEngine } from "./load";
export type {
  Decision,
  EngineCompanyPatch,
  EngineHandle,
  EntityInput,
  EntityKind,
  EvaluateOptions,
  FeatureEntitlement,
  FlagResolution,
  Preflight,
  RulesEngineOptions,
  RulesEngineStats,
} from "./types";
