import type {
  RulesengineEntitlementValueType,
  RulesengineMetricPeriod,
  RulesengineMetricPeriodMonthReset,
  RulesengineRuleType,
} from "@schematic/api/types";
import { SchematicError } from "@schematic/core";
import type {
  RulesEngineClient as EngineClient,
  Preflight,
  RulesEngineEntitlement,
  RulesEngineOptions,
  RulesEngineResult,
} from "@schematic/rules-wasm";

/** The engine's answer with the API's types for kinds; one newer than this package comes as it is. */
interface WasmCheckFlagResult extends Omit<RulesEngineResult, "ruleType" | "entitlement"> {
  ruleType?: RulesengineRuleType;
  entitlement?: Omit<RulesEngineEntitlement, "valueType" | "metricPeriod" | "monthReset"> & {
    valueType: RulesengineEntitlementValueType;
    metricPeriod?: RulesengineMetricPeriod;
    monthReset?: RulesengineMetricPeriodMonthReset;
  };
}

/** The published SDK's `RulesEngineClient`: one engine, checks on whole entities. Its code is loaded by `initialize()`. */
export class RulesEngineClient {
  readonly #options: RulesEngineOptions | undefined;
  #client: EngineClient | undefined;

  constructor(options?: RulesEngineOptions) {
    this.#options = options;
  }

  /** Starts the engine; idempotent. Rejects with `RulesEngineError` where WebAssembly cannot be started. */
  async initialize(): Promise<void> {
    if (this.#client !== undefined) return;
    const engine = await import("@schematic/rules-wasm");
    const client = new engine.RulesEngineClient(this.#options);
    await client.initialize();
    this.#client ??= client;
  }

  isInitialized(): boolean {
    return this.#client !== undefined;
  }

  /** The schema version of the rules. Throws `not_initialized` before `initialize()`. */
  getVersionKey(): string {
    return this.#ready().getVersionKey();
  }

  /** Evaluates a flag; entities in wire form. Rejects with `RulesEngineError`. */
  async checkFlag(flag: object, company?: object | null, user?: object | null): Promise<WasmCheckFlagResult> {
    return (await this.#ready().checkFlag(flag, company, user)) as WasmCheckFlagResult;
  }

  /** As `checkFlag`, with a preflight; fractional quantities are rounded up. */
  async checkFlagWithOptions(
    flag: object,
    company?: object | null,
    user?: object | null,
    options?: Preflight | null,
  ): Promise<WasmCheckFlagResult> {
    return (await this.#ready().checkFlagWithOptions(flag, company, user, options)) as WasmCheckFlagResult;
  }

  #ready(): EngineClient {
    if (this.#client !== undefined) return this.#client;
    throw new SchematicError({
      code: "not_initialized",
      message: "WASM rules engine not initialized. Call initialize() first.",
    });
  }
}
