import { Arena } from "./arena";
import type { Wire } from "./check";
import { combinationOf } from "./codes";
import { toEntitlement } from "./entitlement";
import { Handle, type HandleOwner, misused, NO_MATCH, type Outcome, outcome, wellFormed } from "./handles";
import { isAbsent, Loader } from "./loader";
import { setPreflight } from "./options";
import { applyPatch } from "./patch";
import { ENTITLEMENT, PERIOD, RULE_TYPE, Schema } from "./schema";
import type {
  Decision,
  EngineCompanyPatch,
  EngineHandle,
  EntityInput,
  EntityKind,
  EvaluateOptions,
  FeatureEntitlement,
  FlagResolution,
  RulesEngineOptions,
  RulesEngineStats,
} from "./types";
import { type EngineExports, startEngine } from "./wasm";

/** The schema version of the rules that this engine was built for. */
export const VERSION_KEY: string = "4b54a537";

/** Word of a company's block: where its entitlements' JSON is listed. */
const K_RAW = 22;

/** Codes of conditions on metrics. */
const METRIC = 3;
const METRIC_TRAIT = 6;

/** Words of the exchange area. */
const X_RULE = 0;
const X_ENTITLEMENT = 1;
const X_PERIOD = 2;
const X_NANOS = 3;
/** In the table, whose records are like it: which flag to evaluate, then the answer's code. */
const X_CODE = 3;
/** Doubles of it. */
const X_ALLOCATION = 2;
const X_USAGE = 3;

/** Records of the table, and words of each. */
const TABLE_RECORDS = 128;
const RECORD_WORDS = 8;

const NO_USAGE = {
  featureAllocation: undefined,
  featureUsage: undefined,
  featureUsageEvent: undefined,
  featureUsagePeriod: undefined,
  featureUsageResetAt: undefined,
};

type Answer = { [K in keyof FlagResolution]: FlagResolution[K] | undefined };

/** The rules engine: entities are loaded once and evaluated by handle. */
export class RulesEngine {
  readonly versionKey: string;
  readonly #exports: EngineExports;
  readonly #arena: Arena;
  readonly #schema: Schema;
  readonly #loader: Loader;
  readonly #exchange: number;
  readonly #table: number;
  readonly #flags: HandleOwner = this.#owner("flag");
  readonly #companies: HandleOwner = this.#owner("company");
  readonly #users: HandleOwner = this.#owner("user");
  readonly #forgotten: FinalizationRegistry<number> | undefined;

  /**
   * Use `loadRulesEngine()`, which compiles the module once. A `WebAssembly.Module`: that name is in the
   * types of the DOM alone, which programs for Node need not have.
   */
  constructor(module: object, options: RulesEngineOptions = {}) {
    this.versionKey = options.versionKey ?? VERSION_KEY;
    this.#exports = startEngine(module, options.maxMemoryBytes);
    this.#arena = new Arena(this.#exports);
    this.#schema = new Schema(this.#exports);
    this.#loader = new Loader(this.#arena, this.#schema);
    this.#exchange = this.#exports.exchangeArea() >>> 2;
    this.#table = this.#exports.tableArea() >>> 2;
    if (typeof FinalizationRegistry !== "undefined") {
      this.#forgotten = new FinalizationRegistry((address) => this.#free(address));
    }
  }

  /**
   * Loads an entity and returns its handle. Text and bytes are JSON; an object is read now, but the
   * elements of its `entitlements` are kept by reference and must not be changed afterwards.
   *
   * @throws RulesEngineError `invalid_json`, `invalid_entity`, `memory_limit`
   */
  load(kind: EntityKind, entity: EntityInput): EngineHandle {
    const { address, encoded } = this.#loader.load(kind, entity);
    const owner = kind === "flag" ? this.#flags : kind === "company" ? this.#companies : this.#users;
    const handle = new Handle(owner, address, encoded);
    this.#forgotten?.register(handle, address, handle);
    return handle;
  }

  #free(address: number): void {
    this.#exports.free(address);
    this.#arena.refresh();
  }

  #release(handle: Handle): void {
    this.#forgotten?.unregister(handle);
    this.#free(handle.address);
    handle.owner = undefined;
    handle.outcomes = [];
    handle.entitlements = [];
  }

  #owner(kind: EntityKind): HandleOwner {
    return { kind, release: (handle) => this.#release(handle) };
  }

  #own(handle: EngineHandle, owner: HandleOwner): Handle {
    const own = handle as Handle | undefined;
    if (own?.owner === owner) return own;
    throw misused(handle, owner);
  }

  #optional(handle: EngineHandle | null | undefined, owner: HandleOwner): Handle | undefined {
    return handle === undefined || handle === null ? undefined : this.#own(handle, owner);
  }

  /**
   * The answer for a flag, a company and a user by their handles.
   *
   * @throws RulesEngineError `freed_handle`, `foreign_handle`, `invalid_options`
   */
  evaluate(
    flag: EngineHandle,
    company?: EngineHandle | null,
    user?: EngineHandle | null,
    options?: EvaluateOptions | null,
  ): FlagResolution {
    const f = this.#own(flag, this.#flags);
    const c = this.#optional(company, this.#companies);
    const u = this.#optional(user, this.#users);
    const err = options ? setPreflight(this.#arena, options) : undefined;
    const matched = err === undefined ? this.#match(f, c, u, options, 1) : (f.outcomes[0] as Outcome);
    const { decision } = matched;
    const { words } = this.#arena;
    const place = err === undefined ? (words[this.#exchange + X_ENTITLEMENT] as number) : 0;
    const result: Answer = {
      value: decision.value,
      reason: decision.reason,
      flagKey: f.key,
      flagId: f.id,
      companyId: c === undefined ? undefined : c.id,
      userId: u === undefined ? undefined : u.id,
      ruleId: decision.ruleId,
      ruleType: decision.ruleType,
      entitlement:
        place === 0 || c === undefined ? undefined : (c.entitlements[place] ?? this.#entitlement(c, place)),
      featureAllocation: undefined,
      featureUsage: undefined,
      featureUsageEvent: undefined,
      featureUsagePeriod: undefined,
      featureUsageResetAt: undefined,
    };
    if (matched.usage !== 0 && c !== undefined)
      this.#tellUsage(result, matched, c, this.#exchange, options?.now);
    if (err !== undefined) {
      result.reason = NO_MATCH;
      result.err = err;
    }
    return result as FlagResolution;
  }

  /**
   * As `evaluate` for each of the flags, without options, in one call of the engine for up to 128 of them. Each
   * answer is given to `take`, whose results are answered in the order of the flags. All answers come in one
   * object: `take` copies what it keeps, and does not call the engine.
   *
   * @throws RulesEngineError `freed_handle`, `foreign_handle`; what `take` throws
   */
  evaluateAll<T>(
    flags: readonly EngineHandle[],
    take: (answer: FlagResolution) => T,
    company?: EngineHandle | null,
    user?: EngineHandle | null,
  ): T[] {
    const c = this.#optional(company, this.#companies);
    const u = this.#optional(user, this.#users);
    const arena = this.#arena;
    const answer: Answer = {
      value: false,
      reason: "",
      flagKey: "",
      flagId: undefined,
      companyId: c === undefined ? undefined : c.id,
      userId: u === undefined ? undefined : u.id,
      ruleId: undefined,
      ruleType: undefined,
      entitlement: undefined,
      featureAllocation: undefined,
      featureUsage: undefined,
      featureUsageEvent: undefined,
      featureUsagePeriod: undefined,
      featureUsageResetAt: undefined,
    };
    // Of its size at once: growing it costs as much as some of the evaluations.
    const results = new Array<T>(flags.length);
    for (let from = 0; from < flags.length; from += TABLE_RECORDS) {
      const end = Math.min(from + TABLE_RECORDS, flags.length);
      for (let i = from, at = this.#table + X_CODE; i < end; i++, at += RECORD_WORDS)
        arena.words[at] = this.#own(flags[i] as EngineHandle, this.#flags).address;
      this.#exports.evaluateAll(end - from, c ? c.address : 0, u ? u.address : 0);
      for (let i = from, at = this.#table; i < end; i++, at += RECORD_WORDS) {
        const f = flags[i] as Handle;
        const matched = this.#outcome(arena.words[at + X_CODE] as number, at, f, c, u);
        const { decision } = matched;
        answer.value = decision.value;
        answer.reason = decision.reason;
        answer.flagKey = f.key;
        answer.flagId = f.id;
        answer.ruleId = decision.ruleId;
        answer.ruleType = decision.ruleType;
        if (answer.featureUsage !== undefined) Object.assign(answer, NO_USAGE);
        if (matched.usage !== 0 && c !== undefined) this.#tellUsage(answer, matched, c, at);
        const place = arena.words[at + X_ENTITLEMENT] as number;
        answer.entitlement =
          place === 0 || c === undefined ? undefined : (c.entitlements[place] ?? this.#entitlement(c, place));
        results[i] = take(answer as FlagResolution);
      }
    }
    return results;
  }

  /** Usage as the record at `at` tells it. */
  #tellUsage(result: Answer, { usage, event }: Outcome, company: Handle, at: number, now?: number): void {
    const { words, doubles } = this.#arena;
    result.featureAllocation = doubles[(at >> 1) + X_ALLOCATION];
    result.featureUsage = doubles[(at >> 1) + X_USAGE];
    if (usage !== 1) return;
    const period = words[at + X_PERIOD] as number;
    result.featureUsageEvent = event;
    result.featureUsagePeriod = this.#schema.enumerations[PERIOD]?.names[period & 15];
    if ((period & 15) !== 0) result.featureUsageResetAt = this.#resetAt(company, period, now);
  }

  /**
   * As `evaluate`, but allocates nothing: the answer is the prepared decision of the rule that matched, or of
   * the flag's default. With a negative preflight it is the default.
   */
  decide(
    flag: EngineHandle,
    company?: EngineHandle | null,
    user?: EngineHandle | null,
    options?: EvaluateOptions | null,
  ): Decision {
    const f = this.#own(flag, this.#flags);
    const c = this.#optional(company, this.#companies);
    const u = this.#optional(user, this.#users);
    if (options && setPreflight(this.#arena, options) !== undefined)
      return (f.outcomes[0] as Outcome).decision;
    return this.#match(f, c, u, options, 0).decision;
  }

  /** Evaluates. The engine's answer is 0 for the flag's default, else source (from bit 28) and place of a rule. */
  #match(f: Handle, c: Handle | undefined, u: Handle | undefined, options: unknown, full: number): Outcome {
    const code = this.#exports.evaluate(f.address, c ? c.address : 0, u ? u.address : 0, full);
    if (options) this.#exports.clearPreflight();
    return this.#outcome(code, this.#exchange, f, c, u);
  }

  /** What the engine's answer stands for; the record at `at` tells which rule it is. */
  #outcome(code: number, at: number, f: Handle, c: Handle | undefined, u: Handle | undefined): Outcome {
    const source = code >>> 28;
    const handle = source === 0 ? f : ((source === 1 ? c : u) as Handle);
    const place = code & 0xfffffff;
    return handle.outcomes[place] ?? this.#newOutcome(handle, place, at);
  }

  #newOutcome(handle: Handle, place: number, at: number): Outcome {
    const arena = this.#arena;
    arena.refresh();
    const { words } = arena;
    const rule = (words[at + X_RULE] as number) >>> 2;
    const condition = (words[rule + 6] as number) >>> 2;
    const code = (words[condition] as number) & 255;
    const event =
      condition !== 0 && (code === METRIC || code === METRIC_TRAIT)
        ? (words[condition + 1] as number) & ~15
        : 0;
    const ruleId = wellFormed(handle.rules[place * 2 - 2] ?? arena.read(words[rule + 8] as number));
    const name = handle.rules[place * 2 - 1] ?? arena.read(words[rule + 9] as number);
    const ruleType = this.#schema.enumerations[RULE_TYPE]?.names[words[rule + 1] as number] as string;
    const reason = wellFormed(`Matched ${ruleType.replaceAll("_", " ")} rule "${name}" (${ruleId})`);
    const made = outcome(
      { value: words[rule + 10] === 1, reason, ruleId, ruleType },
      condition === 0 ? 0 : event === 0 ? 2 : 1,
      event === 0 ? undefined : arena.read(event),
    );
    handle.outcomes[place] = made;
    return made;
  }

  #entitlement(company: Handle, place: number): FeatureEntitlement {
    const { address } = company;
    const wire = company.wireEntitlements?.[place - 1] ?? this.#parsedEntitlement(company, place);
    const made = toEntitlement(wire, this.#schema.structs[ENTITLEMENT]?.names ?? []);
    if (company.metricsPatched && made.eventName !== undefined) {
      const event = this.#arena.pinned(made.eventName);
      const combination = combinationOf(made.metricPeriod, made.monthReset);
      const usage = combination === undefined ? NaN : this.#exports.metric(address, event, combination);
      if (!Number.isNaN(usage)) made.usage = usage;
    }
    if (company.creditsPatched && made.creditId !== undefined) {
      const balance = this.#exports.credit(address, this.#arena.pinned(made.creditId));
      if (!Number.isNaN(balance)) made.creditRemaining = balance;
    }
    company.entitlements[place] = Object.freeze(made);
    return made;
  }

  /** An entitlement whose JSON the engine has kept. */
  #parsedEntitlement(company: Handle, place: number): Wire {
    const arena = this.#arena;
    arena.refresh();
    const entry = ((arena.words[(company.address >>> 2) + K_RAW] as number) >>> 2) + (place - 1) * 2;
    return JSON.parse(arena.readAt(arena.words[entry] as number, arena.words[entry + 1] as number));
  }

  #resetAt(company: Handle, period: number, now: number | undefined): Date | undefined {
    const at = now ?? Date.now();
    if (period === company.resetPeriod && at >= company.resetFrom && at < company.resetTime) {
      return new Date(company.resetTime);
    }
    const seconds = this.#exports.resetAt(company.address, period, at);
    if (Number.isNaN(seconds)) return undefined;
    const nanos = this.#arena.words[this.#exchange + X_NANOS] as number;
    const time = seconds * 1000 + Math.floor(nanos / 1e6);
    company.resetPeriod = period;
    company.resetFrom = at;
    company.resetTime = time;
    return new Date(time);
  }

  /**
   * Changes metrics and credit balances of a loaded company in place. Its entitlements follow: `usage` the
   * metric of their event, `creditRemaining` the balance of their credit.
   *
   * @throws RulesEngineError `invalid_patch` (nothing is changed), `freed_handle`, `foreign_handle`, `memory_limit`
   */
  patch(handle: EngineHandle, change: EngineCompanyPatch): void {
    applyPatch(this.#arena, this.#own(handle, this.#companies), change);
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
    const handles: EngineHandle[] = [];
    const load = (kind: EntityKind, entity: EntityInput): EngineHandle => {
      const handle = this.load(kind, entity);
      handles.push(handle);
      return handle;
    };
    try {
      const f = load("flag", flag);
      const c = isAbsent(company) ? undefined : load("company", company);
      return this.evaluate(f, c, isAbsent(user) ? undefined : load("user", user), options);
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
