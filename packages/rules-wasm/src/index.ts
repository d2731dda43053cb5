export { RulesEngineClient, type RulesEngineEntitlement, type RulesEngineResult } from "./client";
export { RulesEngine, VERSION_KEY } from "./engine";
export { RulesEngineError, type RulesEngineErrorCode } from "./errors";
export { loadRulesEngine } from "./load";
export type {
  CreditSpendPolicy,
  Decision,
  EngineCompanyPatch,
  EngineHandle,
  EntityInput,
  EntityKind,
  EntityPatch,
  EvaluateOptions,
  FeatureEntitlement,
  FlagResolution,
  LoadOptions,
  Preflight,
  RulesEngineOptions,
  RulesEngineStats,
} from "./types";
