import type { CacheProvider, Clock, EvaluationContext, FlagSourceCaches, Logger } from "@schematic/core";
import { assertOptions } from "@schematic/core/internal";
import type { LocalCopy } from "../data/local-copy";
import { CACHE_OPTIONS, DATASTREAM_DEFAULTS } from "../option-schemas";
import { cachesOf, type LocalCopyCaches } from "../options";
import { asEntity, asFlag, carriesOne, type EntityKind, type Kind, type Wire } from "../wire/messages";
import { wireForm } from "./casing";
import { entityCacheKey, flagCacheKey, flagPattern, lookupCacheKey, readVersions } from "./keys";
import { CacheSlot } from "./slot";

/** `staleSince` of what comes from a cache: nothing is known of its age. */
const LONG_AGO: number = Number.NEGATIVE_INFINITY;

/** How long closing waits for caches that are slow to take the last changes, ms. */
const DRAIN_MS = 1_000;

/** What the source that the caches are given to says of itself. */
export interface SharedCachesHost {
  readonly copy: LocalCopy;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Life of companies, users and their look-ups, ms; a flag cache keeps its own. */
  readonly ttl: number | null;
}

interface Entry {
  readonly slot: CacheSlot | undefined;
  readonly key: string;
  readonly value: unknown;
  readonly ttl: number | null | undefined;
}

/** Caches that were given and belong to no source yet. */
export interface GivenCaches extends LocalCopyCaches {
  open(host: SharedCachesHost): SharedCaches;
}

/**
 * Caches in which the local copy of `dataStream()` is kept too: they get every change, in the layout that all
 * Schematic SDKs and replicators share, and are read while there is no connection. For one source.
 *
 * @throws SchematicError (`invalid_options`) for what is no cache.
 */
export function sharedCaches(caches: FlagSourceCaches): LocalCopyCaches {
  assertOptions("sharedCaches()", CACHE_OPTIONS, { options: caches });
  const given: GivenCaches = { caches, open: (host) => new SharedCaches(cachesOf(caches), host) };
  return given;
}

/**
 * The five caches of a flag source, in the layout that all Schematic SDKs and replicators share: kept in
 * step with the copy in memory, and read for what it lacks while there is no connection.
 */
export class SharedCaches {
  readonly #slots: { [slot in keyof FlagSourceCaches]: CacheSlot } = {};
  readonly #copy: LocalCopy;
  readonly #clock: Clock;
  readonly #ttl: number | null;
  /** What comes from the caches is not written back over what may be newer by now. */
  #paused = false;

  constructor(caches: FlagSourceCaches, { copy, clock, logger, ttl }: SharedCachesHost) {
    this.#copy = copy;
    this.#clock = clock;
    this.#ttl = ttl;
    for (const [name, cache] of Object.entries(caches) as [keyof FlagSourceCaches, CacheProvider<unknown>][])
      this.#slots[name] = new CacheSlot(cache, {
        name,
        clock,
        logger,
        readMs: DATASTREAM_DEFAULTS.cacheWait,
      });
  }

  /** Writes what is new and deletes what was there before and is no more. */
  update(kind: Kind, value: Wire | undefined, old: Wire | undefined): void {
    const next = this.#entries(kind, value);
    for (const { slot, key } of this.#entries(kind, old))
      if (!next.some((entry) => entry.key === key)) slot?.write(key, undefined);
    for (const { slot, key, value, ttl } of next) slot?.write(key, value, ttl);
  }

  /** A full list came, or the engine, without whose version nothing can be written. */
  updateFlags(): void {
    const version = this.#copy.engine?.versionKey;
    if (version === undefined || !this.#copy.flagsComplete) return;
    const flags = this.#copy.flags.values();
    for (const { value } of flags) this.update("flag", value, undefined);
    this.#slots.flagCache?.deleteMissing(
      flags.map(({ value }) => flagCacheKey(version, value.key)),
      flagPattern(version),
    );
  }

  /** Fetches what memory lacks; `undefined` when that is nothing, or nothing can be looked up yet. */
  load(context: EvaluationContext, flagKey: string | undefined): Promise<unknown> | undefined {
    const copy = this.#copy;
    const version = copy.engine?.versionKey;
    if (version === undefined) return undefined;
    const parts: Promise<void>[] = [];
    // A full list knows all flags: one that it lacks is gone, whatever the cache still holds.
    if (flagKey !== undefined && !copy.flagsComplete && !copy.flags.get(flagKey))
      parts.push(this.#loadFlag(version, flagKey));
    for (const kind of ["company", "user"] as const) {
      const keys = context[kind];
      if (keys && !copy[kind].find(keys)) parts.push(this.#loadEntities(kind, version, keys));
    }
    return parts.length === 0 ? undefined : Promise.all(parts);
  }

  /** Gives what waits a second to be written. */
  async close(): Promise<void> {
    const slots = Object.values(this.#slots);
    let cancel = (): void => {};
    const late = new Promise<void>((resolve) => {
      cancel = this.#clock.setTimer(resolve, DRAIN_MS, true);
    });
    await Promise.race([Promise.all(slots.map((slot) => slot.drained())), late]);
    cancel();
    for (const slot of slots) slot.close();
  }

  /** Where a value is kept; nowhere while the version is not known. */
  #entries(kind: Kind, value: Wire | undefined): Entry[] {
    const version = this.#copy.engine?.versionKey;
    if (value === undefined || version === undefined || this.#paused) return [];
    const slots = this.#slots;
    if (kind === "flag")
      return [{ slot: slots.flagCache, key: flagCacheKey(version, value.key ?? ""), value, ttl: undefined }];
    const { id, keys = {} } = value;
    const ttl = this.#ttl;
    return [
      { slot: slots[`${kind}Cache`], key: entityCacheKey(kind, version, id), value, ttl },
      ...Object.entries(keys).map(([name, text]) => ({
        slot: slots[`${kind}LookupCache`],
        key: lookupCacheKey(kind, version, name, text),
        value: id,
        ttl,
      })),
    ];
  }

  async #loadFlag(version: string, key: string): Promise<void> {
    const copy = this.#copy;
    const cacheKeys = readVersions(version).map((one) => flagCacheKey(one, key));
    const found = (await this.#slots.flagCache?.read(cacheKeys)) ?? [];
    // The key in the cache is in lower case, so it may belong to another flag.
    const flag = found.map((value) => asFlag(wireForm(value))).find((one) => one?.key === key);
    if (flag === undefined || copy.flagsComplete) return;
    copy.flagsStaleSince ??= LONG_AGO;
    this.#take("flag", flag);
  }

  /** All different entities that the keys lead to; more than one is a key conflict. */
  async #loadEntities(kind: EntityKind, version: string, keys: Record<string, string>): Promise<void> {
    const versions = readVersions(version);
    const lookups = Object.entries(keys).map(([name, value]) =>
      versions.map((one) => lookupCacheKey(kind, one, name, value)),
    );
    const ids = new Set(await readFirst(this.#slots[`${kind}LookupCache`], lookups)) as Set<string>;
    ids.delete(undefined as never);
    if (ids.size === 0) return;
    const wanted = [...ids];
    const entries = wanted.map((id) => versions.map((one) => entityCacheKey(kind, one, id)));
    const found = await readFirst(this.#slots[`${kind}Cache`], entries);
    const store = this.#copy[kind];
    // A copy: an in-memory cache hands out its own object, and changes are made in place here.
    const entities = found
      .map((value) => asEntity(structuredClone(wireForm(value))))
      .filter((entity, i) => entity?.id === wanted[i] && entity !== undefined && carriesOne(entity, keys));
    for (const entity of entities) {
      // What the stream brought meanwhile is newer.
      const item = store.byId(entity?.id) ? undefined : this.#take(kind, entity);
      if (item === undefined) continue;
      item.staleSince = LONG_AGO;
      if (entities.length === 1) store.alias(item as never, keys);
    }
  }

  #take(kind: Kind, value: unknown): ReturnType<LocalCopy["put"]> {
    this.#paused = true;
    try {
      return this.#copy.put(kind, value);
    } finally {
      this.#paused = false;
    }
  }
}

/** Reads all keys at once and returns the first entry of each group, which is that of the preferred version. */
async function readFirst(
  slot: CacheSlot | undefined,
  groups: readonly (readonly string[])[],
): Promise<unknown[]> {
  const found = (await slot?.read(groups.flat())) ?? [];
  let at = 0;
  return groups.map((group) => {
    const values = found.slice(at, at + group.length);
    at += group.length;
    return values.find((value) => value !== undefined && value !== null);
  });
}
