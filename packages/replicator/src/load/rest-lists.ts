import { setTimeout as delay } from "node:timers/promises";
import { createTransport, type Transport } from "@schematic/api";
import type { Logger } from "@schematic/core";
import type { EntityKind, WireEntity } from "@schematic/datastream/protocol";
import { backoffMs, CircuitBreaker, describeError } from "@schematic-internal/kit";
import type { Metrics } from "../health/metrics";
import type { LoaderSettings, ReplicatorSettings } from "../settings/types";
import { companyFromRest, userFromRest } from "./convert";
import { Pace } from "./pace";

const BACKOFF = { minMs: 1_000, maxMs: 10_000 };
const PROGRESS_INTERVAL_MS = 2_000;
/** While the circuit is open, each request asks again at this interval. */
const CIRCUIT_POLL_MS = 250;
/** Ids in one request: their URL stays below the limits of servers. */
const MAX_IDS = 50;

const LISTS = {
  company: { path: "/companies", convert: companyFromRest },
  user: { path: "/users", convert: userFromRest },
} as const;

export interface RestListsParts {
  readonly settings: Pick<ReplicatorSettings, "apiKey" | "apiUrl"> & { readonly loader: LoaderSettings };
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Receives the entities of one page. */
export type TakePage = (entities: WireEntity[]) => Promise<void>;

/** The REST lists of companies and users. A page that fails is requested until it arrives. */
export class RestLists {
  readonly #parts: RestListsParts;
  readonly #transport: Transport;
  readonly #pace: Pace;
  readonly #circuit: CircuitBreaker;

  constructor(parts: RestListsParts) {
    const { apiKey, apiUrl, loader } = parts.settings;
    this.#parts = parts;
    this.#transport = createTransport({ apiKey, baseUrl: apiUrl, clientName: "schematic-replicator" });
    this.#pace = new Pace(loader.requestsPerSecond);
    this.#circuit = new CircuitBreaker({
      failures: loader.circuitThreshold,
      pauseMs: loader.circuitTimeoutMs,
    });
  }

  /** Reads a whole list, several pages at a time. Rejects with the reason of `signal`, or if `take` rejects. */
  async readAll(kind: EntityKind, signal: AbortSignal, take: TakePage): Promise<void> {
    const { settings, metrics, logger } = this.#parts;
    const { pageSize, maxConcurrentRequests } = settings.loader;
    const total = await this.count(kind, signal);
    let nextPage = 0;
    let loaded = 0;
    let isEnd = false;
    let reportedAt = performance.now();
    const worker = async () => {
      while (!isEnd) {
        const offset = nextPage++ * pageSize;
        const rows = await this.#page(kind, { limit: pageSize, offset }, signal);
        if (rows.length < pageSize) isEnd = true;
        const entities = entitiesOf(kind, rows);
        if (entities.length > 0) await take(entities);
        loaded += entities.length;
        metrics.counts.entities_loaded += entities.length;
        if (performance.now() - reportedAt > PROGRESS_INTERVAL_MS) {
          reportedAt = performance.now();
          logger.info(`loading ${LISTS[kind].path}: ${loaded}${total === undefined ? "" : ` of ${total}`}`);
        }
      }
    };
    await Promise.all(Array.from({ length: maxConcurrentRequests }, worker));
    logger.info(`loaded ${loaded} from ${LISTS[kind].path}`);
  }

  /** Resolves to the entities with these ids. Entities that do not exist are left out. */
  async readByIds(kind: EntityKind, ids: readonly string[], signal: AbortSignal): Promise<WireEntity[]> {
    const wanted = new Set(ids);
    const entities: WireEntity[] = [];
    for (let at = 0; at < ids.length; at += MAX_IDS) {
      const some = ids.slice(at, at + MAX_IDS);
      const rows = await this.#page(kind, { ids: some, limit: MAX_IDS, offset: 0 }, signal);
      // A server that ignores the filter returns others as well.
      entities.push(...entitiesOf(kind, rows).filter(({ id }) => wanted.has(id)));
    }
    return entities;
  }

  /** Resolves to the length of a list; undefined if the server does not say. Not tried again. */
  async count(kind: EntityKind, abortSignal: AbortSignal): Promise<number | undefined> {
    const call = { method: "GET", path: `${LISTS[kind].path}/count` };
    const answer = await this.#transport.request(call, { abortSignal, maxRetries: 0 }).catch(() => undefined);
    abortSignal.throwIfAborted();
    const count = (answer as { data?: { count?: unknown } } | undefined)?.data?.count;
    return typeof count === "number" ? count : undefined;
  }

  async #page(
    kind: EntityKind,
    query: { limit: number; offset: number; ids?: string[] },
    abortSignal: AbortSignal,
  ): Promise<unknown[]> {
    const { path } = LISTS[kind];
    for (let failures = 0; ; failures++) {
      await this.#admission(abortSignal);
      await this.#pace.turn(abortSignal);
      try {
        const answer = await this.#transport.request({ method: "GET", path, query }, { abortSignal });
        const rows = (answer as { data?: unknown } | undefined)?.data;
        if (!Array.isArray(rows)) throw new Error("the response has no list in `data`");
        this.#circuit.succeeded();
        return rows;
      } catch (error) {
        abortSignal.throwIfAborted();
        this.#circuit.failed();
        this.#parts.metrics.counts.rest_failures++;
        const pauseMs = backoffMs(failures, Math.random(), BACKOFF);
        this.#parts.logger.warn(
          `GET ${path} failed and is tried again in ${Math.round(pauseMs)} ms: ${describeError(error)}`,
        );
        await delay(pauseMs, undefined, { signal: abortSignal });
      }
    }
  }

  /** Resolves once the circuit lets a request pass. */
  async #admission(signal: AbortSignal): Promise<void> {
    while (this.#circuit.admit() === "refuse") await delay(CIRCUIT_POLL_MS, undefined, { signal });
  }
}

function entitiesOf(kind: EntityKind, rows: readonly unknown[]): WireEntity[] {
  return rows.map(LISTS[kind].convert).filter((entity) => entity !== undefined);
}
