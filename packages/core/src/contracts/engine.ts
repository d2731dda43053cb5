import type {
  EngineCompanyPatch,
  EngineHandle,
  EntityKind,
  EvaluateOptions,
  FlagResolution,
} from "@schematic/rules-wasm";

export type { EngineCompanyPatch, EngineHandle, EntityKind, EvaluateOptions };

/**
 * The rules evaluator.
 *
 * Failure contract: input that is not an entity throws a `RulesEngineError` with a `code`. The engine stays usable
 * after every error.
 */
export interface RulesEngine {
  readonly versionKey: string;
  /** With `isPlainData` the caller promises parsed JSON that is not changed afterwards except by patches. */
  load(
    kind: EntityKind,
    entity: object | string | Uint8Array,
    options?: { isPlainData?: boolean },
  ): EngineHandle;
  /** Returns a new object for each call. */
  evaluate(
    flag: EngineHandle,
    company?: EngineHandle,
    user?: EngineHandle,
    options?: EvaluateOptions,
  ): FlagResolution;
  /**
   * Evaluates several flags without options. Calls `take` with each result, in the order of the flags, and returns
   * what `take` returned. All results are one object: `take` copies what it keeps, and does not call the engine.
   */
  evaluateAll?<T>(
    flags: readonly EngineHandle[],
    take: (result: FlagResolution) => T,
    company?: EngineHandle,
    user?: EngineHandle,
  ): T[];
  patch(handle: EngineHandle, change: EngineCompanyPatch): void;
}
