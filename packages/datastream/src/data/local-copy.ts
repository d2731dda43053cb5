import type { EngineHandle, EvaluationContext, LocalAnswer, Preflight, RulesEngine } from "@schematic/core";
import { asEntity, asFlag, type WireEntity, type WireFlag } from "../wire/messages";
import { Compactor } from "./compact";
import { CONFLICT, type EntityRecord, EntityStore, FRESH } from "./entity-store";
import { FlagRecord, FlagStore } from "./flag-store";
import { type AmountChange, applyPlan, countEvent, planPartial } from "./partial";

/** What the local copy tells its owner. None of these may throw. */
export interface LocalCopyListener {
  /** A flag's definition changed, came or went. */
  flagChanged(key: string): void;
  /** An entity came or changed; `oldKeys` where its keys may be others now. */
  entityChanged(record: EntityRecord, kind: "company" | "user", oldKeys?: Record<string, string>): void;
  /** The server deleted an entity. */
  entityDeleted(record: EntityRecord, kind: "company" | "user"): void;
  /** An entity had to make room for another one. */
  evicted(record: EntityRecord, kind: "company" | "user"): void;
  /** Something that is not what it should be was left out; the last good version stays. */
  rejected(what: string, error: unknown): void;
}

export interface LocalCopyOptions {
  readonly maxEntities: number;
  /** Answers older than this (ms) are not given; `undefined` = any age. */
  readonly maxStaleness: number | undefined;
  /** Monotonic time, ms. */
  readonly now: () => number;
  readonly listener: LocalCopyListener;
}

type Keys = Record<string, string> | null | undefined;

/** Nothing was asked for: no keys. */
const NOBODY: unique symbol = Symbol("nobody");
type Found = EntityRecord | typeof CONFLICT | typeof NOBODY | undefined;

/** A company and a user that a context led to. */
export interface Subjects {
  company: Found;
  user: Found;
}

/** Flags, companies and users in memory, and the engine that evaluates them. No I/O and no timers. */
export class LocalCopy {
  readonly flags: FlagStore;
  readonly companies: EntityStore;
  readonly users: EntityStore;
  engine: RulesEngine | undefined;
  /** When the flags ceased to be kept true (monotonic, ms), `FRESH`, or `undefined` before the first load. */
  flagsStaleSince: number | undefined;
  /** Whether a full list came: then a flag that is not here does not exist. */
  flagsComplete = false;
  readonly #options: LocalCopyOptions;
  readonly #compactor = new Compactor();

  constructor(options: LocalCopyOptions) {
    const { listener, maxEntities } = options;
    this.#options = options;
    this.flags = new FlagStore((key) => listener.flagChanged(key));
    this.companies = new EntityStore("company", maxEntities, (one) => listener.evicted(one, "company"));
    this.users = new EntityStore("user", maxEntities, (one) => listener.evicted(one, "user"));
  }

  store(kind: "company" | "user"): EntityStore {
    return kind === "company" ? this.companies : this.users;
  }

  /** What the context's keys lead to, looked up once for any number of flags. */
  subjects(context: EvaluationContext): Subjects {
    return { company: lookUp(this.companies, context.company), user: lookUp(this.users, context.user) };
  }

  /** Answers a check; `undefined` where something is missing, refused or too old. Never throws. */
  evaluate(context: EvaluationContext, flagKey: string, preflight?: Preflight): LocalAnswer {
    const flag = this.flags.get(flagKey);
    if (flag === undefined) return undefined;
    return this.#answer(
      flag,
      lookUp(this.companies, context.company),
      lookUp(this.users, context.user),
      preflight,
    );
  }

  /** Several flags for one context; `undefined` where its company or user is missing. */
  evaluateAll(
    context: EvaluationContext,
    flagKeys: readonly string[] | undefined,
    preflight: Preflight | undefined,
  ): LocalAnswer[] | undefined {
    const { company, user } = this.subjects(context);
    if (company === undefined || user === undefined) return undefined;
    const records = flagKeys === undefined ? this.flags.all() : this.flags.list(flagKeys);
    const answers = new Array<LocalAnswer>(records.length);
    for (let i = 0; i < records.length; i++) {
      const flag = records[i];
      answers[i] = flag && this.#answer(flag, company, user, preflight);
    }
    return answers;
  }

  #answer(flag: FlagRecord, company: Found, user: Found, preflight: Preflight | undefined): LocalAnswer {
    const { engine, flagsStaleSince } = this;
    if (company === undefined || user === undefined || engine === undefined) return undefined;
    if (company === CONFLICT || user === CONFLICT) return this.#aged(conflictAnswer(flag), company, user);
    const flagHandle = flag.handle ?? this.#load(flag, () => this.flags.handleOf(flag, engine));
    const companyHandle =
      company === NOBODY ? undefined : (company.handle ?? this.#loadEntity(this.companies, company));
    const userHandle = user === NOBODY ? undefined : (user.handle ?? this.#loadEntity(this.users, user));
    if (flag.refused || (company !== NOBODY && company.refused) || (user !== NOBODY && user.refused))
      return undefined;
    let answer: LocalAnswer;
    try {
      answer = engine.evaluate(flagHandle as EngineHandle, companyHandle, userHandle, preflight);
    } catch (error) {
      this.#options.listener.rejected(`check of ${flag.flag.key}`, error);
      return undefined;
    }
    if (
      flagsStaleSince === FRESH &&
      (company === NOBODY || company.staleSince === FRESH) &&
      (user === NOBODY || user.staleSince === FRESH)
    ) {
      return answer;
    }
    return this.#aged(answer, company, user);
  }

  #loadEntity(store: EntityStore, record: EntityRecord): EngineHandle | undefined {
    const { engine } = this;
    return engine && this.#load(record, () => store.handleOf(record, engine));
  }

  /** The engine's copy; a version that it refuses is not offered again. */
  #load(record: FlagRecord | EntityRecord, load: () => EngineHandle): EngineHandle | undefined {
    if (record.refused) return undefined;
    try {
      return load();
    } catch (error) {
      record.refused = true;
      this.#options.listener.rejected(
        record instanceof FlagRecord ? `flag ${record.flag.key}` : record.id,
        error,
      );
      return undefined;
    }
  }

  /** Marks an answer with the age of its oldest part, or withholds it when that is too old. */
  #aged(answer: LocalAnswer, company: Found, user: Found): LocalAnswer {
    const since = [this.flagsStaleSince ?? FRESH, staleSince(company), staleSince(user)];
    const oldest = Math.min(...since.filter((one) => one !== FRESH));
    if (answer === undefined || oldest === Number.POSITIVE_INFINITY) return answer;
    const ageMs = Math.max(0, this.#options.now() - oldest);
    if (this.isTooOld(ageMs)) return undefined;
    answer.ageMs = ageMs;
    return answer;
  }

  isTooOld(ageMs: number): boolean {
    const { maxStaleness } = this.#options;
    return maxStaleness !== undefined && ageMs > maxStaleness;
  }

  /** Takes a full company or user. A version that the engine refuses leaves the last good one in place. */
  putEntity(kind: "company" | "user", data: unknown): EntityRecord | undefined {
    const entity = asEntity(data);
    if (entity === undefined) {
      this.#options.listener.rejected(`${kind} message`, undefined);
      return undefined;
    }
    this.#compactor.compact(entity);
    const store = this.store(kind);
    const known = store.byId(entity.id);
    if (known !== undefined) return this.#replace(store, known, entity) ? known : undefined;
    const record = store.put(entity);
    this.#options.listener.entityChanged(record, kind);
    return record;
  }

  #replace(store: EntityStore, record: EntityRecord, entity: WireEntity): boolean {
    let fresh: EngineHandle | undefined;
    if (record.handle !== undefined && this.engine !== undefined) {
      try {
        fresh = this.engine.load(store.kind, entity);
      } catch (error) {
        this.#options.listener.rejected(`${store.kind} ${entity.id}`, error);
        return false;
      }
    }
    record.handle?.free();
    record.handle = fresh;
    record.staleSince = FRESH;
    const oldKeys = record.rough.keys;
    store.replace(record, entity);
    this.#options.listener.entityChanged(record, store.kind, oldKeys);
    return true;
  }

  /** Applies a partial message; without its entity in memory it is passed over. */
  patchEntity(kind: "company" | "user", id: string | undefined, data: unknown): void {
    const store = this.store(kind);
    const named = id ?? (data as { id?: unknown } | null | undefined)?.id;
    const record = typeof named === "string" ? store.byId(named) : undefined;
    if (record === undefined) return;
    const plan = planPartial(kind, record.rough, data);
    if (plan === undefined) {
      this.#options.listener.rejected(`partial ${kind} message`, undefined);
      return;
    }
    if (plan.fields !== undefined) {
      // Not fresher than before: what else changed in an outage is still to come.
      const { staleSince } = record;
      if (this.#replace(store, record, applyPlan(record.entity, plan))) record.staleSince = staleSince;
    } else if (plan.metrics.length > 0 || plan.balances !== undefined) {
      record.change(plan);
      this.#patchEngine(record, plan);
      this.#options.listener.entityChanged(record, kind);
    }
  }

  #patchEngine(record: EntityRecord, change: AmountChange): void {
    if (record.handle === undefined || this.engine === undefined) return;
    const { metrics, balances } = change;
    try {
      this.engine.patch(
        record.handle,
        balances === undefined ? { metrics } : { metrics, creditBalances: balances },
      );
    } catch (error) {
      // The engine's copy may be behind now: it is made anew at the next check.
      record.handle.free();
      record.handle = undefined;
      this.#options.listener.rejected(`change of ${record.id}`, error);
    }
  }

  /** Forgets the company or user that a delete message names. */
  deleteEntity(kind: "company" | "user", id: string | undefined, data: unknown): void {
    const named = id ?? (data as { id?: unknown } | null | undefined)?.id;
    const store = this.store(kind);
    const record = typeof named === "string" ? store.byId(named) : undefined;
    if (record === undefined) return;
    store.remove(record);
    this.#options.listener.entityDeleted(record, kind);
  }

  /** Replaces all flags. Elements that are not flags are left out; a known flag's last version stays. */
  replaceFlags(list: readonly unknown[]): void {
    const flags: WireFlag[] = [];
    for (const one of list) {
      const flag = asFlag(one) ?? this.#lastGood(one);
      if (flag !== undefined) flags.push(flag);
    }
    this.flags.replaceAll(flags, this.engine, (flag, error) => {
      this.#options.listener.rejected(`flag ${flag.key}`, error);
    });
    this.flagsStaleSince = FRESH;
    this.flagsComplete = true;
  }

  #lastGood(data: unknown): WireFlag | undefined {
    this.#options.listener.rejected("flag", undefined);
    return data !== null && typeof data === "object" ? this.flags.find(data)?.flag : undefined;
  }

  putFlag(data: unknown): void {
    const flag = asFlag(data);
    if (flag === undefined) {
      this.#options.listener.rejected("flag message", undefined);
      return;
    }
    try {
      this.flags.put(flag, this.engine);
    } catch (error) {
      this.#options.listener.rejected(`flag ${flag.key}`, error);
    }
  }

  deleteFlag(data: unknown, id: string | undefined): void {
    const named = data !== null && typeof data === "object" ? data : {};
    const record = this.flags.find(named) ?? this.flags.find({ id });
    if (record !== undefined) this.flags.remove(record);
  }

  /** Counts a tracked event for the company that `keys` lead to; its server's next message wins. */
  count(keys: Record<string, string>, eventSubtype: string, quantity: number): void {
    const record = this.companies.find(keys);
    if (record === undefined || record === CONFLICT) return;
    const metrics = countEvent(record.entity, eventSubtype, quantity);
    if (metrics.length === 0) return;
    this.#patchEngine(record, { metrics, balances: undefined, follow: true });
    this.#options.listener.entityChanged(record, "company");
  }

  /** From now on what comes is kept true, and the server can be asked. */
  markLive(): void {
    for (const store of [this.companies, this.users]) {
      store.dropAliases();
      store.strict = true;
    }
  }

  /** From now on nothing is kept true. */
  markStale(): void {
    const now = this.#options.now();
    this.companies.strict = false;
    this.users.strict = false;
    if (this.flagsStaleSince === FRESH) this.flagsStaleSince = now;
    this.companies.markStale(now);
    this.users.markStale(now);
  }

  clear(): void {
    this.flags.clear();
    this.companies.clear();
    this.users.clear();
    this.engine = undefined;
  }
}

function lookUp(store: EntityStore, keys: Keys): Found {
  if (keys === undefined || keys === null) return NOBODY;
  const found = store.find(keys);
  if (found !== undefined) return found;
  for (const _ in keys) return undefined;
  return NOBODY;
}

function staleSince(found: Found): number {
  return typeof found === "object" ? found.staleSince : FRESH;
}

function conflictAnswer(flag: FlagRecord): LocalAnswer & object {
  const { key, id, default_value } = flag.flag;
  return { value: default_value, reason: "key conflict", flagKey: key, ...(id && { flagId: id }) };
}
