import { Arena, memoryLimit } from "./arena";
import { COMPANY, FLAG, PERIODS, periodCode, RULE_TYPES, resetCode, UNKNOWN, USER } from "./codes";
import { isInteger, Refusal, struct, type Wire } from "./encode/check";
import { type Encoded, encodeCompany, encodeFlag, encodeUser } from "./encode/entities";
import { ENTITLEMENT as ENTITLEMENT_ORDER } from "./encode/orders";
import { toEntitlement } from "./entitlement";
import { RulesEngineError } from "./errors";
import { FREED, Handle, type HandleOwner, type Outcome, ruleOutcome, type Token } from "./handles";
import { type CheckedOptions, checkOptions, setPreflight } from "./options";
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

const ENCODERS = { flag: encodeFlag, company: encodeCompany, user: encodeUser } as const;
const CODES = { flag: FLAG, company: COMPANY, user: USER } as const;

const FAULT_SYNTAX = 1;
const FAULT_ENTITY = 2;

/** Words of an entity's block. */
const K_ID = 1;
const K_KEY = 10;
const K_DEFAULT = 11;
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
  readonly #exchange: number;
  readonly #flagToken: Token = { kind: "flag" };
  readonly #companyToken: Token = { kind: "company" };
  readonly #userToken: Token = { kind: "user" };
  readonly #owner: HandleOwner;
  readonly #forgotten: FinalizationRegistry<number> | undefined;
  #busy = false;

  /** Use `loadRulesEngine()`, which compiles the module once. */
  constructor(module: WebAssembly.Module, options: RulesEngineOptions = {}) {
    this.versionKey = options.versionKey ?? VERSION_KEY;
    this.#exports = startEngine(module, options.maxMemoryBytes);
    this.#arena = new Arena(this.#exports);
    this.#exchange = this.#exports.exchangeArea() >>> 2;
    this.#owner = { release: (handle) => this.#release(handle) };
    if (typeof FinalizationRegistry !== "undefined") {
      this.#forgotten = new FinalizationRegistry((address) => this.#exports.free(address));
    }
  }

  /**
   * Loads an entity and returns its handle. Text and bytes are JSON; an object is read now, but the
   * elements of its `entitlements` are kept by reference and must not be changed afterwards.
   *
   * @throws RulesEngineError `invalid_json`, `invalid_entity`, `memory_limit`
   */
  load(kind: EntityKind, entity: EntityInput): EngineHandle {
    if (this.#busy) {
      throw new RulesEngineError("reentrant", "An entity's getter called the engine that is reading it.");
    }
    const encode = ENCODERS[kind];
    if (encode === undefined) {
      throw new RulesEngineError(
        "invalid_entity",
        `kind must be "flag", "company" or "user", got ${String(kind)}.`,
      );
    }
    this.#busy = true;
    try {
      return this.#load(kind, entity);
    } catch (error) {
      if (!(error instanceof RulesEngineError && error.code === "memory_limit")) throw error;
      // Once more without the texts that are kept for later loads.
      this.#arena.settle();
      this.#arena.sweep();
      return this.#load(kind, entity);
    } finally {
      this.#busy = false;
      this.#arena.settle();
    }
  }

  #load(kind: EntityKind, entity: EntityInput): Handle {
    let encoded: Encoded | undefined;
    let address: number;
    if (typeof entity === "string" || entity instanceof Uint8Array) {
      address = this.#exports.parse(CODES[kind], this.#arena.write(entity)) >>> 0;
      this.#arena.refresh();
      if (address === 0) throw this.#parseError(kind, entity);
    } else {
      encoded = this.#encode(kind, entity);
      address = this.#exports.load(CODES[kind], this.#arena.size) >>> 0;
      this.#arena.refresh();
      if (address === 0) throw memoryLimit();
    }
    const token =
      kind === "flag" ? this.#flagToken : kind === "company" ? this.#companyToken : this.#userToken;
    const handle = new Handle(this.#owner, token, address, encoded ?? this.#describe(kind, address));
    this.#forgotten?.register(handle, address, handle);
    return handle;
  }

  #encode(kind: EntityKind, entity: object): Encoded {
    try {
      return ENCODERS[kind](this.#arena, entity);
    } catch (error) {
      if (error instanceof Refusal) throw refused(kind, error);
      throw error;
    }
  }

  /** What the host keeps of an entity that was parsed inside; its rules and entitlements are read when asked for. */
  #describe(kind: EntityKind, address: number): Encoded {
    const arena = this.#arena;
    const at = address >>> 2;
    return {
      id: arena.read((arena.words[at + K_ID] as number) >>> 0),
      key: kind === "flag" ? arena.read((arena.words[at + K_KEY] as number) >>> 0) : "",
      defaultValue: kind === "flag" && ((arena.words[at + K_DEFAULT] as number) & 1) === 1,
      rules: [],
      entitlements: undefined,
    };
  }

  /** Why text was refused. For the path of a wrong member it is read once more, as an object. */
  #parseError(kind: EntityKind, text: string | Uint8Array): RulesEngineError {
    const fault = this.#exports.parseFault();
    const at = this.#exports.parseFaultAt() >>> 0;
    this.#arena.settle();
    if (fault === FAULT_SYNTAX) {
      return new RulesEngineError("invalid_json", `The ${kind} is no JSON at byte ${at}.`);
    }
    if (fault !== FAULT_ENTITY) return memoryLimit();
    try {
      this.#encode(kind, JSON.parse(typeof text === "string" ? text : new TextDecoder().decode(text)));
    } catch (error) {
      if (error instanceof RulesEngineError && error.code === "invalid_entity") return error;
    }
    return new RulesEngineError(
      "invalid_entity",
      `The ${kind} has a member that is given twice or is of a wrong type at byte ${at}.`,
    );
  }

  #release(handle: Handle): void {
    this.#forgotten?.unregister(handle);
    this.#exports.free(handle.address);
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
    const seconds = this.#exports.resetAt(company.address, period, now ?? Date.now());
    if (Number.isNaN(seconds)) return undefined;
    const nanos = this.#arena.words[this.#exchange + X_NANOS] as number;
    return new Date(seconds * 1000 + Math.floor(nanos / 1e6));
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
    const metrics = change?.metrics ?? [];
    const balances = Object.entries(change?.creditBalances ?? {});
    for (const metric of metrics) checkMetric(metric);
    for (const [credit, balance] of balances) {
      if (typeof balance !== "number" || !Number.isFinite(balance)) {
        throw new RulesEngineError("invalid_patch", `creditBalances.${credit} must be a finite number.`);
      }
    }
    for (const metric of metrics) {
      const period = periodCode(metric.period);
      const reset = resetCode(metric.month_reset);
      if (period === UNKNOWN || reset === UNKNOWN) continue;
      const event = this.#arena.pinned(metric.event_subtype);
      this.#arena.split(metric.value);
      const { low, high } = this.#arena;
      this.#stored(this.#exports.setMetric(company.address, event, period + 4 * reset, low, high));
    }
    for (const [credit, balance] of balances) {
      this.#stored(this.#exports.setCredit(company.address, this.#arena.pinned(credit), balance));
    }
    if (metrics.length > 0) company.metricsPatched = true;
    if (balances.length > 0) company.creditsPatched = true;
    company.entitlements = [];
    this.#arena.settle();
  }

  #stored(done: number): void {
    this.#arena.refresh();
    if (done === 0) {
      throw new RulesEngineError(
        "memory_limit",
        "The engine's memory is full; free handles or raise maxMemoryBytes.",
      );
    }
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

function checkMetric(metric: {
  event_subtype: string;
  period: string;
  month_reset: string;
  value: number;
}): void {
  if (
    typeof metric !== "object" ||
    metric === null ||
    typeof metric.event_subtype !== "string" ||
    typeof metric.period !== "string" ||
    typeof metric.month_reset !== "string" ||
    !isInteger(metric.value)
  ) {
    throw new RulesEngineError(
      "invalid_patch",
      "metrics must be a list of { event_subtype, period, month_reset, value } with an integer value.",
    );
  }
}

const NULL_BYTES = [110, 117, 108, 108];

/** Absent is also what the published engine takes for it: empty text and the text `null`. */
function isAbsent(entity: EntityInput | null | undefined): entity is null | undefined {
  if (entity === undefined || entity === null || entity === "" || entity === "null") return true;
  if (!(entity instanceof Uint8Array)) return false;
  return entity.length === 0 || (entity.length === 4 && NULL_BYTES.every((byte, i) => entity[i] === byte));
}

function refused(kind: EntityKind, refusal: Refusal): RulesEngineError {
  const path =
    refusal.path === "" ? kind : `${kind}${refusal.path.startsWith("[") ? "" : "."}${refusal.path}`;
  return new RulesEngineError("invalid_entity", `${path} ${refusal.message}.`);
}
