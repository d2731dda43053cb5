import type {
  EngineHandle,
  EvaluationContext,
  FlagKeys,
  FlagResolution,
  FlagResults,
  Preflight,
  Resolution,
  RulesEngine,
} from "@schematic/core";
import {
  asEntity,
  asFlag,
  type EntityKind,
  isObject,
  type Kind,
  type Wire,
  type WireEntity,
  type WireFlag,
} from "../wire/messages";
import { Compactor } from "./compact";
import { raisedBalances, withBalances } from "./credit-case";
import { CONFLICT, conflictResolution, type Item, NOBODY } from "./item";
import { type AmountChange, applyPlan, countEvent, planPartial } from "./partial";
import { sameJson } from "./same-json";
import { Store } from "./store";

/** Entities come from parsed JSON, so the engine may keep their entitlements by reference. */
const PLAIN = { isPlainData: true };

export interface LocalCopyOptions {
  /** Most companies, and most users. */
  readonly maxEntities: number;
  /** Monotonic time, ms. */
  readonly now: () => number;
  /** Something came or changed; `old` is what was there before. None of these may throw. */
  readonly changed: (kind: Kind, item: Item, old?: Wire) => void;
  /** It was deleted, or had to make room for another one. */
  readonly gone: (kind: Kind, item: Item, evicted: boolean) => void;
  /** Something that is not what it should be was left out; the last good version stays. */
  readonly rejected: (what: string, error?: unknown) => void;
}

/** Flags, companies and users in memory, and the engine that evaluates them. No I/O and no timers. */
export class LocalCopy {
  readonly flags: Store<WireFlag>;
  readonly company: Store;
  readonly user: Store;
  engine: RulesEngine | undefined;
  /** When the flags ceased to be kept true (monotonic, ms); `undefined` while they are. */
  flagsStaleSince: number | undefined;
  /** Whether a full list came: then a flag that is not here does not exist. */
  flagsComplete = false;
  /** Answers older than this (ms) are not given; `undefined` = any age. */
  maxStaleness: number | undefined;
  /** Returns the unspent credits of this process's leases of a company: checks see them as part of its balances. */
  unspent: ((companyId: string) => Readonly<Record<string, number>> | undefined) | undefined;
  readonly #options: LocalCopyOptions;
  readonly #compactor = new Compactor();

  constructor(options: LocalCopyOptions) {
    this.#options = options;
    const store = (kind: EntityKind): Store =>
      new Store(kind, options.maxEntities, (item) => options.gone(kind, item, true));
    this.flags = new Store<WireFlag>("flag", Number.POSITIVE_INFINITY);
    this.company = store("company");
    this.user = store("user");
  }

  /** Evaluates one flag. Returns undefined if something is missing, refused or too old. Never throws. */
  evaluate(
    { company, user }: EvaluationContext,
    flagKey: string,
    preflight?: Preflight,
  ): Resolution | undefined {
    const flag = this.flags.get(flagKey);
    return flag && this.#resolve(flag, this.company.find(company), this.user.find(user), preflight);
  }

  /** Evaluates several flags for one context. Returns undefined if its company or user is missing. Never throws. */
  evaluateAll(context: EvaluationContext, keys: FlagKeys, preflight?: Preflight): FlagResults | undefined {
    const company = this.company.find(context.company);
    const user = this.user.find(context.user);
    if (company === undefined || user === undefined) return undefined;
    const flags = keys ? this.flags.list(keys) : this.flags.values();
    const atOnce = preflight ? undefined : this.#evaluateAtOnce(flags, company, user);
    return atOnce ?? flags.map((flag) => flag && this.#resolve(flag, company, user, preflight));
  }

  /** Evaluates flags in one call of the engine, if all of them and the context are there and up to date. */
  #evaluateAtOnce(
    flags: readonly (Item<WireFlag> | undefined)[],
    company: Item<WireEntity>,
    user: Item<WireEntity>,
  ): FlagResults | undefined {
    if (company === CONFLICT || user === CONFLICT || this.unspent !== undefined) return undefined;
    if ((this.flagsStaleSince ?? company.staleSince ?? user.staleSince) !== undefined) return undefined;
    const companyHandle = company.handle ?? this.handleOf("company", company);
    const userHandle = user.handle ?? this.handleOf("user", user);
    if (company.refused || user.refused) return undefined;
    const handles = new Array<EngineHandle>(flags.length);
    for (let i = 0; i < flags.length; i++) {
      const flag = flags[i];
      const handle = flag && (flag.handle ?? this.handleOf("flag", flag));
      if (handle === undefined) return undefined;
      handles[i] = handle;
    }
    try {
      return this.engine?.evaluateAll?.(handles, copyResult, companyHandle, userHandle);
    } catch (error) {
      this.#options.rejected("check of several flags", error);
      return undefined;
    }
  }

  #resolve(
    flag: Item<WireFlag>,
    company: Item<WireEntity> | undefined,
    user: Item<WireEntity> | undefined,
    preflight: Preflight | undefined,
  ): Resolution | undefined {
    const { engine } = this;
    if (company === undefined || user === undefined || engine === undefined) return undefined;
    let resolution: Resolution;
    if (company === CONFLICT || user === CONFLICT) resolution = conflictResolution(flag.value);
    else {
      const flagHandle = flag.handle ?? this.handleOf("flag", flag);
      const companyHandle = company.handle ?? this.handleOf("company", company);
      const userHandle = user.handle ?? this.handleOf("user", user);
      if (flag.refused || company.refused || user.refused) return undefined;
      try {
        const run = (): Resolution =>
          engine.evaluate(flagHandle as EngineHandle, companyHandle, userHandle, preflight);
        const unspent = this.unspent?.(company.id);
        resolution =
          unspent === undefined || companyHandle === undefined
            ? run()
            : withBalances(
                engine,
                { handle: companyHandle, company, balances: raisedBalances(company, unspent) },
                run,
              );
      } catch (error) {
        this.#options.rejected(`check of ${flag.value.key}`, error);
        return undefined;
      }
    }
    const { flagsStaleSince } = this;
    if (flagsStaleSince === undefined && company.staleSince === undefined && user.staleSince === undefined) {
      return resolution;
    }
    const ageMs = this.#oldestAge(company, user);
    if (this.isTooOld(ageMs)) return undefined;
    resolution.ageMs = ageMs;
    return resolution;
  }

  /** True if flags, company or user are older than the limit. */
  isPartTooOld(company: Item<WireEntity>, user: Item<WireEntity>): boolean {
    return this.isTooOld(this.#oldestAge(company, user));
  }

  /** A result is as old as its oldest part. */
  #oldestAge(company: Item<WireEntity>, user: Item<WireEntity>): number {
    const since = [this.flagsStaleSince, company.staleSince, user.staleSince];
    const known = since.filter((one) => one !== undefined);
    return known.length === 0 ? 0 : this.ageOf(Math.min(...known));
  }

  /** The engine's copy; a version that it refuses is not offered again. */
  handleOf(kind: Kind, item: Item): EngineHandle | undefined {
    if (item.handle !== undefined || item === NOBODY || item.refused) return item.handle;
    try {
      item.handle = this.engine?.load(kind, item.value, PLAIN);
    } catch (error) {
      item.refused = true;
      this.#options.rejected(`${kind} ${item.id}`, error);
    }
    return item.handle;
  }

  /** Age of what ceased to be kept true at `since`, ms. */
  ageOf(since: number): number {
    return Math.max(0, this.#options.now() - since);
  }

  isTooOld(ageMs: number): boolean {
    return ageMs > (this.maxStaleness ?? Number.POSITIVE_INFINITY);
  }

  store(kind: Kind): Store<Wire> {
    return (kind === "flag" ? this.flags : this[kind]) as Store<Wire>;
  }

  /** Takes a full flag, company or user. A version that the engine refuses leaves the last good one in place. */
  put(kind: Kind, data: unknown): Item | undefined {
    const value = kind === "flag" ? asFlag(data) : asEntity(data);
    if (value === undefined) {
      this.#options.rejected(`${kind} message`);
      return undefined;
    }
    if (kind !== "flag") this.#compactor.compact(value as WireEntity);
    const store = this.store(kind);
    const known = store.byKey(value.key);
    return this.#take(store, value, known?.id === value.id ? known : (store.byId(value.id) ?? known));
  }

  #take(store: Store<Wire>, value: Wire, known: Item | undefined): Item | undefined {
    const { kind } = store;
    const old = known?.rough;
    if (known !== undefined) {
      if (kind === "flag" && sameJson(old, value)) return known;
      let fresh: EngineHandle | undefined;
      try {
        fresh = known.handle && this.engine?.load(kind, value, PLAIN);
      } catch (error) {
        this.#options.rejected(`${kind} ${value.id}`, error);
        return undefined;
      }
      known.free();
      known.handle = fresh;
    }
    const item = store.put(value, known);
    this.#options.changed(kind, item, old);
    return item;
  }

  /** Applies a partial message; without its entity in memory it is passed over. */
  patch(kind: EntityKind, id: string | undefined, data: unknown): void {
    const store = this.store(kind);
    const item = this.#named(store, data, id) as Item<WireEntity> | undefined;
    if (item === undefined) return;
    const plan = planPartial(kind, item.rough, data);
    if (plan === undefined) this.#options.rejected(`partial ${kind} message`);
    // Not fresher than before: what else changed in an outage is still to come.
    else if (plan.fields !== undefined) this.#take(store, applyPlan(item.value, plan), item);
    else if (plan.metrics.length > 0 || plan.balances !== undefined) {
      item.change(plan);
      this.#patchEngine(item, plan);
      this.#options.changed(kind, item);
    }
  }

  #patchEngine(item: Item, { metrics, balances }: AmountChange): void {
    if (item.handle === undefined) return;
    try {
      this.engine?.patch(
        item.handle,
        balances === undefined ? { metrics } : { metrics, creditBalances: balances },
      );
    } catch (error) {
      // The engine's copy may be behind now: it is made anew at the next check.
      item.free();
      this.#options.rejected(`change of ${item.id}`, error);
    }
  }

  /** Forgets what a delete message names. */
  delete(kind: Kind, id: string | undefined, data: unknown): void {
    const store = this.store(kind);
    const item = this.#named(store, data, id);
    if (item !== undefined) this.#remove(store, item);
  }

  #remove(store: Store<Wire>, item: Item): void {
    store.remove(item);
    this.#options.gone(store.kind, item, false);
  }

  /** What a message is about: by the id in its envelope, or the key or the id in its data. */
  #named(store: Store<Wire>, data: unknown, id?: string): Item | undefined {
    const named = isObject(data) ? data : {};
    return store.byId(id) ?? store.byKey(named.key) ?? store.byId(named.id);
  }

  /** Replaces all flags. Elements that are not flags are left out; a known flag's last version stays. */
  replaceFlags(list: readonly unknown[]): void {
    const store = this.store("flag");
    const flags = new Map<string, WireFlag>();
    for (const one of list) {
      let flag = asFlag(one);
      if (flag === undefined) {
        this.#options.rejected("flag");
        flag = this.#named(store, one)?.value as WireFlag | undefined;
      }
      if (flag !== undefined) flags.set(flag.key, flag);
    }
    for (const item of this.flags.values()) if (!flags.has(item.value.key)) this.#remove(store, item);
    for (const [key, flag] of flags) this.#take(store, flag, store.get(key));
    this.flagsStaleSince = undefined;
    this.flagsComplete = true;
  }

  /** Counts a tracked event for the company that `keys` lead to; its server's next message wins. */
  count(keys: Record<string, string>, eventSubtype: string, quantity: number): void {
    const company = this.company.find(keys);
    if (!company?.id) return;
    const metrics = countEvent(company.value, eventSubtype, quantity);
    if (metrics.length === 0) return;
    this.#patchEngine(company, { metrics, balances: undefined, follow: true });
    this.#options.changed("company", company);
  }

  /** From now on what comes is kept true and the server can be asked, or neither. */
  mark(live: boolean): void {
    const now = this.#options.now();
    for (const store of [this.company, this.user]) {
      store.strict = live;
      if (live) store.dropAliases();
      else store.markStale(now);
    }
    if (!live && this.flagsComplete) this.flagsStaleSince ??= now;
  }

  clear(): void {
    for (const store of [this.flags, this.company, this.user]) store.clear();
    this.engine = undefined;
  }
}

/** Results of one call of the engine are one object, so each is copied. */
const copyResult = (result: FlagResolution): Resolution => ({ ...result });
