import { setTimeout as delay } from "node:timers/promises";
import type { Transport } from "@schematic/api";
import type { Logger } from "@schematic/core";
import type { WireEntity } from "@schematic/datastream/protocol";
import type { Metrics } from "../health/metrics";
import type { LoaderSettings } from "../settings/settings";
import type { EntityKind } from "../store/shared-store";
import { companyFromRest, userFromRest } from "./convert";

export interface LoaderParts {
  transport: Transport;
  settings: LoaderSettings;
  logger: Logger;
  metrics: Metrics;
}

const lists = {
  company: { path: "/companies", convert: companyFromRest },
  user: { path: "/users", convert: userFromRest },
} as const;

/**
 * Reads a whole REST list, several pages at a time, and hands each page on. A page that fails is tried
 * again until it comes: part of a list is of no use. Rejects only when `signal` ends it.
 */
export async function loadAll(
  kind: EntityKind,
  parts: LoaderParts,
  signal: AbortSignal,
  take: (entities: WireEntity[]) => Promise<void>,
): Promise<number> {
  const { settings, metrics, logger } = parts;
  const pace = new Pace(settings.requestsPerSecond);
  const total = await countOf(kind, parts, signal);
  let nextPage = 0;
  let loaded = 0;
  let ended = false;
  let reportedAt = performance.now();
  const worker = async () => {
    while (!ended) {
      const offset = nextPage++ * settings.pageSize;
      await pace.turn(signal);
      if (ended) return;
      const rows = await page(kind, offset, parts, signal);
      if (rows.length < settings.pageSize) ended = true;
      const entities = rows.map(lists[kind].convert).filter((entity) => entity !== undefined);
      if (entities.length > 0) await take(entities);
      loaded += entities.length;
      metrics.counts.entities_loaded += entities.length;
      if (performance.now() - reportedAt > 2_000) {
        reportedAt = performance.now();
        logger.info(`loading ${lists[kind].path}: ${loaded}${total === undefined ? "" : ` of ${total}`}`);
      }
    }
  };
  await Promise.all(Array.from({ length: settings.maxConcurrentRequests }, worker));
  logger.info(`loaded ${loaded} from ${lists[kind].path}`);
  return loaded;
}

async function page(
  kind: EntityKind,
  offset: number,
  { transport, settings, logger, metrics }: LoaderParts,
  abortSignal: AbortSignal,
): Promise<unknown[]> {
  for (let failures = 1; ; failures++) {
    try {
      const query = { limit: settings.pageSize, offset };
      const answer = await transport.request(
        { method: "GET", path: lists[kind].path, query },
        { abortSignal },
      );
      const rows = (answer as { data?: unknown } | undefined)?.data;
      if (Array.isArray(rows)) return rows;
      throw new Error("the answer has no list in `data`");
    } catch (error) {
      abortSignal.throwIfAborted();
      metrics.counts.rest_failures++;
      const open = failures % settings.circuitThreshold === 0;
      const pauseMs = open ? settings.circuitTimeoutMs : Math.min(1_000 * 2 ** (failures - 1), 10_000);
      logger.warn(`GET ${lists[kind].path} failed, tried again in ${pauseMs} ms`, error);
      await delay(pauseMs, undefined, { signal: abortSignal });
    }
  }
}

/** For the progress alone: without it, progress has no total. */
async function countOf(
  kind: EntityKind,
  parts: LoaderParts,
  abortSignal: AbortSignal,
): Promise<number | undefined> {
  const call = { method: "GET", path: `${lists[kind].path}/count` };
  const answer = await parts.transport.request(call, { abortSignal, maxRetries: 0 }).catch(() => undefined);
  abortSignal.throwIfAborted();
  const count = (answer as { data?: { count?: unknown } } | undefined)?.data?.count;
  return typeof count === "number" ? count : undefined;
}

/** Lets so many requests a second begin, evenly spaced. */
class Pace {
  private nextAt = 0;

  constructor(private readonly perSecond: number) {}

  async turn(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, this.nextAt);
    this.nextAt = at + 1_000 / this.perSecond;
    if (at - now > 1) await delay(at - now, undefined, { signal });
    signal.throwIfAborted();
  }
}
