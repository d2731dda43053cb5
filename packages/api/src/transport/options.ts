import type { TransportHooks } from "./hooks";

/** A value, a promise of one, or a function that returns either and is called before each request. */
export type Supplier<T> = T | PromiseLike<T> | (() => T | PromiseLike<T>);

/** Headers as values or functions; `null` and `undefined` leave a header out. */
export type HeaderOptions = Record<string, Supplier<string | null | undefined>>;

/** Options of a transport and of the whole client. */
export interface TransportOptions {
  /** Secret API key. A function is called before each request, so that keys can rotate. */
  apiKey: Supplier<string>;
  /** Base URL of the REST API; blank counts as unset. Default `https://api.schematichq.com`. */
  baseUrl?: Supplier<string | undefined> | undefined;
  /** The same as `baseUrl`, under the name that the client of the SDK uses. */
  basePath?: Supplier<string | undefined> | undefined;
  /** Headers of every request. */
  headers?: HeaderOptions | undefined;
  /** Environment to work in, for keys that are not bound to one. */
  environmentId?: string | undefined;
  /** The `fetch` to use, called with a URL and its init. Default: the global one. */
  fetch?: typeof fetch | undefined;
  /** Time limit of one attempt, reading the response included, in seconds. Default 60. */
  timeoutInSeconds?: number | undefined;
  /** The same as `timeoutInSeconds`, in milliseconds. */
  timeoutMs?: number | undefined;
  /** Attempts after the first one. Default 2; 0 means none. */
  maxRetries?: number | undefined;
  /** Largest response that is read, in bytes. Default 33,554,432 (32 MB). */
  maxResponseBytes?: number | undefined;
  /** Called around each attempt. */
  hooks?: TransportHooks | undefined;
  /** Name of the caller for the header `X-Schematic-Client`. Default: the name of this package. */
  clientName?: string | undefined;
  /** Version of the caller for the header `X-Schematic-Client-Version`. Default: the version of this package. */
  clientVersion?: string | undefined;
}

/** Options of one call. */
export interface RequestOptions {
  /** Time limit of one attempt, in seconds. Default: the client's. */
  timeoutInSeconds?: number | undefined;
  /** The same as `timeoutInSeconds`, in milliseconds. */
  timeoutMs?: number | undefined;
  /** Attempts after the first one. Default: the client's. */
  maxRetries?: number | undefined;
  /**
   * Longest wait before a retry that the caller accepts, in milliseconds. If the next attempt had to wait longer,
   * the call ends with the result of the last one. Default: no limit of its own; the server can ask for 60 s.
   */
  maxRetryDelayMs?: number | undefined;
  /** Largest response that is read, in bytes. Default: the client's. */
  maxResponseBytes?: number | undefined;
  /** Ends the call, waits between attempts included. */
  abortSignal?: AbortSignal | undefined;
  /** Headers of this call; they win over the client's. */
  headers?: HeaderOptions | undefined;
  /** More query parameters, sent under exactly these names; they win over the request's. */
  queryParams?: Record<string, unknown> | undefined;
  /** More fields for the body, sent under exactly these names; they win over the request's. */
  additionalBodyParameters?: Record<string, unknown> | undefined;
  /** API key for this call. Default: the client's. */
  apiKey?: Supplier<string> | undefined;
}
