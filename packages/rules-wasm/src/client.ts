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

/** An entitlement in a result of `RulesEngineClient`: times are text. */
export interface RulesEngineEntitlement extends Omit<FeatureEntitlement, "metricResetAt"> {
  metricResetAt?: string;
}

/** A result of `RulesEngineClient`: as `FlagResolution`, but times are RFC 3339 text. */
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

  /** As `checkFlag`, with a preflight; fractions of `usage` and `eventUsage` are rounded up. */
  async checkFlagWithOptions(
    flag: object,
    company?: object | null,
    user?: object | null,
    options?: Preflight | null,
  ): Promise<RulesEngineResult> {
    return asText(this.#ready().checkFlag(flag, company, user, options ? roundedUp(options) : undefined));
  }

  /** Evaluates several flags for one pair; entities in wire form. One malformed flag fails the whole call. */
  async checkFlags(
    flags: readonly object[],
    company?: object | null,
    user?: object | null,
  ): Promise<RulesEngineResult[]> {
    return this.#ready().checkFlags(flags, company, user).map(asText);
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

/** As the published SDK sends them: whole units are rounded up, measured quantities keep their fractions. */
function roundedUp({ usage, eventUsage, eventQuantities, creditCost }: Preflight): EvaluateOptions {
  return {
    ...(typeof usage === "number" && Number.isFinite(usage) && { usage: Math.ceil(usage) }),
    ...(eventUsage && { eventUsage: { ...eventUsage, quantity: Math.ceil(eventUsage.quantity) } }),
    ...(eventQuantities && { eventQuantities }),
    ...(creditCost && { creditCost }),
  };
}

/** A time as the published engine writes it: UTC, with a fraction only if there is one. */
function timeText(time: unknown): string | undefined {
  return time instanceof Date
    ? time.toISOString().replace(/(?:\.000)?Z$/, "+00:00")
    : (time as string | undefined);
}

function asText(resolution: FlagResolution): RulesEngineResult {
  const { entitlement, featureUsageResetAt, ...rest } = resolution;
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
