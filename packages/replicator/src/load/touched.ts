import { mergePartial, type WireEntity } from "@schematic/datastream/protocol";
import type { Change, EntityKind, SharedStore } from "../store/shared-store";

interface Told {
  kind: EntityKind;
  /** The whole entity came, or its deletion (`undefined`): newer than any page. */
  whole: boolean;
  entity: WireEntity | undefined;
  /** Changes that a page may not know of yet. */
  partials: unknown[];
}

/**
 * What the datastream told of while everything is loaded: a page of the REST list may have been read
 * before it. Without a load it remembers nothing.
 */
export class Touched {
  private told: Map<string, Told> | undefined;
  private readonly deleted: Record<EntityKind, number> = { company: 0, user: 0 };

  begin(): void {
    this.told = new Map();
  }

  end(): void {
    this.told = undefined;
  }

  /** Deletions since the start of the process. */
  deletions(kind: EntityKind): number {
    return this.deleted[kind];
  }

  note(change: Change): void {
    if (change.kind === "flags") return;
    if (change.type === "delete") this.deleted[change.kind]++;
    if (!this.told) return;
    const { kind } = change;
    const id = change.type === "put" ? change.entity.id : change.id;
    const name = `${kind}:${id}`;
    if (change.type !== "patch") {
      const entity = change.type === "put" ? change.entity : undefined;
      this.told.set(name, { kind, whole: true, entity, partials: [] });
      return;
    }
    const known = this.told.get(name);
    if (known === undefined)
      this.told.set(name, { kind, whole: false, entity: undefined, partials: [change.data] });
    else if (!known.whole) known.partials.push(change.data);
  }

  /** The entity as it is now; `undefined` when Redis holds a newer one or it is gone. */
  newest(kind: EntityKind, entity: WireEntity): WireEntity | undefined {
    const known = this.told?.get(`${kind}:${entity.id}`);
    if (known === undefined) return entity;
    if (known.whole) return undefined;
    return known.partials.reduce<WireEntity>(
      (merged, data) => mergePartial(kind, merged, data)?.entity ?? merged,
      entity,
    );
  }

  /** Keys of what came whole: they are to be kept, whatever the pages had. */
  *keys(kind: EntityKind, store: SharedStore): Generator<string> {
    for (const { kind: its, entity } of this.told?.values() ?? []) {
      if (its === kind && entity) yield* store.keysOf(kind, entity);
    }
  }
}
