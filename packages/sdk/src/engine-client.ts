import { SchematicError } from "@schematic/core";
import type {
  RulesEngineClient as EngineClient,
  Preflight,
  RulesEngineOptions,
  RulesEngineResult,
} from "@schematic/rules-wasm";

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
  async checkFlag(flag: object, company?: object | null, user?: object | null): Promise<RulesEngineResult> {
    return this.#ready().checkFlag(flag, company, user);
  }

  /** As `checkFlag`, with a preflight; fractional quantities are rounded up. */
  async checkFlagWithOptions(
    flag: object,
    company?: object | null,
    user?: object | null,
    options?: Preflight | null,
  ): Promise<RulesEngineResult> {
    return this.#ready().checkFlagWithOptions(flag, company, user, options);
  }

  #ready(): EngineClient {
    if (this.#client !== undefined) return this.#client;
    throw new SchematicError({
      code: "not_initialized",
      message: "WASM rules engine not initialized. Call initialize() first.",
    });
  }
}
