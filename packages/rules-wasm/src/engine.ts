import * as L from "../assembly/layout";
import { Arena } from "./arena";
import { Entities } from "./entities";
import { Handle, type LoadedEntity, NO_MATCH, type Outcome } from "./handles";
import { isAbsent } from "./loader";
import { type ReadOptions, readOptions, writePreflight } from "./options";
import { applyPatch, readPatch } from "./patch";
import { type Result, Results, resultOf, setDecision } from "./results";
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

/** True if a result of the pair may report a spend policy. */
function hasPolicies(company: MaybeEntity, user: MaybeEntity): boolean {
  return company?.hasPolicies === true || user?.hasPolicies === true;
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
    const read = options ? readOptions(options) : undefined;
    const f = Handle.entityOf(flag, this.#entities.flags);
    const c = this.#entities.optional(company, this.#entities.companies);
    const u = this.#entities.optional(user, this.#entities.users);
    if (read?.err !== undefined) {
      const refused = resultOf(f, f.outcomes[0] as Outcome, c, u);
      return { ...refused, reason: NO_MATCH, err: read.err } as FlagResolution;
    }
    const matched = this.#match(f, c, u, L.MODE_FULL, read);
    const result = resultOf(f, matched, c, u);
    this.#fill(result, matched, this.#exchange, c, u, read?.now);
    return result as FlagResolution;
  }

  /** Adds what a result says of usage, entitlement and spend policy. */
  #fill(result: Result, matched: Outcome, at: number, c: MaybeEntity, u: MaybeEntity, now: MaybeTime): void {
    if (hasPolicies(c, u)) this.#results.setPolicy(result, at, c, u);
    if (c === undefined) return;
    const place = this.#arena.words[(at + L.O_ENTITLEMENT) >>> 2] as number;
    if (matched.usage !== 0) this.#results.setUsage(result, matched, c, at, now);
    if (place !== 0) result.entitlement = c.entitlements[place] ?? this.#results.entitlement(c, place);
  }

  /** Evaluates in the engine, which writes its result to the exchange area. */
  #match(
    f: LoadedEntity,
    c: MaybeEntity,
    u: MaybeEntity,
    mode: number,
    read: ReadOptions | undefined,
  ): Outcome {
    this.#entities.assertIdle();
    if (c?.usesClock || u?.usesClock) this.#exports.setClock(read?.now ?? Date.now());
    if (read?.isUse) return this.#matchUse(f, c, u, mode, read);
    const code = this.#exports.evaluate(f.address, c ? c.address : 0, u ? u.address : 0, mode);
    return this.#outcome(code, f, c, u);
  }

  /** The same with a preflight. */
  #matchUse(f: LoadedEntity, c: MaybeEntity, u: MaybeEntity, mode: number, read: ReadOptions): Outcome {
    try {
      writePreflight(this.#arena, read, (use) => this.#entities.withDraft(use));
      const withUse = mode | L.MODE_PREFLIGHT;
      const code = this.#exports.evaluate(f.address, c ? c.address : 0, u ? u.address : 0, withUse);
      return this.#outcome(code, f, c, u);
    } finally {
      this.#arena.settle();
    }
  }

  /** Most outcomes are those of the flag's own rules and have been made before. */
  #outcome(code: number, f: LoadedEntity, c: MaybeEntity, u: MaybeEntity): Outcome {
    const known = code >>> L.PLACE_BITS === 0 ? f.outcomes[code] : undefined;
    return known ?? this.#results.outcome(code, this.#exchange, f, c, u);
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
        this.#evaluatePart(entities, from, results, take, c, u);
      }
    });
    return results;
  }

  /** Evaluates as many flags as the table holds, beginning with the one at `from`. */
  #evaluatePart<T>(
    flags: readonly LoadedEntity[],
    from: number,
    results: T[],
    take: (result: FlagResolution) => T,
    c: MaybeEntity,
    u: MaybeEntity,
  ): void {
    const end = Math.min(from + L.TABLE_RECORDS, flags.length);
    const { words } = this.#arena;
    for (let i = from, at = this.#table; i < end; i++, at += L.RESULT_BYTES) {
      words[(at + L.O_CODE) >>> 2] = (flags[i] as LoadedEntity).address;
    }
    this.#exports.evaluateAll(end - from, c ? c.address : 0, u ? u.address : 0);
    let result: Result | undefined;
    for (let i = from, at = this.#table; i < end; i++, at += L.RESULT_BYTES) {
      const flag = flags[i] as LoadedEntity;
      const matched = this.#results.outcome(words[(at + L.O_CODE) >>> 2] as number, at, flag, c, u);
      result ??= resultOf(flag, matched, c, u);
      setDecision(result, flag, matched);
      this.#fill(result, matched, at, c, u, undefined);
      results[i] = take(result as FlagResolution);
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
    const { decision } = this.#match(f, c, u, 0, read);
    const reason = hasPolicies(c, u) ? this.#results.spendReason(this.#exchange, c, u) : undefined;
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
