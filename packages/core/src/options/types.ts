import type { CacheProvider } from "../contracts/cache";
import type { Clock } from "../contracts/clock";
import type { CreditGateFactory } from "../contracts/credits";
import type { EventJournal } from "../contracts/events";
import type { Hook } from "../contracts/hook";
import type { Logger } from "../contracts/logger";
import type { FlagSource } from "../contracts/source";
import type { CheckFlagWithEntitlementResponse } from "../evaluation/results";
import type { LogLevel } from "../log/console";

/** Options of event delivery. */
export interface EventOptions {
  /** Most events waiting; default 100,000. */
  maxQueueSize?: number | undefined;
  /** Most bytes of events waiting; default 32 MB. */
  maxQueueBytes?: number | undefined;
  /** Events a request; default and most 100. */
  maxBatchSize?: number | undefined;
  /** Requests in flight; default 4. */
  concurrency?: number | undefined;
  /**
   * What happens when the queue is full: `drop` gives up events, flag checks first, and counts them;
   * `wait` makes the promise of `track()` and `identify()` wait for room. Default `drop`.
   */
  onFull?: "drop" | "wait" | undefined;
  /**
   * Which checks that the local engine answers are reported: `all` (default), `unique` (the same answer
   * for the same context only once in a while), or `off`.
   */
  flagChecks?: "all" | "unique" | "off" | undefined;
  /** Keeps accepted events over a crash; see the journal of this package. */
  journal?: EventJournal | undefined;
  /** Told of deliveries under way, as `ExecutionContext.waitUntil` of Workers wants them. */
  waitUntil?: ((promise: Promise<unknown>) => void) | undefined;
}

/** Caches of the client. */
export interface CacheProvidersOptions {
  /**
   * Caches of REST answers, asked in order; default one `LocalCache` of 1,000 entries and 5,000 ms; `[]`
   * turns caching off.
   */
  flagChecks?: CacheProvider<CheckFlagWithEntitlementResponse>[] | undefined;
}

/** Options of `SchematicClient`. All may be left out; an unknown or ill-typed one is an error. */
export interface ClientOptions {
  /** Secret API key. Without one the client is offline, with a warning. */
  apiKey?: string | undefined;
  /** Base URL of the REST API; blank counts as unset. Default `https://api.schematichq.com`. */
  basePath?: string | undefined;
  cacheProviders?: CacheProvidersOptions | undefined;
  /** Environment to work in, for keys that are not bound to one. Sent with every request. */
  environmentId?: string | undefined;
  /** Base URL of event capture; blank counts as unset. Default `https://c.schematichq.com`. */
  eventCaptureBaseURL?: string | undefined;
  /** Longest time that an event waits to be sent, ms; default 1,000. */
  eventBufferInterval?: number | undefined;
  events?: EventOptions | undefined;
  /** Answers for when no source has one, by flag key. */
  flagDefaults?: Record<string, boolean> | undefined;
  /** Headers for REST, capture, health polls and the WebSocket handshake. */
  headers?: Record<string, string> | undefined;
  /** Where messages go; its own level counts. Default: the console. */
  logger?: Logger | undefined;
  /** Level of the default logger; default `warn`. */
  logLevel?: LogLevel | undefined;
  /** No network at all: checks answer defaults, events are discarded. Default false. */
  offline?: boolean | undefined;
  /** Time-out of one REST attempt, ms; default 60,000. */
  timeoutMs?: number | undefined;
  /** Retries of a REST call after 408, 429 and 5xx but 501; default 2. */
  maxRetries?: number | undefined;
  /** REST requests of flag checks in flight at once; more checks wait for a place. Default 100. */
  maxConcurrentChecks?: number | undefined;
  /** The `fetch` for REST, capture and health polls. Default: the global one. */
  fetch?: typeof fetch | undefined;
  /** Local and cached data older than this (ms) is not used. Default: any age (replicator mode: 60,000). */
  maxStaleness?: number | undefined;
  /** Observers of checks. */
  hooks?: Hook[] | undefined;
  /** Answers checks locally, as `dataStream()` of `@schematic/datastream` does. */
  flagSource?: FlagSource | undefined;
  /** Gates checks by credits: the result of `creditLeases()` of `@schematic/credits`. */
  creditGate?: CreditGateFactory | undefined;
  /** Time, timers and chance; for tests. Default: the machine's. */
  clock?: Clock | undefined;
}
