import * as L from "../assembly/layout";
import { Arena } from "./arena";
import { Entities } from "./entities";
import { Handle, type LoadedEntity, NO_MATCH, type Outcome } from "./handles";
import { isAbsent } from "./loader";
import { draftPreflight, type ReadOptions, readOptions } from "./options";
import { applyPatch, readPatch } from "./patch";
import { type Result, Results } from "./results";
import type {
  Decision,
  EngineHandle,
  EntityInput,
  EntityKind,
  EntityPatch,
  EvaluateOptions,
  FlagResolution,
  LoadOptions,
  RulesEngineOptions,
  RulesEngineStats,
} from "./types";
import { type EngineExports, startEngine } from "./wasm";

/** The schema version of the rules that this engine was built for. */
export const VERSION_KEY: string = "fde6dba2";

const NO_OPTIONS: ReadOptions = { now: undefined, preflight: undefined, err: undefined };

type MaybeEntity = LoadedEntity | undefined;

/** A result without the members that depend on the outcome. All members are present, so that results share a shape. */
function emptyResult(company: MaybeEntity, user: MaybeEntity): Result {
  return {
    value: false,
    reason: "",
    flagKey: "",
    flagId: undefined,
    companyId: company?.id,
    userId: user?.id,
    ruleId: undefined,
    ruleType: undefined,
    entitlement: undefined,
    featureAllocation: undefined,
    featureUsage: undefined,
    featureUsageEvent: undefined,
    featureUsagePeriod: undefined,
    featureUsageResetAt: undefined,
  };
}

/** The rules engine: entities are loaded once and evaluated by handle. */
export class RulesEngine {
  readonly versionKey: string;
  readonly #exports: EngineExports;
  readonly #arena: Arena;
  readonly #results: Results;
  readonly #exchange: number;
  readonly #table: number;
  readonly #entities: Entities;

  /**
   * Use `loadRulesEngine()`, which compiles the module once. The module is a `WebAssembly.Module`; that type exists
   * only in the types of the DOM, which programs for Node need not have.
   */
  constructor(module: object, options: RulesEngineOptions = {}) {
    this.versionKey = options.versionKey ?? VERSION_KEY;
    this.#exports = startEngine(module, options.maxMemoryBytes);
    this.#arena = new Arena(this.#exports);
    this.#results = new Results(this.#arena);
    this.#exchange = this.#exports.exchangeArea();
    this.#table = this.#exports.tableArea();
    this.#entities = new Entities(this.#arena);
  }

  /**
   * Loads an entity and returns its handle. The entity is in wire form: an object, JSON text, or the bytes of JSON
   * text. All of it is read before anything of the engine changes, and nothing of it is kept.
   *
   * @throws RulesEngineError `invalid_json`, `invalid_entity`, `memory_limit`, `reentrant`
   */
  load(kind: EntityKind, entity: EntityInput, options?: LoadOptions): EngineHandle {
    return this.#entities.load(kind, entity, options);
  }

  /**
   * Evaluates a flag for a company and a user by their handles.
   *
   * @throws RulesEngineError `freed_handle`, `foreign_handle`, `invalid_options`, `reentrant`
   */
  evaluate(
    flag: EngineHandle,
    company?: EngineHandle | null,
    user?: EngineHandle | null,
    options?: EvaluateOptions | null,
  ): FlagResolution {
    const read = options ? readOptions(options) : NO_OPTIONS;
    const f = Handle.entityOf(flag, this.#entities.flags);
    const c = this.#entities.optional(company, this.#entities.companies);
    const u = this.#entities.optional(user, this.#entities.users);
    const result = emptyResult(c, u);
    result.flagKey = f.key;
    result.flagId = f.id;
    if (read.err !== undefined) {
      result.value = (f.outcomes[0] as Outcome).decision.value;
      result.reason = NO_MATCH;
      result.err = read.err;
      return result as FlagResolution;
    }
    const matched = this.#match(f, c, u, read, 1);
    const { decision } = matched;
    result.value = decision.value;
    result.reason = decision.reason;
    result.ruleId = decision.ruleId;
    result.ruleType = decision.ruleType;
    this.#results.fill(result, matched, this.#exchange, c, u, read.now);
    return result as FlagResolution;
  }

  /** Evaluates in the engine, which writes its result to the exchange area. */
  #match(f: LoadedEntity, c: MaybeEntity, u: MaybeEntity, options: ReadOptions, full: number): Outcome {
    this.#entities.assertIdle();
    const { preflight, now } = options;
    this.#setClock(c, u, now);
    if (preflight) {
      this.#entities.withDraft((draft) => {
        draftPreflight(draft, preflight);
        this.#exports.setPreflight(this.#arena.receive(draft));
      });
    }
    const code = this.#exports.evaluate(f.address, c ? c.address : 0, u ? u.address : 0, full);
    if (preflight) {
      this.#exports.setPreflight(0);
      this.#arena.settle();
    }
    return this.#results.outcome(code, this.#exchange, f, c, u);
  }

  /** Sets the clock of the engine if a spend policy has to be compared with it. */
  #setClock(c: MaybeEntity, u: MaybeEntity, now: number | undefined): void {
    if (c?.usesClock || u?.usesClock) this.#exports.setClock(now ?? Date.now());
  }

  /**
   * Evaluates several flags for one pair without options, up to 128 in one call of the engine. `take` is called with
   * each result, in the order of the flags, and its return values are returned. All results are one object: `take`
   * copies what it keeps.
   *
   * @throws RulesEngineError `freed_handle`, `foreign_handle`, `reentrant`; whatever `take` throws
   */
  evaluateAll<T>(
    flags: readonly EngineHandle[],
    take: (result: FlagResolution) => T,
    company?: EngineHandle | null,
    user?: EngineHandle | null,
  ): T[] {
    const c = this.#entities.optional(company, this.#entities.companies);
    const u = this.#entities.optional(user, this.#entities.users);
    const entities = flags.map((flag) => Handle.entityOf(flag, this.#entities.flags));
    // All places at once: growing the list costs as much as some of the evaluations.
    const results = new Array<T>(entities.length);
    this.#entities.whileBusy(() => {
      this.#setClock(c, u, undefined);
      for (let from = 0; from < entities.length; from += L.TABLE_RECORDS) {
        const part = entities.slice(from, from + L.TABLE_RECORDS);
        this.#evaluatePart(part, c, u, (result, i) => {
          results[from + i] = take(result);
        });
      }
    });
    return results;
  }

  #evaluatePart(
    flags: readonly LoadedEntity[],
    c: MaybeEntity,
    u: MaybeEntity,
    take: (result: FlagResolution, i: number) => void,
  ): void {
    const { words } = this.#arena;
    let at = this.#table;
    for (const flag of flags) {
      words[(at + L.O_CODE) >>> 2] = flag.address;
      at += L.RESULT_BYTES;
    }
    this.#exports.evaluateAll(flags.length, c ? c.address : 0, u ? u.address : 0);
    const blank = emptyResult(c, u);
    const result = { ...blank };
    at = this.#table;
    for (let i = 0; i < flags.length; i++) {
      const flag = flags[i] as LoadedEntity;
      const code = this.#arena.words[(at + L.O_CODE) >>> 2] as number;
      const matched = this.#results.outcome(code, at, flag, c, u);
      const { decision } = matched;
      if (result.featureUsage !== undefined) Object.assign(result, blank);
      if (result.creditSpendPolicy !== undefined) result.creditSpendPolicy = undefined;
      result.value = decision.value;
      result.reason = decision.reason;
      result.flagKey = flag.key;
      result.flagId = flag.id;
      result.ruleId = decision.ruleId;
      result.ruleType = decision.ruleType;
      result.entitlement = undefined;
      this.#results.fill(result, matched, at, c, u, undefined);
      take(result as FlagResolution, i);
      at += L.RESULT_BYTES;
    }
  }

  /**
   * As `evaluate`, but returns only the decision. Without options and spend policies it allocates nothing: the
   * decision of the rule that matched, or of the flag's default, is prepared and shared.
   */
  decide(
    flag: EngineHandle,
    company?: EngineHandle | null,
    user?: EngineHandle | null,
    options?: EvaluateOptions | null,
  ): Decision {
    const read = options ? readOptions(options) : NO_OPTIONS;
    const f = Handle.entityOf(flag, this.#entities.flags);
    const c = this.#entities.optional(company, this.#entities.companies);
    const u = this.#entities.optional(user, this.#entities.users);
    if (read.err !== undefined) return (f.outcomes[0] as Outcome).decision;
    const { decision } = this.#match(f, c, u, read, 0);
    const reason = this.#results.spendReason(this.#exchange, c, u);
    return reason === undefined ? decision : Object.freeze({ ...decision, reason });
  }

  /**
   * Changes amounts of a loaded entity in place. The entitlements of a company follow: `usage` the metric of their
   * event, `creditRemaining` the balance of their credit.
   *
   * @throws RulesEngineError `invalid_patch` (nothing is changed), `freed_handle`, `foreign_handle`, `memory_limit`, `reentrant`
   */
  patch(handle: EngineHandle, change: EntityPatch): void {
    this.#entities.withDraft((draft) => {
      const owner = handle?.kind === "user" ? this.#entities.users : this.#entities.companies;
      const read = readPatch(draft, owner.kind, change);
      this.#entities.assertIdle();
      applyPatch(this.#arena, draft, Handle.entityOf(handle, owner), read);
    });
  }

  /**
   * Loads the entities, evaluates once and frees them: for single checks and tests.
   *
   * @throws RulesEngineError as `load` and `evaluate`
   */
  checkFlag(
    flag: EntityInput,
    company?: EntityInput | null,
    user?: EntityInput | null,
    options?: EvaluateOptions | null,
  ): FlagResolution {
    return this.#withHandles((load) => {
      const f = load("flag", flag);
      const c = isAbsent(company) ? undefined : load("company", company);
      return this.evaluate(f, c, isAbsent(user) ? undefined : load("user", user), options);
    });
  }

  /**
   * As `checkFlag` for several flags, without options. One malformed flag fails the whole call.
   *
   * @throws RulesEngineError as `load` and `evaluateAll`
   */
  checkFlags(
    flags: readonly EntityInput[],
    company?: EntityInput | null,
    user?: EntityInput | null,
  ): FlagResolution[] {
    return this.#withHandles((load) => {
      const loaded = flags.map((flag) => load("flag", flag));
      const c = isAbsent(company) ? undefined : load("company", company);
      const u = isAbsent(user) ? undefined : load("user", user);
      return this.evaluateAll(loaded, (result) => ({ ...result }), c, u);
    });
  }

  #withHandles<T>(use: (load: (kind: EntityKind, entity: EntityInput) => EngineHandle) => T): T {
    const handles: EngineHandle[] = [];
    try {
      return use((kind, entity) => {
        const handle = this.load(kind, entity);
        handles.push(handle);
        return handle;
      });
    } finally {
      for (const handle of handles) handle.free();
    }
  }

  /** Memory and entities held at the moment. */
  stats(): RulesEngineStats {
    return {
      memoryBytes: this.#exports.memory.buffer.byteLength,
      usedBytes: this.#exports.used() >>> 0,
      entities: this.#exports.count() >>> 0,
    };
  }
}
