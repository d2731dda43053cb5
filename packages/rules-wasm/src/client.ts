import type { RulesEngine } from "./engine";
import { RulesEngineError } from "./errors";
import { loadRulesEngine } from "./load";
import type {
  EvaluateOptions,
  FeatureEntitlement,
  FlagResolution,
  Preflight,
  RulesEngineOptions,
} from "./types";

/** An entitlement in an answer of `RulesEngineClient`: times are text. */
export interface RulesEngineEntitlement extends Omit<FeatureEntitlement, "metricResetAt"> {
  metricResetAt?: string;
}

/** An answer of `RulesEngineClient`: as `FlagResolution`, but times are RFC 3339 text. */
export interface RulesEngineResult
  extends Omit<FlagResolution, "entitlement" | "featureUsageResetAt" | "flagKey"> {
  flagKey?: string;
  entitlement?: RulesEngineEntitlement;
  featureUsageResetAt?: string;
}

/** The published SDK's `RulesEngineClient`: one engine, checks on whole entities. */
export class RulesEngineClient {
  readonly #options: RulesEngineOptions | undefined;
  #engine: RulesEngine | undefined;

  constructor(options?: RulesEngineOptions) {
    this.#options = options;
  }

  /**
   * Starts the engine; idempotent.
   *
   * @throws RulesEngineError as `loadRulesEngine`
   */
  async initialize(): Promise<void> {
    this.#engine ??= await loadRulesEngine(this.#options);
  }

  isInitialized(): boolean {
    return this.#engine !== undefined;
  }

  /** The schema version of the rules. Throws `not_initialized` before `initialize()`. */
  getVersionKey(): string {
    return this.#ready().versionKey;
  }

  /** Evaluates a flag; entities in wire form. Rejects with `RulesEngineError`. */
  async checkFlag(flag: object, company?: object | null, user?: object | null): Promise<RulesEngineResult> {
    return this.checkFlagWithOptions(flag, company, user);
  }

  /** As `checkFlag`, with a preflight; fractional quantities are rounded up. */
  async checkFlagWithOptions(
    flag: object,
    company?: object | null,
    user?: object | null,
    options?: Preflight | null,
  ): Promise<RulesEngineResult> {
    return asText(this.#ready().checkFlag(flag, company, user, options ? roundedUp(options) : undefined));
  }

  #ready(): RulesEngine {
    if (this.#engine === undefined) {
      throw new RulesEngineError(
        "not_initialized",
        "WASM rules engine not initialized. Call initialize() first.",
      );
    }
    return this.#engine;
  }
}

function roundedUp({ usage, eventUsage, creditCost }: Preflight): EvaluateOptions {
  return {
    ...(typeof usage === "number" && Number.isFinite(usage) && { usage: Math.ceil(usage) }),
    ...(eventUsage && { eventUsage: { ...eventUsage, quantity: Math.ceil(eventUsage.quantity) } }),
    ...(creditCost && { creditCost }),
  };
}

/** As the published engine writes times: UTC, the fraction only where there is one. */
function timeText(time: unknown): string | undefined {
  return time instanceof Date
    ? time.toISOString().replace(/(?:\.000)?Z$/, "+00:00")
    : (time as string | undefined);
}

function asText(answer: FlagResolution): RulesEngineResult {
  const { entitlement, featureUsageResetAt, ...rest } = answer;
  const result: RulesEngineResult = { ...rest };
  const resetAt = timeText(featureUsageResetAt);
  if (resetAt !== undefined) result.featureUsageResetAt = resetAt;
  if (entitlement) {
    const { metricResetAt, ...members } = entitlement;
    const entitlementResetAt = timeText(metricResetAt);
    result.entitlement = {
      ...members,
      ...(entitlementResetAt !== undefined && { metricResetAt: entitlementResetAt }),
    };
  }
  return result;
}
