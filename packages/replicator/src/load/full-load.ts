import type { Logger } from "@schematic/core";
import type { EntityKind, WireEntity } from "@schematic/datastream/protocol";
import type { Applier } from "../apply/applier";
import type { Metrics } from "../health/metrics";
import { ENTITY_KINDS } from "../store/change";
import type { ReplayState } from "../store/replay-state";
import type { SharedStore } from "../store/shared-store";
import type { RestLists } from "./rest-lists";
import type { Touched } from "./touched";

/** A list that keeps changing is read this many times at most. */
const MAX_PASSES = 5;

export interface LoadParts {
  readonly lists: Pick<RestLists, "readAll" | "readByIds" | "count">;
  readonly store: SharedStore;
  readonly state: ReplayState;
  readonly applier: Pick<Applier, "exclusive" | "idle" | "applied">;
  readonly touched: Touched;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/**
 * Writes all companies and users to Redis and deletes those that no longer exist. Changes that the datastream sends
 * in the meantime are newer than the pages and win. Rejects with the reason of `signal`, which must be aborted when
 * the datastream is lost: its changes are then missed, and what was read is worthless.
 */
export async function loadEverything(parts: LoadParts, signal: AbortSignal): Promise<void> {
  const { state, applier, touched, metrics, logger } = parts;
  const startedAt = performance.now();
  metrics.counts.full_loads++;
  touched.begin();
  try {
    await state.forget();
    const counts: Record<EntityKind, number> = { company: 0, user: 0 };
    for (const kind of ENTITY_KINDS) counts[kind] = await loadKind(kind, parts, signal);
    // The flags of this connection arrived earlier and may still wait.
    await applier.idle();
    signal.throwIfAborted();
    const cursor = applier.applied;
    await state.loaded(counts);
    signal.throwIfAborted();
    await state.keep(cursor, true);
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    logger.info(`loaded ${counts.company} companies and ${counts.user} users in ${seconds} s`);
  } finally {
    touched.end();
  }
}

async function loadKind(kind: EntityKind, parts: LoadParts, signal: AbortSignal): Promise<number> {
  const { lists, store, applier, touched, metrics, logger } = parts;
  const ids = new Set<string>();
  const take = (entities: WireEntity[]) => {
    for (const { id } of entities) ids.add(id);
    return writeRead(kind, { entities, signal }, parts);
  };
  // A deletion moves the pages after it: a company that slipped between two pages is found by another pass.
  let isComplete = false;
  for (let pass = 0; pass < MAX_PASSES && !isComplete; pass++) {
    const deletions = touched.deletions(kind);
    await lists.readAll(kind, signal, take);
    const count = await lists.count(kind, signal);
    isComplete = touched.deletions(kind) === deletions && (count === undefined || ids.size >= count);
  }
  if (!isComplete) {
    logger.warn(
      `the list of ${kind} entries kept changing; entries that were not in it are read by their ids`,
    );
    const doubtful = [...(await store.ids(kind))].filter((id) => !ids.has(id));
    await take(await lists.readByIds(kind, doubtful, signal));
  }
  let count = 0;
  await applier.exclusive(async () => {
    const deleted = await store.retain(kind, touched.written);
    if (deleted > 0) logger.info(`deleted ${deleted} keys of ${kind} entries that no longer exist`);
    const stored = await store.ids(kind);
    store.roster.replace(kind, stored);
    count = stored.size;
  }, signal);
  metrics.values[kind === "company" ? "companies" : "users"] = count;
  return count;
}

/** Writes entities that were read through REST, with all changes that arrived since. */
export function writeRead(
  kind: EntityKind,
  { entities, signal }: { entities: readonly WireEntity[]; signal: AbortSignal },
  { applier, store, touched }: Pick<LoadParts, "applier" | "store" | "touched">,
): Promise<void> {
  return applier.exclusive(async () => {
    const newest = entities.flatMap((entity) => touched.newest(kind, entity) ?? []);
    await store.put(kind, newest);
  }, signal);
}
