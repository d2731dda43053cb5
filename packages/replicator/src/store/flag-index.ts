/** The keys of all flags by id, and the ids by key. A deletion may name only one of them. */
export class FlagIndex {
  readonly #keys: Map<string, string> = new Map();
  readonly #ids: Map<string, string> = new Map();

  keyOf(id: string): string | undefined {
    return this.#keys.get(id);
  }

  idOf(key: string): string | undefined {
    return this.#ids.get(key);
  }

  keys(): IterableIterator<string> {
    return this.#ids.keys();
  }

  /** Applies edits. Undefined removes an entry. */
  apply(keys: ReadonlyMap<string, string | undefined>, ids: ReadonlyMap<string, string | undefined>): void {
    update(this.#keys, keys);
    update(this.#ids, ids);
  }

  clear(): void {
    this.#keys.clear();
    this.#ids.clear();
  }
}

/** Edits of a `FlagIndex` that take effect once the batch that made them is in Redis. */
export class FlagEdits {
  readonly #base: FlagIndex;
  readonly #keys: Map<string, string | undefined> = new Map();
  readonly #ids: Map<string, string | undefined> = new Map();
  #isCleared = false;

  constructor(base: FlagIndex) {
    this.#base = base;
  }

  keyOf(id: string): string | undefined {
    if (this.#keys.has(id)) return this.#keys.get(id);
    return this.#isCleared ? undefined : this.#base.keyOf(id);
  }

  idOf(key: string): string | undefined {
    if (this.#ids.has(key)) return this.#ids.get(key);
    return this.#isCleared ? undefined : this.#base.idOf(key);
  }

  /** Records that the flag with this id now has this key. */
  set(id: string, key: string): void {
    const formerKey = this.keyOf(id);
    if (formerKey !== undefined && formerKey !== key) this.#ids.set(formerKey, undefined);
    const formerId = this.idOf(key);
    if (formerId !== undefined && formerId !== id) this.#keys.set(formerId, undefined);
    this.#keys.set(id, key);
    this.#ids.set(key, id);
  }

  remove(key: string): void {
    const id = this.idOf(key);
    if (id !== undefined) this.#keys.set(id, undefined);
    this.#ids.set(key, undefined);
  }

  clear(): void {
    this.#isCleared = true;
    this.#keys.clear();
    this.#ids.clear();
  }

  commit(): void {
    if (this.#isCleared) this.#base.clear();
    this.#base.apply(this.#keys, this.#ids);
  }
}

function update(map: Map<string, string>, edits: ReadonlyMap<string, string | undefined>): void {
  for (const [name, value] of edits) {
    if (value === undefined) map.delete(name);
    else map.set(name, value);
  }
}
