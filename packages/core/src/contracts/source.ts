import type { CacheProvider } from "./cache";
import type { Clock } from "./clock";
import type { CreditEvaluation } from "./credits";
import type { EvaluationContext, Preflight, Resolution } from "./evaluation";
import type { Logger } from "./logger";

/** The parts of its client that a flag source uses. */
export interface FlagSourceHost {
  apiKey: string;
  /** REST base URL, without a trailing slash. */
  baseUrl: string;
  environmentId?: string;
  headers: Record<string, string>;
  fetch: typeof fetch;
  logger: Logger;
  clock: Clock;
  /** SDK name and version for handshakes. */
  client: { name: string; version: string };
  /** Local data older than this (ms) is not used; `undefined` = any age. */
  maxStaleness?: number;
}

export type FlagSourceState = "idle" | "connecting" | "priming" | "ready" | "waiting" | "closed";

export interface FlagSourceStatus {
  state: FlagSourceState;
  /** Age of the local data in ms: 0 while it is up to date, undefined before the first load. */
  ageMs: number | undefined;
  flags: number;
  companies: number;
  users: number;
  reconnects: number;
  /** Why the source is not ready: the last failure, with its URL and `statusCode`. Undefined once it is ready. */
  lastError?: unknown;
}

/** Events of a source. Listeners must not throw. */
export interface FlagSourceEvents {
  ready: () => void;
  connected: () => void;
  disconnected: (reason: string) => void;
  stale: (ageMs: number) => void;
  flagChanged: (flagKey: string) => void;
  error: (error: unknown) => void;
}

/** Flags to evaluate: their keys in order, or undefined for all flags that the source knows. */
export type FlagKeys = readonly string[] | undefined;

/** Results in the order of the keys. An entry is undefined if the source has no result for that flag. */
export type FlagResults = readonly (Resolution | undefined)[];

export interface PeekOptions {
  /**
   * True if no `load` follows, because the caller cannot wait. The source may then fetch what is missing in the
   * background, so that a later call finds it, and may use an entry while its replacement is being read.
   */
  readAhead?: boolean;
}

export interface LoadOptions {
  /** True if the sources after this one failed. The source may then use data that is otherwise too old. */
  allowStale?: boolean;
}

/**
 * A source of local results: the datastream, or a shared cache that a replicator fills.
 *
 * Failure contract: no method throws, and only `ready()` rejects. A flag that the source cannot evaluate is
 * undefined, and the client asks its next source. Construction does no I/O and sets no timer; `start()` may.
 */
export interface FlagSource {
  readonly name: "datastream" | "replicator";
  /** Begins connecting. Idempotent. */
  start(host: FlagSourceHost): void;
  /** Resolves once flags are loaded. Rejects only if the source is closed, or cannot be loaded or started. */
  ready(): Promise<void>;
  status(): FlagSourceStatus;
  /**
   * Returns what memory holds, without I/O that the caller would wait for. Returns undefined if the source can
   * evaluate none of the flags. Each result is a new object. On the hot path of every check.
   */
  peek(
    context: EvaluationContext,
    keys: FlagKeys,
    preflight?: Preflight,
    options?: PeekOptions,
  ): FlagResults | undefined;
  /**
   * Like `peek`, but first fetches what memory lacks, for a bounded time. Resolves to undefined if the source can
   * evaluate none of the flags, for example all flags of a cache that cannot list them.
   */
  load(
    context: EvaluationContext,
    keys: FlagKeys,
    preflight?: Preflight,
    options?: LoadOptions,
  ): Promise<FlagResults | undefined>;
  /**
   * Calls `listener` whenever the value, rule or reason of a flag changes for this context. Changes of usage and the
   * first result do not count. Absent if the source cannot detect changes. Returns the function that ends the watch.
   */
  watch?(context: EvaluationContext, flagKey: string, listener: (resolution: Resolution) => void): () => void;
  /** Counts a tracked event in the local metrics at once, so that the next check sees it. */
  track(event: { event: string; company?: Record<string, string>; quantity: number }): void;
  /** Evaluation for credit gating. Absent if the source cannot evaluate with other balances. */
  readonly credits?: CreditEvaluation;
  /** Adds a listener and returns the function that removes it. */
  on<E extends keyof FlagSourceEvents>(event: E, listener: FlagSourceEvents[E]): () => void;
  /** Ends the source: pending `ready()` calls reject, later calls return undefined. Idempotent. */
  close(): Promise<void>;
}

/** The five caches of a flag source. Each may be any cache. Values are in wire form. */
export interface FlagSourceCaches {
  /** Companies by id. */
  companyCache?: CacheProvider<unknown>;
  /** Ids of companies by each of their keys. */
  companyLookupCache?: CacheProvider<string>;
  /** Users by id. */
  userCache?: CacheProvider<unknown>;
  /** Ids of users by each of their keys. */
  userLookupCache?: CacheProvider<string>;
  /** Flags by key. */
  flagCache?: CacheProvider<unknown>;
}
