import * as L from "../assembly/layout";
import { Arena } from "./arena";
import { Entities } from "./entities";
import { Handle, type LoadedEntity, NO_MATCH, type Outcome } from "./handles";
import { isAbsent } from "./loader";
import { draftPreflight, type ReadOptions, readOptions } from "./options";
import { applyPatch, readPatch } from "./patch";
import { clearUsage, type Result, Results, resultOf } from "./results";
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

type MaybeEntity = LoadedEntity | undefined;
type MaybeTime = number | undefined;

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
    const read = options ? readOptions(options) : undefined;
    const f = Handle.entityOf(flag, this.#entities.flags);
    const c = this.#entities.optional(company, this.#entities.companies);
    const u = this.#entities.optional(user, this.#entities.users);
    if (read === undefined) return this.#result(f, c, u, this.#match(f, c, u, 1, undefined), undefined);
    if (read.err === undefined) return this.#result(f, c, u, this.#matchWith(f, c, u, 1, read), read.now);
    const refused = resultOf(f, f.outcomes[0] as Outcome, c, u);
    return { ...refused, reason: NO_MATCH, err: read.err } as FlagResolution;
  }

  #result(f: LoadedEntity, c: MaybeEntity, u: MaybeEntity, matched: Outcome, now: MaybeTime): FlagResolution {
    const result = resultOf(f, matched, c, u);
    this.#fill(result, matched, this.#exchange, c, u, now);
    return result as FlagResolution;
  }

  /** Adds what a result says of usage, entitlement and spend policy. */
  #fill(result: Result, matched: Outcome, at: number, c: MaybeEntity, u: MaybeEntity, now: MaybeTime): void {
    const { words } = this.#arena;
    if (words[(at + L.O_POLICY) >>> 2] !== 0) this.#results.setPolicy(result, at, c, u);
    if (c === undefined) return;
    const place = words[(at + L.O_ENTITLEMENT) >>> 2] as number;
    if (matched.usage !== 0) this.#results.setUsage(result, matched, c, at, now);
    if (place !== 0) result.entitlement = this.#results.entitlement(c, place);
  }

  /** Evaluates in the engine, which writes its result to the exchange area. */
  #match(f: LoadedEntity, c: MaybeEntity, u: MaybeEntity, full: number, now: MaybeTime): Outcome {
    this.#entities.assertIdle();
    if (c?.usesClock || u?.usesClock) this.#exports.setClock(now ?? Date.now());
    const code = this.#exports.evaluate(f.address, c ? c.address : 0, u ? u.address : 0, full);
    // Most outcomes are those of the flag's own rules and have been made before.
    const known = code >>> L.PLACE_BITS === 0 ? f.outcomes[code] : undefined;
    return known ?? this.#results.outcome(code, this.#exchange, f, c, u);
  }

  /** The same with options. */
  #matchWith(
    f: LoadedEntity,
    c: MaybeEntity,
    u: MaybeEntity,
    full: number,
    { preflight, now }: ReadOptions,
  ): Outcome {
    if (preflight === undefined) return this.#match(f, c, u, full, now);
    this.#entities.assertIdle();
    try {
      this.#entities.withDraft((draft) => {
        draftPreflight(draft, preflight);
        this.#exports.setPreflight(this.#arena.receive(draft));
      });
      return this.#match(f, c, u, full, now);
    } finally {
      this.#exports.setPreflight(0);
      this.#arena.settle();
    }
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
      if (c?.usesClock || u?.usesClock) this.#exports.setClock(Date.now());
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
    let result: Result | undefined;
    at = this.#table;
    for (let i = 0; i < flags.length; i++) {
      const flag = flags[i] as LoadedEntity;
      const code = this.#arena.words[(at + L.O_CODE) >>> 2] as number;
      const matched = this.#results.outcome(code, at, flag, c, u);
      result ??= resultOf(flag, matched, c, u);
      const { decision } = matched;
      result.value = decision.value;
      result.reason = decision.reason;
      result.flagKey = flag.key;
      result.flagId = flag.id;
      result.ruleId = decision.ruleId;
      result.ruleType = decision.ruleType;
      result.entitlement = undefined;
      clearUsage(result);
      this.#fill(result, matched, at, c, u, undefined);
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
    const read = options ? readOptions(options) : undefined;
    const f = Handle.entityOf(flag, this.#entities.flags);
    const c = this.#entities.optional(company, this.#entities.companies);
    const u = this.#entities.optional(user, this.#entities.users);
    if (read?.err !== undefined) return (f.outcomes[0] as Outcome).decision;
    const matched = read ? this.#matchWith(f, c, u, 0, read) : this.#match(f, c, u, 0, undefined);
    const { decision } = matched;
    if (this.#arena.words[(this.#exchange + L.O_POLICY) >>> 2] === 0) return decision;
    const reason = this.#results.spendReason(this.#exchange, c, u) ?? decision.reason;
    return Object.freeze({ ...decision, reason });
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
