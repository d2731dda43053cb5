import type { SharedCaches } from "../cache/shared";
import type { EntityRecord } from "../data/entity-store";
import type { LocalCopy } from "../data/local-copy";

type Kind = "company" | "user";

/** Keeps the caches that the user gave in step with the copy in memory. */
export class CacheMirror {
  readonly #caches: SharedCaches;
  readonly #copy: LocalCopy;
  readonly #ttlMs: number | null;
  #paused = false;

  constructor(caches: SharedCaches, copy: LocalCopy, ttlMs: number | null) {
    this.#caches = caches;
    this.#copy = copy;
    this.#ttlMs = ttlMs;
  }

  flagChanged(key: string): void {
    const version = this.#version();
    if (version === undefined) return;
    const record = this.#copy.flags.get(key);
    // A flag cache that is given keeps its own time to live.
    if (record === undefined) this.#caches.deleteFlag(version, key);
    else this.#caches.writeFlag(version, record.flag, undefined);
  }

  /** A full list came, or the engine, without whose version nothing can be written. */
  allFlags(): void {
    const version = this.#version();
    if (version === undefined || this.#copy.flagsStaleSince === undefined) return;
    const keys = this.#copy.flags.keys();
    for (const key of keys) this.flagChanged(key);
    this.#caches.keepFlags(version, keys);
  }

  entityChanged(record: EntityRecord, kind: Kind, oldKeys?: Record<string, string>): void {
    const version = this.#version();
    if (version !== undefined) this.#caches.writeEntity(kind, version, record.entity, this.#ttlMs, oldKeys);
  }

  entityDeleted(record: EntityRecord, kind: Kind): void {
    const version = this.#version();
    if (version !== undefined) this.#caches.deleteEntity(kind, version, record.entity);
  }

  /** Takes what came from the caches without writing it back over what may be newer by now. */
  pausedFor<T>(take: () => T): T {
    this.#paused = true;
    try {
      return take();
    } finally {
      this.#paused = false;
    }
  }

  #version(): string | undefined {
    return this.#paused ? undefined : this.#copy.engine?.versionKey;
  }
}
