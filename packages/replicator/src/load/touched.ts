import { type EntityKind, mergePartial, type WireEntity } from "@schematic/datastream/protocol";
import { type Change, idOf } from "../store/change";

/** The changes of one entity since `begin`. */
interface Changed {
  /** True if the whole entity arrived, or its deletion: Redis then holds something newer than any page. */
  isWhole: boolean;
  /** Parts that a page may not contain yet. */
  readonly parts: unknown[];
}

/**
 * Changes that the datastream sent while companies or users were being read through REST. A page may have been read
 * before them. It remembers nothing unless something is being read.
 */
export class Touched {
  readonly #changed: Map<string, Changed> = new Map();
  /** Keys that were written in the meantime. */
  readonly #written: Set<string> = new Set();
  readonly #deletions: Record<EntityKind, number> = { company: 0, user: 0 };
  #readers = 0;

  /** Starts to remember. Several readers can do so at the same time. */
  begin(): void {
    this.#readers++;
  }

  /** Forgets everything once the last reader has ended. */
  end(): void {
    this.#readers--;
    if (this.#readers > 0) return;
    this.#changed.clear();
    this.#written.clear();
  }

  /** Returns the number of deletions since the start of the process. */
  deletions(kind: EntityKind): number {
    return this.#deletions[kind];
  }

  /** Records a change, before it is written. */
  note(change: Change): void {
    if (change.kind === "flags") return;
    if (change.type === "delete") this.#deletions[change.kind]++;
    if (this.#readers === 0) return;
    const name = nameOf(change.kind, idOf(change));
    const known = this.#changed.get(name) ?? { isWhole: false, parts: [] };
    this.#changed.set(name, known);
    if (change.type !== "patch") known.isWhole = true;
    else if (!known.isWhole) known.parts.push(change.data);
  }

  /** Records keys that exist in Redis now. */
  wrote(keys: Iterable<string>): void {
    if (this.#readers > 0) for (const key of keys) this.#written.add(key);
  }

  /** Returns the keys that were written since `begin`. Those that exist are up to date. */
  get written(): ReadonlySet<string> {
    return this.#written;
  }

  /**
   * Returns an entity that was read through REST with all later changes applied; undefined if Redis holds a newer
   * one, or the entity was deleted.
   */
  newest(kind: EntityKind, entity: WireEntity): WireEntity | undefined {
    const known = this.#changed.get(nameOf(kind, entity.id));
    if (known === undefined) return entity;
    if (known.isWhole) return undefined;
    return known.parts.reduce<WireEntity>(
      (merged, part) => mergePartial(kind, merged, part)?.entity ?? merged,
      entity,
    );
  }
}

function nameOf(kind: EntityKind, id: string): string {
  return `${kind}:${id}`;
}
