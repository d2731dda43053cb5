/**
 * Finds a value by (key name, key value). Two maps, one inside the other: a joined `name:value` text
 * would have to be made for every look-up and would let two different pairs collide.
 */
export class KeyIndex<T> {
  readonly #names = new Map<string, Map<string, T>>();

  get(name: string, value: string | undefined): T | undefined {
    const values = this.#names.get(name);
    if (values === undefined) return undefined;
    return values.get(value as string);
  }

  add(name: string, value: string, item: T): void {
    const values = this.#names.get(name);
    if (values === undefined) this.#names.set(name, new Map([[value, item]]));
    else values.set(value, item);
  }

  addAll(keys: Record<string, string>, item: T): void {
    for (const name of Object.keys(keys)) {
      const value = keys[name];
      if (value !== undefined) this.add(name, value, item);
    }
  }

  /** Removes the pair when it leads to `item`; another owner's pair stays. */
  delete(name: string, value: string | undefined, item: T): void {
    const values = this.#names.get(name);
    if (values === undefined || value === undefined || values.get(value) !== item) return;
    values.delete(value);
    if (values.size === 0) this.#names.delete(name);
  }

  deleteAll(keys: Record<string, string>, item: T): void {
    for (const name of Object.keys(keys)) this.delete(name, keys[name], item);
  }

  clear(): void {
    this.#names.clear();
  }
}
