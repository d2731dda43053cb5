import { mergePartial, type WireEntity, type WireFlag } from "@schematic/datastream/protocol";
import { type Change, type EntityChange, type FlagChange, idOf, nameOf } from "./change";
import { FlagEdits, FlagIndex } from "./flag-index";
import type { Layout } from "./layout";

type Kind = EntityChange["kind"];

/** The entities that a batch changes, by their keys in Redis; undefined for one that Redis lacks. */
export type Entities = Map<string, WireEntity | undefined>;

/** The writes of one batch of changes. It decides everything before the first command is sent. */
export class Batch {
  /** The last value for each key; undefined deletes the key. */
  readonly texts: Map<string, string | undefined> = new Map();
  /** Look-ups that no longer hold, and the id for which they held. One that leads to another id stays. */
  readonly dropped: Map<string, string> = new Map();
  /** Keys of all flags, if the batch contains the full list. Others are deleted. */
  flagList: Set<string> | undefined;
  /** Changes that could not be processed, for example because they are nested too deeply. */
  readonly failed: { readonly name: string; readonly error: unknown }[] = [];
  /** Entities of which only a part arrived while Redis lacks the rest. */
  readonly incomplete: { readonly kind: Kind; readonly id: string }[] = [];
  /** Number of changes that had nothing to change. */
  skipped = 0;
  readonly #layout: Layout;
  readonly #entities: Entities;
  readonly #flags: FlagEdits;

  constructor(layout: Layout, entities: Entities = new Map(), flags: FlagIndex = new FlagIndex()) {
    this.#layout = layout;
    this.#entities = entities;
    this.#flags = new FlagEdits(flags);
  }

  /** Adds one change. A change that throws fails by itself. */
  add(change: Change): void {
    this.#guard(nameOf(change), () => {
      if (change.kind === "flags") this.#addFlag(change);
      else this.#addEntity(change);
    });
  }

  /** Adds a whole entity without regard to the stored one. */
  put(kind: Kind, entity: WireEntity): void {
    this.#guard(`${kind} ${entity.id}`, () => this.#set(kind, entity, undefined));
  }

  /** Call it once everything is in Redis: later batches then find flags by the ids and keys of this one. */
  commit(): void {
    this.#flags.commit();
  }

  /** Returns the keys that exist after this batch. */
  *writtenKeys(): Generator<string> {
    for (const [key, text] of this.texts) if (text !== undefined) yield key;
  }

  #guard(name: string, step: () => void): void {
    try {
      step();
    } catch (error) {
      this.failed.push({ name, error });
    }
  }

  #addEntity(change: EntityChange): void {
    const key = this.#layout.entity(change.kind, idOf(change));
    const old = this.#entities.get(key);
    switch (change.type) {
      case "put":
        this.#set(change.kind, change.entity, old);
        break;
      case "patch":
        this.#patch(change, old);
        break;
      case "delete":
        this.#delete(change.kind, key, old);
        break;
    }
  }

  #patch(change: EntityChange & { type: "patch" }, old: WireEntity | undefined): void {
    if (old === undefined) {
      this.skipped++;
      this.incomplete.push({ kind: change.kind, id: change.id });
      return;
    }
    // The merge may change the entity in place.
    const before = { ...old, keys: { ...old.keys } };
    const merged = mergePartial(change.kind, old, change.data);
    // A part that names another entity is not one of this entity.
    if (merged === undefined || merged.entity.id !== change.id) this.skipped++;
    else this.#set(change.kind, merged.entity, before);
  }

  #delete(kind: Kind, key: string, old: WireEntity | undefined): void {
    this.texts.set(key, undefined);
    this.#entities.set(key, undefined);
    if (old === undefined) this.skipped++;
    else this.#dropLookups(kind, old);
  }

  #set(kind: Kind, entity: WireEntity, old: WireEntity | undefined): void {
    const key = this.#layout.entity(kind, entity.id);
    // Serialised first: it throws for an entity that is nested too deeply.
    this.texts.set(key, JSON.stringify(entity));
    this.#entities.set(key, entity);
    if (old) this.#dropLookups(kind, old);
    const id = JSON.stringify(entity.id);
    for (const lookup of this.#layout.lookups(kind, entity.keys)) {
      this.texts.set(lookup, id);
      this.dropped.delete(lookup);
    }
  }

  #dropLookups(kind: Kind, old: WireEntity): void {
    const id = JSON.stringify(old.id);
    for (const lookup of this.#layout.lookups(kind, old.keys)) {
      // Another entity may have got this key in the same batch.
      const written = this.texts.get(lookup);
      if (written !== undefined && written !== id) continue;
      this.texts.delete(lookup);
      this.dropped.set(lookup, id);
    }
  }

  #addFlag(change: FlagChange): void {
    switch (change.type) {
      case "all":
        this.#replaceFlags(change.flags);
        break;
      case "put":
        this.#setFlag(change.flag);
        break;
      case "delete": {
        const key = change.key ?? this.#flags.keyOf(change.id ?? "");
        if (key === undefined) this.skipped++;
        else this.#removeFlag(key);
      }
    }
  }

  #replaceFlags(flags: readonly WireFlag[]): void {
    this.#flags.clear();
    this.flagList = new Set();
    for (const flag of flags) this.#guard(`flag ${flag.key}`, () => this.#setFlag(flag));
  }

  #setFlag(flag: WireFlag): void {
    const text = JSON.stringify(flag);
    const former = this.#flags.keyOf(flag.id);
    if (former !== undefined && former !== flag.key) this.#removeFlag(former);
    const key = this.#layout.flag(flag.key);
    this.flagList?.add(key);
    this.#flags.set(flag.id, flag.key);
    this.texts.set(key, text);
  }

  #removeFlag(flagKey: string): void {
    const key = this.#layout.flag(flagKey);
    this.flagList?.delete(key);
    this.#flags.remove(flagKey);
    this.texts.set(key, undefined);
  }
}
