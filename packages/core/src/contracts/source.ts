import type { CacheProvider } from "./cache";
import type { Clock } from "./clock";
import type { EvaluationContext, FlagResolution, Preflight } from "./evaluation";
import type { Logger } from "./logger";

/** What a flag source gets from the client that it serves. */
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
  /** Age of the local data in ms: 0 while it is kept true, `undefined` before the first load. */
  ageMs: number | undefined;
  flags: number;
  companies: number;
  users: number;
  reconnects: number;
  /** Why the source is not ready: the last failure, with its URL and `statusCode`. Undefined once it is ready. */
  lastError?: unknown;
}

/** What a source tells its client; listeners must not throw. */
export interface FlagSourceEvents {
  ready: () => void;
  connected: () => void;
  disconnected: (reason: string) => void;
  stale: (ageMs: number) => void;
  flagChanged: (flagKey: string) => void;
  error: (error: unknown) => void;
}

/** A local answer: `undefined` where the source cannot answer and the next one should be asked. */
export type LocalAnswer = (FlagResolution & { ageMs?: number }) | undefined;

/**
 * A source of local answers: the datastream, or a shared cache kept by a replicator.
 *
 * Failure contract: no method throws or rejects. What cannot be answered is `undefined`, and the
 * client asks its next source. Construction does no I/O and sets no timer; `start()` may.
 */
export interface FlagSource {
  readonly name: "datastream" | "replicator";
  /** Begins connecting; idempotent. */
  start(host: FlagSourceHost): void;
  /** Resolves once flags are loaded; rejects only when the source was closed, or cannot be loaded or started. */
  ready(): Promise<void>;
  status(): FlagSourceStatus;
  /** From memory alone: `undefined` when I/O would be needed. */
  resolveSync(context: EvaluationContext, flagKey: string, preflight?: Preflight): LocalAnswer;
  /** As `resolveSync`, but may wait for an entity; answers at once (not a promise) when it can. */
  resolve(
    context: EvaluationContext,
    flagKey: string,
    preflight?: Preflight,
  ): LocalAnswer | Promise<LocalAnswer>;
  /**
   * The last resort, after the next sources failed: an answer from data that is too old for `resolve`,
   * with its `ageMs`.
   */
  resolveStale?(
    context: EvaluationContext,
    flagKey: string,
    preflight?: Preflight,
  ): LocalAnswer | Promise<LocalAnswer>;
  /** Several flags for one context, company and user resolved once; `flagKeys` absent = all flags. */
  resolveAll(
    context: EvaluationContext,
    flagKeys?: readonly string[],
    preflight?: Preflight,
  ): LocalAnswer[] | undefined | Promise<LocalAnswer[] | undefined>;
  /**
   * As `resolveAll`, where memory has every answer, fresh; else `undefined`, and `resolveAll` is asked. Each
   * answer is given to `take`, which copies what it keeps: all come in the same object.
   */
  resolveEach?<T>(
    context: EvaluationContext,
    flagKeys: readonly string[] | undefined,
    take: (answer: FlagResolution) => T,
  ): T[] | undefined;
  /** Counts a tracked event in the local metrics at once, so that the next check sees it. */
  track(event: { event: string; company?: Record<string, string>; quantity: number }): void;
  /**
   * Calls `listener` whenever the answer to this question becomes another one: its value, rule or reason,
   * not its usage. The first answer is none. Absent where a source cannot tell. Returns the function that
   * ends it.
   */
  watch?(
    context: EvaluationContext,
    flagKey: string,
    listener: (answer: NonNullable<LocalAnswer>) => void,
  ): () => void;
  /** Returns the function that removes the listener. */
  on<E extends keyof FlagSourceEvents>(event: E, listener: FlagSourceEvents[E]): () => void;
  close(): Promise<void>;
}

/** The five caches of a flag source; each slot may be any cache. Values are in wire form. */
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
