import type {
  CacheProvider,
  EvaluationContext,
  FlagResults,
  FlagSourceCaches,
  Preflight,
  Resolution,
  RulesEngine,
} from "@schematic/core";
import { wireForm } from "../cache/casing";
import { currentKey, entityCacheKey, flagCacheKey, lookupCacheKey, olderKey } from "../cache/keys";
import { CONFLICT, conflictResolution, Item, NOBODY } from "../data/item";
import { KeyIndex } from "../data/key-index";
import {
  asEntity,
  asFlag,
  carries,
  type EntityKind,
  isText,
  type Kind,
  type WireEntity,
  type WireFlag,
} from "../wire/messages";
import { type Cell, Cells, type EntityCell, type IdValue, type Read } from "./cells";

type Keys = Record<string, string> | null | undefined;
/** `NOBODY`, `CONFLICT`, or the one entity that keys lead to. */
type Subject = Item<WireEntity> | undefined;

export interface SharedCopyOptions {
  readonly caches: Required<FlagSourceCaches>;
  readonly engine: RulesEngine;
  readonly version: string;
  /** True if the version is the engine's own, because no replicator has reported one: older entries count too. */
  readonly readsOlder: boolean;
  /** Monotonic time, ms. */
  readonly now: () => number;
  /** Most flags, companies, users, and look-ups of each, that are kept. */
  readonly maxEntries: number;
  /** Something in the cache is not what it should be. Must not throw. */
  readonly rejected: (what: string, error?: unknown) => void;
  /** A flag that was read before may have changed. */
  readonly flagChanged: (key: string) => void;
  /** Called for a company that was just read, before the engine loads it. */
  readonly prepare: (key: string, text: string, company: WireEntity) => void;
}

/**
 * What was read from the shared cache, kept for as long as it is known to be unchanged. Everything here
 * that is asked for once more costs no question to the cache.
 */
export class SharedCopy {
  readonly version: string;
  readonly readsOlder: boolean;
  readonly #options: SharedCopyOptions;
  readonly #flags: Cells<Item<WireFlag>>;
  readonly #entities: Record<EntityKind, Cells<Item<WireEntity>>>;
  readonly #ids: Record<EntityKind, Cells<IdValue>>;
  /** By the caller's spelling, so that no key is put together on the hot path. */
  readonly #byFlagKey = new Map<string, Cell<Item<WireFlag>>>();
  readonly #byKeys: Record<EntityKind, KeyIndex<Cell<IdValue>>> = {
    company: new KeyIndex(),
    user: new KeyIndex(),
  };
  readonly #all: readonly Cells<{ free?(): void }>[];
  #spellings = 0;
  #trusted = false;

  constructor(options: SharedCopyOptions) {
    const { caches, maxEntries: max, version, now, rejected } = options;
    this.#options = options;
    this.version = version;
    this.readsOlder = options.readsOlder;
    const shared = {
      max,
      now,
      rejected,
      trusted: () => this.#trusted,
      evicted: () => this.#forgetSpellings(),
      fallbackKey: options.readsOlder ? olderKey : undefined,
    };
    const cells = <T extends { free?(): void }>(
      slot: keyof FlagSourceCaches,
      make: (key: string, read: Read) => T | undefined,
    ): Cells<T> => new Cells({ ...shared, cache: caches[slot] as CacheProvider<unknown>, make });
    const entities = (kind: EntityKind): Cells<Item<WireEntity>> =>
      cells(`${kind}Cache`, (key, read) => this.#load(kind, key, read) as Item<WireEntity> | undefined);
    const ids = (kind: EntityKind): Cells<IdValue> =>
      cells<IdValue>(`${kind}LookupCache`, (_key, { value: id }) =>
        isText(id) && id !== "" ? { id, cell: this.#entityCell(kind, id) } : undefined,
      );
    this.#flags = cells(
      "flagCache",
      (key, read) => this.#load("flag", key, read) as Item<WireFlag> | undefined,
    );
    this.#entities = { company: entities("company"), user: entities("user") };
    this.#ids = { company: ids("company"), user: ids("user") };
    this.#all = [this.#flags, ...Object.values(this.#entities), ...Object.values(this.#ids)];
  }

  get sizes(): { flags: number; companies: number; users: number } {
    const [flags = 0, companies = 0, users = 0] = this.#all.map(({ size }) => size);
    return { flags, companies, users };
  }

  /** Changes are told from now on (true), or not any more (false): then nothing that was read holds. */
  trust(trusted: boolean): void {
    this.#trusted = trusted;
    if (!trusted) this.changed(undefined);
  }

  /** These entries may have changed; `undefined` = all of them. */
  changed(keys: readonly string[] | undefined): void {
    if (keys === undefined) {
      for (const cells of this.#all) for (const cell of cells.values()) cell.changed();
      for (const key of this.#byFlagKey.keys()) this.#options.flagChanged(key);
      return;
    }
    const now = this.#options.now();
    for (const changed of keys) {
      const key = currentKey(changed) ?? changed;
      for (const cells of this.#all) cells.peek(key)?.changed(now);
      const flag = this.#flags.peek(key)?.value;
      if (flag) this.#options.flagChanged(flag.value.key);
    }
  }

  clear(): void {
    this.#trusted = false;
    for (const cells of this.#all) cells.clear();
  }

  /**
   * From memory alone, from entries that are known to be unchanged or were true no longer than `ageMs` ago;
   * `undefined` where the cache must be asked, or has no such flag.
   */
  evaluate(
    { company, user }: EvaluationContext,
    flagKey: string,
    preflight: Preflight | undefined,
    ageMs: number = Number.NEGATIVE_INFINITY,
  ): Resolution | undefined {
    const since = this.#options.now() - ageMs;
    const cell = this.#byFlagKey.get(flagKey);
    if (cell === undefined || !(cell.fresh || cell.trueAt >= since)) return undefined;
    return this.#answer(
      cell,
      flagKey,
      this.#known("company", company, since),
      this.#known("user", user, since),
      preflight,
    );
  }

  /**
   * Reads what is not known from the cache: all flags and look-ups at once, then what they lead to. Keys without any
   * look-up lead to no known company or user, so that the next source decides; with `absentIsNobody` there is none.
   */
  async read(
    context: EvaluationContext,
    flagKeys: readonly string[],
    preflight?: Preflight,
    absentIsNobody = false,
  ): Promise<FlagResults> {
    const flags = flagKeys.map((key) => this.#flagCell(key));
    const [companies, users] = await Promise.all([
      this.#readEntities("company", context.company),
      this.#readEntities("user", context.user),
      ...flags.map((cell) => this.#flags.read(cell)),
    ]);
    // Only now: a value that was read before the last answer came may have been replaced meanwhile.
    const company = subjectOf(companies, context.company, absentIsNobody);
    const user = subjectOf(users, context.user, absentIsNobody);
    return flagKeys.map((key, i) => this.#answer(flags[i], key, company, user, preflight));
  }

  /** Returns the company that the keys lead to, from the cache where memory does not suffice. */
  async company(keys: Record<string, string>): Promise<EntityCell | undefined> {
    const lookups = await this.#readEntities("company", keys);
    const company = subjectOf(lookups, keys, false);
    return lookups.find(({ value }) => value?.cell.value === company)?.value?.cell;
  }

  patch(
    { id, handle }: Item<WireEntity>,
    metrics: { event_subtype: string; period: string; month_reset: string; value: number }[],
  ): void {
    try {
      if (handle) this.#options.engine.patch(handle, { metrics });
    } catch (error) {
      this.#options.rejected(id, error);
    }
  }

  #answer(
    cell: Cell<Item<WireFlag>> | undefined,
    flagKey: string,
    company: Subject,
    user: Subject,
    preflight: Preflight | undefined,
  ): Resolution | undefined {
    const flag = cell?.value;
    // The cache's own key is in lower case: another flag may have it.
    if (flag?.value.key !== flagKey || flag.handle === undefined || !company || !user) return undefined;
    if (company === CONFLICT || user === CONFLICT) return conflictResolution(flag.value);
    try {
      return this.#options.engine.evaluate(flag.handle, company.handle, user.handle, preflight);
    } catch (error) {
      this.#options.rejected(`check of ${flagKey}`, error);
      return undefined;
    }
  }

  /**
   * Returns what the keys lead to, from memory alone; undefined where memory does not suffice, or the cache holds
   * nothing that can be used. An entry that is missing where a look-up points to, or is damaged, was evicted or
   * overwritten: the company or user exists as far as anyone knows.
   */
  #known(kind: EntityKind, keys: Keys, since: number): Subject {
    let found: Subject;
    let asked = false;
    for (const name in keys) {
      if (!Object.hasOwn(keys, name)) continue;
      asked = true;
      const lookup = this.#byKeys[kind].get(name, keys[name]);
      if (lookup === undefined || !(lookup.fresh || lookup.trueAt >= since)) return undefined;
      if (isAbsent(lookup)) continue;
      const cell = lookup.value?.cell;
      if (cell === undefined || !(cell.fresh || cell.trueAt >= since)) return undefined;
      const entity = cell.value;
      if (entity === undefined || !carries(entity.value, name, keys[name])) return undefined;
      if (found !== undefined && found !== entity) return CONFLICT;
      found = entity;
    }
    return asked ? found : NOBODY;
  }

  /** Reads the look-ups of the keys and the entities that they lead to. Returns the look-ups in the order of the keys. */
  async #readEntities(kind: EntityKind, keys: Keys): Promise<Cell<IdValue>[]> {
    if (!keys) return [];
    const ids = this.#ids[kind];
    const lookups = Object.keys(keys).map((name) => this.#lookupCell(kind, name, keys[name] ?? ""));
    await Promise.all(lookups.map((cell) => ids.read(cell)));
    const found = new Set<EntityCell>();
    for (const { value } of lookups) {
      if (value === undefined) continue;
      // The cell may have had to make room since the look-up was read.
      value.cell = this.#entityCell(kind, value.id);
      found.add(value.cell);
    }
    await Promise.all([...found].map((cell) => this.#entities[kind].read(cell)));
    return lookups;
  }

  #entityCell(kind: EntityKind, id: string): EntityCell {
    return this.#entities[kind].cell(entityCacheKey(kind, this.version, id));
  }

  #load(kind: Kind, key: string, { text, value }: Read): Item | undefined {
    const { engine, prepare, rejected } = this.#options;
    const wire = (kind === "flag" ? asFlag : asEntity)(wireForm(value));
    try {
      if (wire !== undefined && key === this.#keyOf(kind, wire)) {
        if (kind === "company") prepare(key, text, wire as WireEntity);
        const item = new Item(wire);
        item.handle = engine.load(kind, wire, { isPlainData: true });
        return item;
      }
      rejected(key);
    } catch (error) {
      rejected(key, error);
    }
    return undefined;
  }

  /** Returns the cache key under which an entity belongs. An entry that names another one is not used. */
  #keyOf(kind: Kind, wire: WireFlag | WireEntity): string {
    return kind === "flag"
      ? flagCacheKey(this.version, String(wire.key))
      : entityCacheKey(kind, this.version, wire.id);
  }

  #flagCell(key: string): Cell<Item<WireFlag>> {
    const known = this.#byFlagKey.get(key);
    if (known) return known;
    const cell = this.#flags.cell(flagCacheKey(this.version, key));
    this.#spell();
    this.#byFlagKey.set(key, cell);
    return cell;
  }

  #lookupCell(kind: EntityKind, name: string, value: string): Cell<IdValue> {
    const known = this.#byKeys[kind].get(name, value);
    if (known) return known;
    const cell = this.#ids[kind].cell(lookupCacheKey(kind, this.version, name, value));
    this.#spell();
    this.#byKeys[kind].set(name, value, cell);
    return cell;
  }

  /** Callers can spell one key in many ways: spellings have a bound of their own. */
  #spell(): void {
    if (++this.#spellings > 2 * this.#options.maxEntries) this.#forgetSpellings();
  }

  #forgetSpellings(): void {
    this.#spellings = 0;
    this.#byFlagKey.clear();
    this.#byKeys.company.clear();
    this.#byKeys.user.clear();
  }
}

/** True if the cache has no such look-up. One that cannot be used is something else: it was there. */
function isAbsent({ text, value }: Cell<IdValue>): boolean {
  return text === undefined && value === undefined;
}

/**
 * Returns the one entity that the look-ups of the keys lead to; undefined if an entry cannot be used or is missing
 * where a look-up points to. Keys without any look-up lead to `NOBODY`, or to undefined where that is not certain.
 */
function subjectOf(lookups: readonly Cell<IdValue>[], keys: Keys, absentIsNobody: boolean): Subject {
  const names = Object.keys(keys ?? {});
  let found: Subject;
  for (const [i, lookup] of lookups.entries()) {
    if (isAbsent(lookup)) continue;
    const name = names[i] ?? "";
    const entity = lookup.value?.cell.value;
    if (entity === undefined || !carries(entity.value, name, keys?.[name])) return undefined;
    if (found !== undefined && found !== entity) return CONFLICT;
    found = entity;
  }
  return found ?? (names.length === 0 || absentIsNobody ? NOBODY : undefined);
}
