/**
 * Finds a value by (key name, key value). Two maps, one inside the other: a joined `name:value` text
 * would have to be made for every look-up and would let two different pairs collide.
 */
export class KeyIndex<T> {
  readonly #names = new Map<string, Map<string, T>>();

  get(name: string, value: string | undefined): T | undefined {
    return this.#names.get(name)?.get(value as string);
  }

  set(name: string, value: string, item: T): void {
    const values = this.#names.get(name);
    if (values === undefined) this.#names.set(name, new Map([[value, item]]));
    else values.set(value, item);
  }

  /** Removes the pair when it leads to `item`; another owner's pair stays. */
  delete(name: string, value: string | undefined, item: T): void {
    const values = this.#names.get(name);
    if (values?.get(value as string) !== item) return;
    values.delete(value as string);
    if (values.size === 0) this.#names.delete(name);
  }

  clear(): void {
    this.#names.clear();
  }
}

/** Returns a text that is equal for equal keys in any order. */
export function signatureOf(keys: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(keys).sort());
}
