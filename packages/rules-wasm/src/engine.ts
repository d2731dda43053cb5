import { Arena } from "./arena";
import { PERIODS, periodCode, RULE_TYPES, resetCode } from "./codes";
import { struct, type Wire } from "./encode/check";
import { ENTITLEMENT as ENTITLEMENT_ORDER } from "./encode/orders";
import { toEntitlement } from "./entitlement";
import { RulesEngineError } from "./errors";
import { FREED, Handle, type HandleOwner, type Outcome, ruleOutcome, type Token } from "./handles";
import { isAbsent, Loader } from "./loader";
import { type CheckedOptions, checkOptions, setPreflight } from "./options";
import { applyPatch } from "./patch";
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

/** Words of the exchange area. */
const X_RULE = 0;
const X_ENTITLEMENT = 1;
const X_PERIOD = 2;
const X_NANOS = 3;
const X_ALLOCATION = 2;
const X_USAGE = 3;

/** The rules engine: entities are loaded once and evaluated by handle. */
export class RulesEngine {
  readonly versionKey: string;
  readonly #exports: EngineExports;
  readonly #arena: Arena;
  readonly #loader: Loader;
  readonly #exchange: number;
  readonly #flagToken: Token = { kind: "flag" };
  readonly #companyToken: Token = { kind: "company" };
  readonly #userToken: Token = { kind: "user" };
  readonly #owner: HandleOwner;
  readonly #forgotten: FinalizationRegistry<number> | undefined;

  /**
   * Use `loadRulesEngine()`, which compiles the module once. A `WebAssembly.Module`: that name is in the
   * types of the DOM alone, which programs for Node need not have.
   */
  constructor(module: object, options: RulesEngineOptions = {}) {
    this.versionKey = options.versionKey ?? VERSION_KEY;
    this.#exports = startEngine(module, options.maxMemoryBytes);
    this.#arena = new Arena(this.#exports);
    this.#loader = new Loader(this.#arena);
    this.#exchange = this.#exports.exchangeArea() >>> 2;
    this.#owner = { release: (handle) => this.#release(handle) };
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
    const token =
      kind === "flag" ? this.#flagToken : kind === "company" ? this.#companyToken : this.#userToken;
    const handle = new Handle(this.#owner, token, address, encoded);
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
    handle.token = FREED;
    handle.address = 0;
    handle.outcomes = [];
    handle.entitlements = [];
  }

  #misused(handle: unknown, kind: EntityKind): RulesEngineError {
    if (handle instanceof Handle && handle.token === FREED) {
      return new RulesEngineError(
        "freed_handle",
        `The ${handle.kind} handle was freed: load the entity again.`,
      );
    }
    return new RulesEngineError("foreign_handle", `Expected a ${kind} handle of this engine.`);
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
    const f = flag as Handle;
    if (f?.token !== this.#flagToken) throw this.#misused(flag, "flag");
    let c: Handle | undefined;
    let companyAddress = 0;
    if (company !== undefined && company !== null) {
      c = company as Handle;
      if (c.token !== this.#companyToken) throw this.#misused(company, "company");
      companyAddress = c.address;
    }
    let u: Handle | undefined;
    let userAddress = 0;
    if (user !== undefined && user !== null) {
      u = user as Handle;
      if (u.token !== this.#userToken) throw this.#misused(user, "user");
      userAddress = u.address;
    }
    let now: number | undefined;
    let code: number;
    if (options === undefined || options === null)
      code = this.#exports.evaluate(f.address, companyAddress, userAddress, 1);
    else {
      const checked = checkOptions(options);
      if (checked.err !== undefined) return refusal(f, c, u, checked.err);
      now = checked.now;
      code = this.#evaluateWith(checked, f.address, companyAddress, userAddress, 1);
    }
    const outcome = this.#outcome(code, f, c, u);
    const { words } = this.#arena;
    const exchange = this.#exchange;
    const place = words[exchange + X_ENTITLEMENT] as number;
    const result: Answer = {
      value: outcome.value,
      reason: outcome.reason,
      flagKey: f.key,
      flagId: f.id,
      companyId: c === undefined ? undefined : c.id,
      userId: u === undefined ? undefined : u.id,
      ruleId: outcome.ruleId,
      ruleType: outcome.ruleType,
      entitlement:
        place === 0 || c === undefined ? undefined : (c.entitlements[place] ?? this.#entitlement(c, place)),
      featureAllocation: undefined,
      featureUsage: undefined,
      featureUsageEvent: undefined,
      featureUsagePeriod: undefined,
      featureUsageResetAt: undefined,
    };
    if (outcome.usage !== 0 && c !== undefined) {
      const numbers = exchange >> 1;
      result.featureAllocation = this.#arena.doubles[numbers + X_ALLOCATION];
      result.featureUsage = this.#arena.doubles[numbers + X_USAGE];
      if (outcome.usage === 1) {
        const period = words[exchange + X_PERIOD] as number;
        result.featureUsageEvent = outcome.event;
        result.featureUsagePeriod = PERIODS[period & 15];
        if ((period & 15) !== 0) result.featureUsageResetAt = this.#resetAt(c, period, now);
      }
    }
    return result as FlagResolution;
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
    const f = flag as Handle;
    if (f?.token !== this.#flagToken) throw this.#misused(flag, "flag");
    let c: Handle | undefined;
    let companyAddress = 0;
    if (company !== undefined && company !== null) {
      c = company as Handle;
      if (c.token !== this.#companyToken) throw this.#misused(company, "company");
      companyAddress = c.address;
    }
    let u: Handle | undefined;
    let userAddress = 0;
    if (user !== undefined && user !== null) {
      u = user as Handle;
      if (u.token !== this.#userToken) throw this.#misused(user, "user");
      userAddress = u.address;
    }
    if (options === undefined || options === null) {
      return this.#outcome(this.#exports.evaluate(f.address, companyAddress, userAddress, 0), f, c, u)
        .decision;
    }
    const checked = checkOptions(options);
    if (checked.err !== undefined) return (f.outcomes[0] as Outcome).decision;
    const code = this.#evaluateWith(checked, f.address, companyAddress, userAddress, 0);
    return this.#outcome(code, f, c, u).decision;
  }

  #evaluateWith(options: CheckedOptions, flag: number, company: number, user: number, full: number): number {
    if (!options.preflight) return this.#exports.evaluate(flag, company, user, full);
    setPreflight(this.#arena, options);
    const code = this.#exports.evaluate(flag, company, user, full);
    this.#exports.clearPreflight();
    return code;
  }

  /** The outcome that evaluation named: 0 is the flag's default, else source (from bit 28) and place of a rule. */
  #outcome(code: number, flag: Handle, company: Handle | undefined, user: Handle | undefined): Outcome {
    const source = code >>> 28;
    const handle = source === 0 ? flag : source === 1 ? (company as Handle) : (user as Handle);
    return handle.outcomes[code & 0xfffffff] ?? this.#newOutcome(handle, code & 0xfffffff);
  }

  #newOutcome(handle: Handle, place: number): Outcome {
    const arena = this.#arena;
    arena.refresh();
    const rule = (arena.words[this.#exchange + X_RULE] as number) >>> 2;
    const condition = (arena.words[rule + 6] as number) >>> 2;
    const event = condition === 0 ? 0 : (arena.words[condition + 10] as number) >>> 0;
    const at = (place - 1) * 3;
    const made = ruleOutcome(
      handle.rules[at] ?? arena.read((arena.words[rule + 8] as number) >>> 0),
      handle.rules[at + 1] ?? arena.read((arena.words[rule + 9] as number) >>> 0),
      RULE_TYPES[arena.words[rule + 1] as number] ?? "",
      {
        value: arena.words[rule + 10] === 1,
        usage: condition === 0 ? 0 : event === 0 ? 2 : 1,
        event: event === 0 ? undefined : arena.read(event),
      },
    );
    handle.outcomes[place] = made;
    return made;
  }

  #entitlement(company: Handle, place: number): FeatureEntitlement | undefined {
    const wire = company.wireEntitlements?.[place - 1] ?? this.#parsedEntitlement(company, place);
    const made = toEntitlement(wire);
    if (company.metricsPatched && made.eventName !== undefined) {
      const combination =
        periodCode(made.metricPeriod ?? "all_time") + 4 * resetCode(made.monthReset ?? "first_of_month");
      const usage = this.#exports.metric(company.address, this.#arena.pinned(made.eventName), combination);
      if (!Number.isNaN(usage)) made.usage = usage;
    }
    if (company.creditsPatched && made.creditId !== undefined) {
      const balance = this.#exports.credit(company.address, this.#arena.pinned(made.creditId));
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
    const text = arena.readAt((arena.words[entry] as number) >>> 0, arena.words[entry + 1] as number);
    return struct(JSON.parse(text), ENTITLEMENT_ORDER);
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
    const company = handle as Handle;
    if (company?.token !== this.#companyToken) throw this.#misused(handle, "company");
    applyPatch(this.#arena, company, change);
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
    try {
      const f = this.load("flag", flag);
      handles.push(f);
      let c: EngineHandle | undefined;
      if (!isAbsent(company)) {
        c = this.load("company", company);
        handles.push(c);
      }
      let u: EngineHandle | undefined;
      if (!isAbsent(user)) {
        u = this.load("user", user);
        handles.push(u);
      }
      return this.evaluate(f, c, u, options);
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

type Answer = { [K in keyof FlagResolution]: FlagResolution[K] | undefined };

function refusal(
  flag: Handle,
  company: Handle | undefined,
  user: Handle | undefined,
  err: string,
): FlagResolution {
  return {
    value: (flag.outcomes[0] as Outcome).value,
    reason: "No rules matched; default value for flag",
    flagKey: flag.key,
    flagId: flag.id,
    ...(company && { companyId: company.id }),
    ...(user && { userId: user.id }),
    err,
  };
}
