import type { EntityKind } from "@schematic/datastream/protocol";
import { type Change, idOf } from "./change";

/** The ids of all companies and users that Redis should hold. */
export class Roster {
  readonly #ids: Readonly<Record<EntityKind, Set<string>>> = { company: new Set(), user: new Set() };
  /** The position of the next sample. */
  readonly #walks: Partial<Record<EntityKind, Iterator<string>>> = {};

  size(kind: EntityKind): number {
    return this.#ids[kind].size;
  }

  add(kind: EntityKind, id: string): void {
    this.#ids[kind].add(id);
  }

  delete(kind: EntityKind, id: string): void {
    this.#ids[kind].delete(id);
  }

  /** Records a change that is in Redis now. */
  note(change: Change): void {
    if (change.kind === "flags") return;
    if (change.type === "put") this.add(change.kind, idOf(change));
    if (change.type === "delete") this.delete(change.kind, change.id);
  }

  replace(kind: EntityKind, ids: Iterable<string>): void {
    this.#ids[kind].clear();
    for (const id of ids) this.#ids[kind].add(id);
    delete this.#walks[kind];
  }

  all(kind: EntityKind): string[] {
    return [...this.#ids[kind]];
  }

  /** Returns the next ids, at most `count`. Over time the samples cover all ids, and then start again. */
  sample(kind: EntityKind, count: number): string[] {
    const sample: string[] = [];
    const limit = Math.min(count, this.#ids[kind].size);
    while (sample.length < limit) {
      const walk = this.#walks[kind] ?? this.#ids[kind].values();
      this.#walks[kind] = walk;
      const { done, value } = walk.next();
      if (!done) sample.push(value);
      else if (sample.length === 0) delete this.#walks[kind];
      else break;
    }
    return sample;
  }
}
