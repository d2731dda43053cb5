import type { Kind, Wire, WireEntity } from "../wire/messages";
import { CONFLICT, Item, NOBODY } from "./item";
import { KeyIndex, signatureOf } from "./key-index";

/** How many of the least recently used are compared to find one to evict: exact for small stores. */
const EVICTION_SAMPLE = 64;
/** Most other spellings and key sets that lead to one entity; beyond it all of them are dropped. */
const MAX_ALIASES = 16;

type Keys = Record<string, string>;

/**
 * All flags, or the companies or users that are kept in memory: found by name (a flag's key, another's id),
 * companies and users by any of their keys with one look-up per key. Never more than `max`, the least
 * recently used going first.
 */
export class Store<T extends Wire = WireEntity> {
  readonly kind: Kind;
  readonly #byName = new Map<string, Item<T>>();
  readonly #index = new KeyIndex<Item<T>>();
  readonly #max: number;
  readonly #evicted: (item: Item<T>) => void;
  /** All items in no order: eviction goes round it. A kept iterator would hold the old tables of a map in memory. */
  readonly #ring: Item<T>[] = [];
  #hand = 0;
  /** Sets of keys that the server took for an entity although it does not carry all of them, by signature. */
  readonly #keySets = new Map<string, Item<T>>();
  /** The last list of names that was asked for, and what it led to; forgotten when anything comes or goes. */
  #asked: readonly string[] = [];
  #listed: (Item<T> | undefined)[] = [];
  /**
   * Whether all keys of a question must be known. A key that leads nowhere here may lead to another
   * entity at the server: while it can be asked, it is, and the match of the other keys is no answer yet.
   */
  strict = false;
  /** Counts every look-up that led somewhere: what an item's `usedAt` is compared with. */
  uses = 0;

  constructor(kind: Kind, max: number, evicted: (item: Item<T>) => void = () => {}) {
    this.kind = kind;
    this.#max = max;
    this.#evicted = evicted;
  }

  get size(): number {
    return this.#byName.size;
  }

  values(): Item<T>[] {
    return [...this.#byName.values()];
  }

  get(name: unknown): Item<T> | undefined {
    return this.#byName.get(name as string);
  }

  /** The items with these names, in their order. Programs ask for the same list over and over: it is kept. */
  list(names: readonly string[]): readonly (Item<T> | undefined)[] {
    const asked = this.#asked;
    let same = asked.length === names.length;
    for (let i = 0; same && i < names.length; i++) same = asked[i] === names[i];
    if (!same) {
      this.#asked = [...names];
      this.#listed = names.map((name) => this.get(name));
    }
    return this.#listed;
  }

  /** A flag by its key; nothing else has one. */
  byKey(key: unknown): Item<T> | undefined {
    return this.kind === "flag" ? this.get(key) : undefined;
  }

  byId(id: unknown): Item<T> | undefined {
    if (this.kind !== "flag") return this.get(id);
    // Flags are named by id only where one is renamed or deleted.
    if (id) for (const item of this.#byName.values()) if (item.id === id) return item;
    return undefined;
  }

  /**
   * What the keys lead to: `NOBODY` without any, `CONFLICT` when it is more than one. Keys that lead nowhere
   * are passed over unless `strict` is set.
   */
  find(keys: Keys | null | undefined): Item<T> | Item<WireEntity> | undefined {
    let found: Item<T> | undefined;
    let missed = false;
    for (const name in keys) {
      if (!Object.hasOwn(keys, name)) continue;
      const item = this.#index.get(name, keys[name]);
      if (item === undefined) missed = true;
      else if (found === undefined) found = item;
      else if (item !== found) return CONFLICT;
    }
    if (missed && (found === undefined || this.strict)) {
      // The server said where these keys lead together; that says nothing of each one alone.
      const known = this.#keySets.size > 0 ? this.#keySets.get(signatureOf(keys as Keys)) : undefined;
      if (known === undefined || (found !== undefined && found !== known)) return undefined;
      found = known;
    }
    if (found === undefined) return NOBODY;
    found.usedAt = ++this.uses;
    return found;
  }

  /** Adds a value, or puts it in the place of an older version. The caller frees old handles. */
  put(value: T, known: Item<T> | undefined = this.get(this.#nameOf(value))): Item<T> {
    const name = this.#nameOf(value);
    if (known === undefined && this.size >= this.#max) this.#evict();
    const item = known ?? new Item(value);
    const old = known?.rough;
    if (old === undefined) item.usedAt = ++this.uses;
    else {
      item.value = value;
      item.refused = false;
    }
    const oldName = old && this.#nameOf(old);
    if (oldName !== name) {
      if (oldName !== undefined) this.#byName.delete(oldName);
      const other = this.get(name);
      if (other !== undefined) this.remove(other);
      this.#byName.set(name, item);
      if (known === undefined) item.ringAt = this.#ring.push(item) - 1;
      this.#asked = [];
    }
    if (old?.keys !== value.keys) {
      if (old) this.#unindex(old.keys, item);
      for (const [key, held] of Object.entries(value.keys ?? {})) this.#index.set(key, held, item);
    }
    return item;
  }

  /**
   * Lets keys that the server took for this entity lead to it, in whatever spelling they were sent. A lone key leads to
   * it by itself. Of several keys only the whole set does, since one of them may belong to no entity.
   */
  alias(item: Item<T>, keys: Keys): void {
    const names = Object.keys(keys);
    const [name = ""] = names;
    const value = keys[name] ?? "";
    const signature = names.length > 1 ? signatureOf(keys) : undefined;
    if (signature === undefined ? this.#index.get(name, value) !== undefined : this.#knows(item, keys))
      return;
    if ((item.aliases?.length ?? 0) >= MAX_ALIASES) this.#unalias(item);
    item.aliases ??= [];
    item.aliases.push(signature ?? [name, value]);
    if (signature === undefined) this.#index.set(name, value, item);
    else this.#keySets.set(signature, item);
  }

  /** True if all of these keys, or their set, lead to the item without a new alias. */
  #knows(item: Item<T>, keys: Keys): boolean {
    return (
      this.#keySets.get(signatureOf(keys)) === item ||
      Object.entries(keys).every(([name, value]) => this.#index.get(name, value) === item)
    );
  }

  /** Forgets all aliases: the server is to be asked again what these keys lead to. */
  dropAliases(): void {
    for (const item of this.#byName.values()) this.#unalias(item);
  }

  /** Forgets an item and gives its engine memory back. */
  remove(item: Item<T>): void {
    const name = this.#nameOf(item.rough);
    if (this.get(name) === item) this.#byName.delete(name);
    this.#leaveRing(item);
    this.#asked = [];
    this.#unindex(item.rough.keys, item);
    this.#unalias(item);
    item.free();
  }

  /** Forgets everything. */
  clear(): void {
    for (const item of this.#byName.values()) item.free();
    this.#byName.clear();
    this.#index.clear();
    this.#keySets.clear();
    this.#ring.length = 0;
    this.#asked = [];
    this.#listed = [];
  }

  /** From now on nothing is kept true: marks what was until `now` (monotonic, ms). */
  markStale(now: number): void {
    for (const item of this.#byName.values()) item.staleSince ??= now;
  }

  /** All that is stale, the most recently used first. */
  staleByUse(): Item<T>[] {
    return this.values()
      .filter((one) => one.staleSince !== undefined)
      .sort((a, b) => b.usedAt - a.usedAt);
  }

  /** Forgets what was last used before the count stood at `uses`, and tells of it as of an eviction. */
  dropUnused(uses: number): void {
    for (const item of this.#byName.values()) {
      if (item.usedAt <= uses && !item.watchers?.size) this.#drop(item);
    }
  }

  #evict(): void {
    let oldest: Item<T> | undefined;
    let any: Item<T> | undefined;
    for (let i = Math.min(EVICTION_SAMPLE, this.#ring.length); i > 0; i--) {
      any = this.#ring[this.#hand++ % this.#ring.length] as Item<T>;
      if (!any.watchers?.size && !(oldest && oldest.usedAt <= any.usedAt)) oldest = any;
    }
    this.#hand %= this.#ring.length;
    // Watched entities stay while others can go; when all are watched, one goes all the same.
    const victim = oldest ?? any;
    if (victim !== undefined) this.#drop(victim);
  }

  #leaveRing(item: Item<T>): void {
    if (this.#ring[item.ringAt] !== item) return;
    const last = this.#ring.pop();
    if (last === undefined || last === item) return;
    this.#ring[item.ringAt] = last;
    last.ringAt = item.ringAt;
  }

  #drop(item: Item<T>): void {
    this.remove(item);
    this.#evicted(item);
  }

  #nameOf(value: T): string {
    return (this.kind === "flag" && value.key) || value.id;
  }

  #unindex(keys: Keys | undefined, item: Item<T>): void {
    for (const [name, value] of Object.entries(keys ?? {})) this.#index.delete(name, value, item);
  }

  #unalias(item: Item<T>): void {
    for (const alias of item.aliases ?? []) {
      if (typeof alias !== "string") this.#index.delete(...alias, item);
      else if (this.#keySets.get(alias) === item) this.#keySets.delete(alias);
    }
    item.aliases = undefined;
  }
}
