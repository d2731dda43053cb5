import type { EvaluationContext } from "@schematic/core";
import type { SharedCaches } from "../cache/shared";
import type { LocalCopy } from "../data/local-copy";
import type { CacheMirror } from "./mirror";

/** `staleSince` of what comes from a cache: nothing is known of its age. */
const LONG_AGO: number = Number.NEGATIVE_INFINITY;

type Kind = "company" | "user";

/** Without a connection, fetches what memory lacks from the caches that the user gave. */
export class ColdStart {
  readonly #caches: SharedCaches;
  readonly #copy: LocalCopy;
  readonly #mirror: CacheMirror;

  constructor(caches: SharedCaches, copy: LocalCopy, mirror: CacheMirror) {
    this.#caches = caches;
    this.#copy = copy;
    this.#mirror = mirror;
  }

  /** `undefined` when memory lacks nothing, or nothing can be looked up yet. */
  load(context: EvaluationContext, flagKey: string | undefined): Promise<unknown> | undefined {
    const version = this.#copy.engine?.versionKey;
    if (version === undefined) return undefined;
    const { company, user } = this.#copy.subjects(context);
    const parts: Promise<void>[] = [];
    if (flagKey !== undefined && this.#copy.flags.get(flagKey) === undefined) {
      parts.push(this.#loadFlag(version, flagKey));
    }
    if (company === undefined && context.company)
      parts.push(this.#loadEntities("company", version, context.company));
    if (user === undefined && context.user) parts.push(this.#loadEntities("user", version, context.user));
    return parts.length === 0 ? undefined : Promise.all(parts);
  }

  async #loadFlag(version: string, key: string): Promise<void> {
    // A full list knows all flags: one that it lacks is gone, whatever the cache still holds.
    if (this.#copy.flagsComplete) return;
    const flag = await this.#caches.readFlag(version, key);
    if (flag === undefined || this.#copy.flagsComplete) return;
    this.#copy.flagsStaleSince ??= LONG_AGO;
    this.#mirror.pausedFor(() => this.#copy.putFlag(flag));
  }

  async #loadEntities(kind: Kind, version: string, keys: Record<string, string>): Promise<void> {
    const store = this.#copy.store(kind);
    const entities = await this.#caches.readEntities(kind, version, keys);
    for (const entity of entities) {
      // What the stream brought meanwhile is newer.
      if (store.byId(entity.id) !== undefined) continue;
      // A copy: an in-memory cache hands out its own object, and changes are made in place here.
      const own = structuredClone(entity);
      const record = this.#mirror.pausedFor(() => this.#copy.putEntity(kind, own));
      if (record === undefined) continue;
      record.staleSince = LONG_AGO;
      if (entities.length === 1) store.alias(record, keys);
    }
  }
}
