import type {
  CacheProvider,
  EngineHandle,
  EvaluationContext,
  FlagSourceCaches,
  LocalAnswer,
  Preflight,
  RulesEngine,
} from "@schematic/core";
import { wireForm } from "../cache/casing";
import { entityCacheKey, flagCacheKey, lookupCacheKey } from "../cache/keys";
import { KeyIndex } from "../data/key-index";
import { asEntity, asFlag, type WireEntity, type WireFlag } from "../wire/messages";
import { type Cell, Cells, type Standing } from "./cells";
import { CacheReader, type Read } from "./reader";

type Kind = "company" | "user";
type Keys = Record<string, string> | null | undefined;

/** A flag with the engine's copy of it. */
class FlagValue {
  constructor(
    readonly flag: WireFlag,
    readonly handle: EngineHandle,
  ) {}

  free(): void {
    this.handle.free();
  }
}

/** A company or user with the engine's copy of it. */
export class EntityValue {
  constructor(
    readonly entity: WireEntity,
    readonly handle: EngineHandle,
  ) {}

  free(): void {
    this.handle.free();
  }
}

/** Where a look-up leads. */
interface IdValue {
  readonly id: string;
  cell: EntityCell;
}

export type EntityCell = Cell<EntityValue>;

const CONFLICT: unique symbol = Symbol("key conflict");
/** Memory does not suffice: the cache must be asked. */
const UNKNOWN: unique symbol = Symbol("unknown");
type Subject = EntityValue | typeof CONFLICT | undefined;

export interface SharedCopyOptions {
  readonly caches: Required<FlagSourceCaches>;
  readonly engine: RulesEngine;
  readonly version: string;
  /** Monotonic time, ms. */
  readonly now: () => number;
  /** Most flags, companies, users, and look-ups of each, that are kept. */
  readonly maxEntries: number;
  /** Something in the cache is not what it should be. Must not throw. */
  readonly rejected: (what: string, error: unknown) => void;
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
  readonly companies: Cells<EntityValue>;
  readonly users: Cells<EntityValue>;
  readonly #options: SharedCopyOptions;
  readonly #flags: Cells<FlagValue>;
  readonly #ids: Record<Kind, Cells<IdValue>>;
  readonly #readers: { flag: CacheReader; entity: Record<Kind, CacheReader>; id: Record<Kind, CacheReader> };
  /** By the caller's spelling, so that no key is put together on the hot path. */
  readonly #byFlagKey = new Map<string, Cell<FlagValue>>();
  readonly #byKeys: Record<Kind, KeyIndex<Cell<IdValue>>> = { company: new KeyIndex(), user: new KeyIndex() };
  readonly #cache: Standing & { trusted: boolean };
  #spellings = 0;

  constructor(options: SharedCopyOptions) {
    const { caches, maxEntries, version } = options;
    this.#options = options;
    this.version = version;
    this.#cache = { trusted: false, now: options.now };
    const evicted = (): void => this.#forgetSpellings();
    this.companies = new Cells(maxEntries, evicted);
    this.users = new Cells(maxEntries, evicted);
    this.#flags = new Cells(maxEntries, evicted);
    this.#ids = { company: new Cells(maxEntries, evicted), user: new Cells(maxEntries, evicted) };
    const reader = <T>(cache: CacheProvider<T>): CacheReader =>
      new CacheReader(cache as CacheProvider<unknown>, options.rejected);
    this.#readers = {
      flag: reader(caches.flagCache),
      entity: { company: reader(caches.companyCache), user: reader(caches.userCache) },
      id: { company: reader(caches.companyLookupCache), user: reader(caches.userLookupCache) },
    };
  }

  get sizes(): { flags: number; companies: number; users: number } {
    return { flags: this.#flags.size, companies: this.companies.size, users: this.users.size };
  }

  /** Changes are told from now on (true), or not any more (false): then nothing that was read holds. */
  trust(trusted: boolean): void {
    this.#cache.trusted = trusted;
    if (!trusted) this.changed(undefined);
  }

  /** These entries may have changed; `undefined` = all of them. */
  changed(keys: readonly string[] | undefined): void {
    const all = [this.#flags, this.companies, this.users, this.#ids.company, this.#ids.user];
    if (keys === undefined) {
      for (const cells of all) for (const cell of cells.values()) cell.changed();
      for (const key of this.#byFlagKey.keys()) this.#options.flagChanged(key);
      return;
    }
    const now = this.#options.now();
    for (const key of keys) {
      for (const cells of all) cells.peek(key)?.changed(now);
      const flag = this.#flags.peek(key)?.value?.flag;
      if (flag) this.#options.flagChanged(flag.key);
    }
  }

  clear(): void {
    this.#cache.trusted = false;
    for (const cells of [this.#flags, this.companies, this.users, this.#ids.company, this.#ids.user])
      cells.clear();
    this.#forgetSpellings();
  }

  /** From memory alone; `undefined` where the cache must be asked, or has no such flag. */
  evaluate(context: EvaluationContext, flagKey: string, preflight?: Preflight): LocalAnswer {
    return this.#evaluate(context, flagKey, preflight, Number.POSITIVE_INFINITY);
  }

  /** The same from entries that are known to be unchanged or were true no longer than `ageMs` ago. */
  evaluateAged(
    context: EvaluationContext,
    flagKey: string,
    { ageMs, preflight }: { ageMs: number; preflight: Preflight | undefined },
  ): LocalAnswer {
    return this.#evaluate(context, flagKey, preflight, this.#options.now() - ageMs);
  }

  #evaluate(
    context: EvaluationContext,
    flagKey: string,
    preflight: Preflight | undefined,
    since: number,
  ): LocalAnswer {
    const cell = this.#byFlagKey.get(flagKey);
    if (cell === undefined || !(cell.fresh || cell.trueAt >= since)) return undefined;
    const company = this.#subject("company", context.company, since);
    if (company === UNKNOWN) return undefined;
    const user = this.#subject("user", context.user, since);
    if (user === UNKNOWN) return undefined;
    return this.#answer(cell, flagKey, company, user, preflight);
  }

  /** Asks the cache for what is not known: all flags and look-ups at once, then what they lead to. */
  async read(
    context: EvaluationContext,
    flagKeys: readonly string[],
    preflight?: Preflight,
  ): Promise<LocalAnswer[]> {
    const flags = flagKeys.map((key) => this.#flagCell(key));
    const [companies, users] = await Promise.all([
      this.#readSubject("company", context.company),
      this.#readSubject("user", context.user),
      ...flags.map((cell) => this.#readFlag(cell)),
    ]);
    // Only now: a value that was read before the last answer came may have been replaced meanwhile.
    const company = pick(companies, context.company);
    const user = pick(users, context.user);
    return flagKeys.map((key, i) => this.#answer(flags[i], key, company, user, preflight));
  }

  /** The company that the keys lead to, from the cache where memory does not suffice. */
  async company(keys: Record<string, string>): Promise<EntityCell | undefined> {
    const cells = await this.#readSubject("company", keys);
    const found = cells.filter(({ value }) => value && carries(value.entity, keys));
    return found.length === 1 ? found[0] : undefined;
  }

  readCompany(cell: EntityCell): Promise<void> {
    return this.#readEntity("company", cell);
  }

  patch(
    value: EntityValue,
    metrics: { event_subtype: string; period: string; month_reset: string; value: number }[],
  ): void {
    try {
      this.#options.engine.patch(value.handle, { metrics });
    } catch (error) {
      this.#options.rejected(value.entity.id, error);
    }
  }

  #answer(
    cell: Cell<FlagValue> | undefined,
    flagKey: string,
    company: Subject,
    user: Subject,
    preflight: Preflight | undefined,
  ): LocalAnswer {
    const flag = cell?.value;
    // The cache's own key is in lower case: another flag may have it.
    if (flag === undefined || flag.flag.key !== flagKey) return undefined;
    if (company === CONFLICT || user === CONFLICT) return conflict(flag.flag);
    try {
      return this.#options.engine.evaluate(flag.handle, company?.handle, user?.handle, preflight);
    } catch (error) {
      this.#options.rejected(`check of ${flagKey}`, error);
      return undefined;
    }
  }

  /** What the keys lead to, from memory alone. */
  #subject(kind: Kind, keys: Keys, since: number): Subject | typeof UNKNOWN {
    let found: Subject;
    for (const name in keys) {
      const value = keys[name];
      const lookup = this.#byKeys[kind].get(name, value);
      if (lookup === undefined || !(lookup.fresh || lookup.trueAt >= since)) return UNKNOWN;
      if (lookup.value === undefined) continue;
      const { cell } = lookup.value;
      if (!(cell.fresh || cell.trueAt >= since)) return UNKNOWN;
      const entity = cell.value;
      if (entity === undefined || entity === found || !carriesOne(entity.entity, name, value)) continue;
      if (found !== undefined) return CONFLICT;
      found = entity;
    }
    return found;
  }

  /** Reads what the keys lead to. */
  async #readSubject(kind: Kind, keys: Keys): Promise<EntityCell[]> {
    if (!keys) return [];
    const cells = await this.#readIds(kind, keys);
    await Promise.all(cells.map((cell) => (cell.fresh ? undefined : this.#readEntity(kind, cell))));
    return cells;
  }

  /** The different entities that the keys' look-ups lead to. */
  async #readIds(kind: Kind, keys: Record<string, string>): Promise<EntityCell[]> {
    const lookups = Object.keys(keys).map((name) => this.#lookupCell(kind, name, keys[name] ?? ""));
    const reader = this.#readers.id[kind];
    const make = ({ value }: Read): IdValue | undefined =>
      typeof value === "string" && value !== ""
        ? { id: value, cell: this.#entityCell(kind, value) }
        : undefined;
    await Promise.all(lookups.map((cell) => (cell.fresh ? undefined : cell.read(reader, this.#cache, make))));
    const found = new Set<EntityCell>();
    for (const { value } of lookups) {
      if (value === undefined) continue;
      // The cell may have had to make room since the look-up was read.
      value.cell = this.#entityCell(kind, value.id);
      found.add(value.cell);
    }
    return [...found];
  }

  #entityCell(kind: Kind, id: string): EntityCell {
    return (kind === "company" ? this.companies : this.users).cell(entityCacheKey(kind, this.version, id));
  }

  #readEntity(kind: Kind, cell: EntityCell): Promise<void> {
    return cell.read(this.#readers.entity[kind], this.#cache, ({ text, value }) => {
      const entity = asEntity(wireForm(value));
      if (entity === undefined) {
        this.#options.rejected(cell.key, undefined);
        return undefined;
      }
      if (kind === "company") this.#options.prepare(cell.key, text, entity);
      return this.#load(cell.key, () => new EntityValue(entity, this.#options.engine.load(kind, entity)));
    });
  }

  #readFlag(cell: Cell<FlagValue>): Promise<void> | undefined {
    if (cell.fresh) return undefined;
    return cell.read(this.#readers.flag, this.#cache, ({ value }) => {
      const flag = asFlag(wireForm(value));
      if (flag === undefined) {
        this.#options.rejected(cell.key, undefined);
        return undefined;
      }
      return this.#load(cell.key, () => new FlagValue(flag, this.#options.engine.load("flag", flag)));
    });
  }

  #load<T>(key: string, load: () => T): T | undefined {
    try {
      return load();
    } catch (error) {
      this.#options.rejected(key, error);
      return undefined;
    }
  }

  #flagCell(key: string): Cell<FlagValue> {
    const known = this.#byFlagKey.get(key);
    if (known) return known;
    const cell = this.#flags.cell(flagCacheKey(this.version, key));
    this.#spell();
    this.#byFlagKey.set(key, cell);
    return cell;
  }

  #lookupCell(kind: Kind, name: string, value: string): Cell<IdValue> {
    const known = this.#byKeys[kind].get(name, value);
    if (known) return known;
    const cell = this.#ids[kind].cell(lookupCacheKey(kind, this.version, name, value));
    this.#spell();
    this.#byKeys[kind].add(name, value, cell);
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

/** The one entity that is there and carries one of the keys. */
function pick(cells: readonly EntityCell[], keys: Keys): Subject {
  const found = cells.flatMap(({ value }) => (value && keys && carries(value.entity, keys) ? [value] : []));
  return found.length > 1 ? CONFLICT : found[0];
}

/** Look-ups are not escaped and in lower case: what one leads to must carry the key. */
function carries(entity: WireEntity, keys: Record<string, string>): boolean {
  return Object.keys(keys).some((name) => carriesOne(entity, name, keys[name]));
}

function carriesOne(entity: WireEntity, name: string, value: string | undefined): boolean {
  if (value !== undefined && entity.keys[name] === value) return true;
  const wantedName = name.toLowerCase();
  const wanted = value?.toLowerCase();
  for (const own of Object.keys(entity.keys)) {
    if (own.toLowerCase() === wantedName && entity.keys[own]?.toLowerCase() === wanted) return true;
  }
  return false;
}

function conflict(flag: WireFlag): LocalAnswer {
  const { id, key, default_value } = flag;
  return { value: default_value, reason: "key conflict", flagKey: key, ...(id && { flagId: id }) };
}
