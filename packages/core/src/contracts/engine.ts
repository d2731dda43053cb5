import type { FlagResolution, Preflight } from "./evaluation";

export type EntityKind = "flag" | "company" | "user";

/** An entity inside the engine. Using a freed handle throws `RulesEngineError` (`freed_handle`). */
export interface EngineHandle {
  readonly kind: EntityKind;
  /** Gives the entity's memory back; idempotent. A forgotten handle is reclaimed when collected. */
  free(): void;
}

export interface EvaluateOptions extends Preflight {
  /** Time of evaluation, ms since the epoch; default: the host's clock. */
  now?: number;
}

/**
 * The rules evaluator.
 *
 * Failure contract: input that is not an entity throws `RulesEngineError` with a `code`; the engine
 * itself stays usable after any error.
 */
export interface RulesEngine {
  readonly versionKey: string;
  /** With `isPlainData` the caller promises parsed JSON that is not changed afterwards except by patches. */
  load(
    kind: EntityKind,
    entity: object | string | Uint8Array,
    options?: { isPlainData?: boolean },
  ): EngineHandle;
  evaluate(
    flag: EngineHandle,
    company?: EngineHandle,
    user?: EngineHandle,
    options?: EvaluateOptions,
  ): FlagResolution;
  /**
   * As `evaluate` for each of the flags, without options: each answer is given to `take`, in their order.
   * `take` copies what it keeps, for all come in the same object, and does not call the engine.
   */
  evaluateAll?<T>(
    flags: readonly EngineHandle[],
    take: (answer: FlagResolution) => T,
    company?: EngineHandle,
    user?: EngineHandle,
  ): T[];
  patch(handle: EngineHandle, change: EngineCompanyPatch): void;
}

/** A change of a loaded company in place, in wire form. */
export interface EngineCompanyPatch {
  /** Metrics to set, told apart by `event_subtype`, `period` and `month_reset`. */
  metrics?: { event_subtype: string; period: string; month_reset: string; value: number }[];
  /** Credit balances to set, in credits, by credit id. */
  creditBalances?: Record<string, number>;
}
