import type { Keys } from "../seed/types";
import type { Entity } from "./model";

/** Companies or users, found by id or by any of their keys. */
export class KeyedStore<T extends Entity> {
  readonly #byId = new Map<string, T>();
  readonly #byKey = new Map<string, T>();

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): T | undefined {
    return this.#byId.get(id);
  }

  values(): IterableIterator<T> {
    return this.#byId.values();
  }

  /** All that at least one of the keys leads to; a key named `id` may also hold Schematic's own id. */
  find(keys: Keys): T[] {
    const found = new Set<T>();
    for (const [name, value] of Object.entries(keys)) {
      const entity =
        this.#byKey.get(index(name, value)) ?? (name === "id" ? this.#byId.get(value) : undefined);
      if (entity !== undefined) found.add(entity);
    }
    return [...found];
  }

  add(entity: T): void {
    this.#byId.set(entity.id, entity);
    for (const [name, value] of Object.entries(entity.keys)) this.#byKey.set(index(name, value), entity);
  }

  /** Replaces the keys of an entity that is in the store. */
  rekey(entity: T, keys: Keys): void {
    this.#unindex(entity);
    entity.keys = keys;
    this.add(entity);
  }

  delete(entity: T): void {
    this.#unindex(entity);
    this.#byId.delete(entity.id);
  }

  clear(): void {
    this.#byId.clear();
    this.#byKey.clear();
  }

  #unindex(entity: T): void {
    for (const [name, value] of Object.entries(entity.keys)) {
      if (this.#byKey.get(index(name, value)) === entity) this.#byKey.delete(index(name, value));
    }
  }
}

function index(name: string, value: string): string {
  return `${name}\u0000${value}`;
}
