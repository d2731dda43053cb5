import type { Logger } from "@schematic/core";
import type { Metrics } from "../health/metrics";
import type { RedisConnection } from "../redis/connection";
import { describeRedisError } from "../redis/errors";
import { scanKeys } from "../redis/nodes";
import { PUBLISHED_CURSOR_KEY } from "../settings/settings";
import { ENTITY_KINDS } from "./change";
import { type Layout, versionOf } from "./layout";

export interface CleanupParts {
  readonly redis: RedisConnection;
  readonly layout: Layout;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Deletes entries of other versions at an interval: no process updates them any more. Returns the stop function. */
export function startCleanup(intervalMs: number, parts: CleanupParts): () => void {
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    cleanOtherVersions(parts)
      .catch((error: unknown) => {
        parts.logger.warn(`Keys of other versions were not deleted: ${describeRedisError(error)}`);
      })
      .finally(() => {
        isRunning = false;
      });
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Deletes the entries of every version except this one. The cursor of the published replicator belongs to such
 * entries and goes before them: with it, that replicator would skip its load. Resolves to the number of entries.
 */
export async function cleanOtherVersions({ redis, layout, metrics, logger }: CleanupParts): Promise<number> {
  let cleaned = 0;
  let isCursorGone = false;
  for (const kind of ["flags", ...ENTITY_KINDS]) {
    await scanKeys(redis, `schematic:${kind}:*`, async (keys) => {
      const old = keys.filter((key) => (versionOf(key) ?? layout.version) !== layout.version);
      if (old.length > 0 && !isCursorGone) {
        await redis.del(PUBLISHED_CURSOR_KEY);
        isCursorGone = true;
      }
      const deleted = await Promise.all(old.map((key) => redis.del(key)));
      // SCAN may return a key twice.
      cleaned += deleted.reduce((sum, one) => sum + one, 0);
    });
  }
  metrics.counts.keys_cleaned += cleaned;
  if (cleaned > 0) logger.info(`deleted ${cleaned} keys of other versions`);
  return cleaned;
}
