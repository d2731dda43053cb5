import type { Logger } from "@schematic/core";
import { type Layout, versionOf } from "./layout";
import type { Metrics } from "./metrics";
import { type RedisConnection, scanKeys } from "./redis";

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
  const timer = setInterval(() => {
    cleanOtherVersions(parts).catch((error: unknown) => parts.logger.warn("cleanup failed", error));
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
      cleaned += old.length;
      await Promise.all(old.map((key) => redis.del(key)));
    });
  }
  metrics.counts.keys_cleaned += cleaned;
  if (cleaned > 0) logger.info(`deleted ${cleaned} keys of other versions`);
  return cleaned;
}
