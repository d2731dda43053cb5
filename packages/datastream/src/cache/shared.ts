import type { CacheProvider, Clock, FlagSourceCaches, Logger } from "@schematic/core";
import { asEntity, asFlag, type WireEntity, type WireFlag } from "../wire/messages";
import { wireForm } from "./casing";
import { entityCacheKey, flagCacheKey, flagPattern, lookupCacheKey } from "./keys";
import { CacheSlot } from "./slot";

type Kind = "company" | "user";
type Ttl = number | null | undefined;

export interface SharedCachesOptions {
  readonly caches: FlagSourceCaches;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly readMs: number;
}

/** The five caches of a flag source in the layout that all Schematic SDKs and replicators share. */
export class SharedCaches {
  readonly #flags: CacheSlot<unknown> | undefined;
  readonly #entities: Record<Kind, CacheSlot<unknown> | undefined>;
  readonly #lookups: Record<Kind, CacheSlot<string> | undefined>;

  constructor(options: SharedCachesOptions) {
    const { caches } = options;
    const slot = <T>(name: string, provider: CacheProvider<T> | undefined): CacheSlot<T> | undefined =>
      provider && new CacheSlot(provider, { ...options, name });
    this.#flags = slot("flagCache", caches.flagCache);
    this.#entities = {
      company: slot("companyCache", caches.companyCache),
      user: slot("userCache", caches.userCache),
    };
    this.#lookups = {
      company: slot("companyLookupCache", caches.companyLookupCache),
      user: slot("userLookupCache", caches.userLookupCache),
    };
  }

  async readFlag(version: string, key: string): Promise<WireFlag | undefined> {
    const flag = asFlag(wireForm(await this.#flags?.read(flagCacheKey(version, key))));
    // The key of the cache is in lower case: another flag may have it.
    return flag?.key === key ? flag : undefined;
  }

  /** All different entities that the keys lead to; more than one is a key conflict. */
  async readEntities(kind: Kind, version: string, keys: Record<string, string>): Promise<WireEntity[]> {
    const lookups = this.#lookups[kind];
    const entities = this.#entities[kind];
    if (lookups === undefined || entities === undefined) return [];
    const names = Object.keys(keys);
    const ids = await lookups.readMany(
      names.map((name) => lookupCacheKey(kind, version, name, keys[name] ?? "")),
    );
    const known = [...new Set(ids.filter((id) => typeof id === "string" && id !== ""))] as string[];
    const values = await entities.readMany(known.map((id) => entityCacheKey(kind, version, id)));
    return values
      .map((value) => asEntity(wireForm(value)))
      .filter((entity) => entity !== undefined)
      .filter((entity) => hasOneOf(entity, keys));
  }

  writeFlag(version: string, flag: WireFlag, ttl: Ttl): void {
    this.#flags?.write(flagCacheKey(version, flag.key), flag, ttl);
  }

  deleteFlag(version: string, key: string): void {
    this.#flags?.delete(flagCacheKey(version, key));
  }

  /** Deletes the flags that a full list no longer has. */
  keepFlags(version: string, keys: readonly string[]): void {
    this.#flags?.deleteMissing(
      keys.map((key) => flagCacheKey(version, key)),
      flagPattern(version),
    );
  }

  /** Writes an entity and its look-ups; look-ups of `oldKeys` that no longer hold are deleted. */
  writeEntity(
    kind: Kind,
    version: string,
    entity: WireEntity,
    ttl: Ttl,
    oldKeys?: Record<string, string>,
  ): void {
    this.#entities[kind]?.write(entityCacheKey(kind, version, entity.id), entity, ttl);
    const current = new Set<string>();
    for (const name of Object.keys(entity.keys)) {
      const key = lookupCacheKey(kind, version, name, entity.keys[name] ?? "");
      current.add(key);
      this.#lookups[kind]?.write(key, entity.id, ttl);
    }
    for (const name of Object.keys(oldKeys ?? {})) {
      const key = lookupCacheKey(kind, version, name, oldKeys?.[name] ?? "");
      if (!current.has(key)) this.#lookups[kind]?.delete(key);
    }
  }

  deleteEntity(kind: Kind, version: string, entity: WireEntity): void {
    this.#entities[kind]?.delete(entityCacheKey(kind, version, entity.id));
    for (const name of Object.keys(entity.keys)) {
      this.#lookups[kind]?.delete(lookupCacheKey(kind, version, name, entity.keys[name] ?? ""));
    }
  }

  /** Resolves once what waits is written, or given up for now. */
  async drained(): Promise<void> {
    await Promise.all(this.#slots().map((slot) => slot.drained()));
  }

  close(): void {
    for (const slot of this.#slots()) slot.close();
  }

  #slots(): CacheSlot<never>[] {
    const all = [this.#flags, ...Object.values(this.#entities), ...Object.values(this.#lookups)];
    return all.filter((slot) => slot !== undefined) as CacheSlot<never>[];
  }
}

/** Whether an entity carries one of the keys; the cache's own keys are in lower case. */
function hasOneOf(entity: WireEntity, keys: Record<string, string>): boolean {
  return Object.keys(keys).some((name) => {
    const value = keys[name]?.toLowerCase();
    return Object.keys(entity.keys).some(
      (own) => own.toLowerCase() === name.toLowerCase() && entity.keys[own]?.toLowerCase() === value,
    );
  });
}
