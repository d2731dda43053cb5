import type { EngineHandle, RulesEngine } from "@schematic/core";
import type { WireEntity } from "../wire/messages";
import { KeyIndex } from "./key-index";
import { type AmountChange, applyAmounts, overtakes } from "./partial";

/** Two keys of one context lead to two different entities. */
export const CONFLICT: unique symbol = Symbol("key conflict");

/** `staleSince` of what the stream keeps true. */
export const FRESH = -1;

/** Changes that are held back at most. */
const MAX_PENDING = 8;

/** One cached company or user. */
export class EntityRecord {
  #entity: WireEntity;
  #pending: AmountChange[] | undefined = undefined;
  /** The engine's copy, once there is one. */
  handle: EngineHandle | undefined = undefined;
  /** The engine refused this version: checks go to the next source until another one comes. */
  refused = false;
  /** Count of the store's last use of it: higher is more recent. */
  usedAt = 0;
  /** When the stream ceased to keep it true (monotonic, ms), or `FRESH`. */
  staleSince: number = FRESH;
  /** Its place in the store's list. */
  slot = 0;
  /** Keys under which it was found although it does not carry them in this spelling. */
  aliases: [name: string, value: string][] | undefined = undefined;
  /** Called when it changes or goes. */
  watchers: Set<() => void> | undefined = undefined;

  constructor(entity: WireEntity) {
    this.#entity = entity;
  }

  /** The entity with every change in it. */
  get entity(): WireEntity {
    if (this.#pending !== undefined) this.#settle();
    return this.#entity;
  }

  set entity(entity: WireEntity) {
    this.#pending = undefined;
    this.#entity = entity;
  }

  get id(): string {
    return this.#entity.id;
  }

  /** The entity whose amounts may be behind, for a look at anything else. */
  get rough(): WireEntity {
    return this.#entity;
  }

  /**
   * Changes amounts, which the engine's copy knows already. Held back until somebody looks at the entity
   * or some have come together: to find the metric and its entitlements costs more than all the rest of
   * a message, and most of it is the same for eight of them. A metric that changes over and over is held
   * back once.
   */
  change(change: AmountChange): void {
    const pending = this.#pending;
    if (pending === undefined) {
      this.#pending = [change];
      return;
    }
    const last = pending.length - 1;
    if (overtakes(change, pending[last])) pending[last] = change;
    else if (pending.push(change) >= MAX_PENDING) this.#settle();
  }

  #settle(): void {
    const pending = this.#pending ?? [];
    this.#pending = undefined;
    for (const change of pending) applyAmounts(this.#entity, change);
  }
}

/** How many of the least recently used are compared to find one to evict: exact for small stores. */
const EVICTION_SAMPLE = 64;
const MAX_ALIASES = 16;

/**
 * The companies, or the users, that are kept in memory: found by any of their keys with one look-up per
 * key, never more than `maxEntities`, the least recently used going first.
 */
export class EntityStore {
  readonly kind: "company" | "user";
  readonly #byId = new Map<string, EntityRecord>();
  readonly #index = new KeyIndex<EntityRecord>();
  readonly #list: EntityRecord[] = [];
  readonly #maxEntities: number;
  readonly #evicted: (record: EntityRecord) => void;
  /**
   * Whether all keys of a question must be known. A key that leads nowhere here may lead to another
   * entity at the server: while it can be asked, it is, and the match of the other keys is no answer yet.
   */
  strict = false;
  #uses = 0;
  #hand = 0;

  constructor(
    kind: "company" | "user",
    maxEntities: number,
    evicted: (record: EntityRecord) => void = () => {},
  ) {
    this.kind = kind;
    this.#maxEntities = maxEntities;
    this.#evicted = evicted;
  }

  get size(): number {
    return this.#list.length;
  }

  byId(id: string): EntityRecord | undefined {
    return this.#byId.get(id);
  }

  /** The entity that the keys lead to; keys that lead nowhere are passed over unless `strict` is set. */
  find(keys: Record<string, string>): EntityRecord | typeof CONFLICT | undefined {
    let found: EntityRecord | undefined;
    let missed = false;
    for (const name in keys) {
      const record = this.#index.get(name, keys[name]);
      if (record === found) continue;
      if (record === undefined) missed = true;
      else if (found !== undefined) return CONFLICT;
      else found = record;
    }
    if (found === undefined || (missed && this.strict)) return undefined;
    found.usedAt = ++this.#uses;
    return found;
  }

  /** The engine's copy of a record, made when there is none. Throws what the engine throws. */
  handleOf(record: EntityRecord, engine: RulesEngine): EngineHandle {
    if (record.handle === undefined) record.handle = engine.load(this.kind, record.entity);
    return record.handle;
  }

  /** Adds an entity or puts it in the place of its older version. The caller frees old handles. */
  put(entity: WireEntity): EntityRecord {
    let record = this.#byId.get(entity.id);
    if (record === undefined) {
      if (this.#list.length >= this.#maxEntities) this.#evict();
      record = new EntityRecord(entity);
      record.usedAt = ++this.#uses;
      record.slot = this.#list.push(record) - 1;
      this.#byId.set(entity.id, record);
      this.#index.addAll(entity.keys, record);
    } else {
      this.replace(record, entity);
    }
    return record;
  }

  /** Replaces a record's entity, moving it in the indexes where its id or keys changed. */
  replace(record: EntityRecord, entity: WireEntity): void {
    const old = record.rough;
    record.entity = entity;
    record.refused = false;
    if (old.id !== entity.id) {
      this.#byId.delete(old.id);
      const other = this.#byId.get(entity.id);
      if (other !== undefined) this.remove(other);
      this.#byId.set(entity.id, record);
    }
    if (old.keys !== entity.keys) {
      this.#index.deleteAll(old.keys, record);
      this.#index.addAll(entity.keys, record);
    }
  }

  /** Lets keys that the server took for this entity lead to it, in whatever spelling they were asked. */
  alias(record: EntityRecord, keys: Record<string, string>): void {
    for (const name of Object.keys(keys)) {
      const value = keys[name];
      if (value === undefined || this.#index.get(name, value) !== undefined) continue;
      record.aliases ??= [];
      const oldest = record.aliases.length >= MAX_ALIASES ? record.aliases.shift() : undefined;
      if (oldest !== undefined) this.#index.delete(oldest[0], oldest[1], record);
      record.aliases.push([name, value]);
      this.#index.add(name, value, record);
    }
  }

  /** Forgets all aliases: the server is to be asked again what these keys lead to. */
  dropAliases(): void {
    for (const record of this.#list) {
      for (const [name, value] of record.aliases ?? []) this.#index.delete(name, value, record);
      record.aliases = undefined;
    }
  }

  /** Forgets a record and gives its engine memory back. */
  remove(record: EntityRecord): void {
    if (this.#byId.get(record.id) === record) this.#byId.delete(record.id);
    this.#index.deleteAll(record.rough.keys, record);
    for (const [name, value] of record.aliases ?? []) this.#index.delete(name, value, record);
    const last = this.#list.pop();
    if (last !== undefined && last !== record) {
      this.#list[record.slot] = last;
      last.slot = record.slot;
    }
    record.handle?.free();
    record.handle = undefined;
  }

  /** Forgets everything. */
  clear(): void {
    for (const record of this.#list) {
      record.handle?.free();
      record.handle = undefined;
    }
    this.#list.length = 0;
    this.#byId.clear();
    this.#index.clear();
  }

  /** From now on nothing is kept true: marks what was until `now` (monotonic, ms). */
  markStale(now: number): void {
    for (const record of this.#list) if (record.staleSince === FRESH) record.staleSince = now;
  }

  /** All that is stale, the most recently used first. */
  staleByUse(): EntityRecord[] {
    return this.#list.filter((one) => one.staleSince !== FRESH).sort((a, b) => b.usedAt - a.usedAt);
  }

  /** Counts every look-up that led somewhere: what a record's `usedAt` is compared with. */
  get uses(): number {
    return this.#uses;
  }

  /** Forgets what was last used before the count stood at `uses`, and tells of it as of an eviction. */
  dropUnused(uses: number): void {
    for (const record of [...this.#list]) {
      if (record.usedAt > uses || record.watchers?.size) continue;
      this.remove(record);
      this.#evicted(record);
    }
  }

  #evict(): void {
    const size = this.#list.length;
    let oldest: EntityRecord | undefined;
    for (let i = 0; i < Math.min(EVICTION_SAMPLE, size); i++) {
      this.#hand = (this.#hand + 1) % size;
      const one = this.#list[this.#hand];
      if (one === undefined || one.watchers?.size) continue;
      if (oldest === undefined || one.usedAt < oldest.usedAt) oldest = one;
    }
    // Watched entities stay while others can go; when all are watched, one goes all the same.
    const victim = oldest ?? this.#list[this.#hand];
    if (victim === undefined) return;
    this.remove(victim);
    this.#evicted(victim);
  }
}
