import type { Logger } from "@schematic/core";
import type { Metrics } from "../health/metrics";
import { type RedisConnection, scanKeys } from "../redis/connection";
import { type Layout, versionOf } from "./layout";

export interface Cleanup {
  stop(): void;
}

export interface CleanupParts {
  redis: RedisConnection;
  layout: Layout;
  metrics: Metrics;
  logger: Logger;
}

/** Deletes other versions' entries now and then: nobody keeps them true any more. */
export function startCleanup(intervalMs: number, parts: CleanupParts): Cleanup {
  let cleaning = false;
  const timer = setInterval(() => {
    if (cleaning) return;
    cleaning = true;
    cleanOtherVersions(parts)
      .catch((error: unknown) => parts.logger.warn("cleanup failed", error))
      .finally(() => {
        cleaning = false;
      });
  }, intervalMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** Deletes entries of every version but this one's; resolves with their number. */
export async function cleanOtherVersions({ redis, layout, metrics, logger }: CleanupParts): Promise<number> {
  let cleaned = 0;
  for (const kind of ["flags", "company", "user"]) {
    await scanKeys(redis, `schematic:${kind}:*`, async (keys) => {
      const old = keys.filter((key) => (versionOf(key) ?? layout.version) !== layout.version);
      const deleted = await Promise.all(old.map((key) => redis.del(key)));
      // SCAN may show a key twice.
      cleaned += deleted.reduce((sum, one) => sum + one, 0);
    });
  }
  metrics.counts.keys_cleaned += cleaned;
  if (cleaned > 0) logger.info(`deleted ${cleaned} keys of other versions`);
  return cleaned;
}
