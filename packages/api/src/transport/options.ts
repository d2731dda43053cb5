import type { TransportHooks } from "./hooks";

/** A value, a promise of one, or a function that is asked for it before each request. */
export type Supplier<T> = T | Promise<T> | (() => T | Promise<T>);

/** Headers as values or functions; `null` and `undefined` leave a header out. */
export type HeaderOptions = Record<string, Supplier<string | null | undefined>>;

/** Options of a transport, and so of a whole client. */
export interface TransportOptions {
  /** Secret API key. A function is asked before each request, so that keys can rotate. */
  apiKey: Supplier<string>;
  /** Base URL of the REST API; blank counts as unset. Default `https://api.schematichq.com`. */
  baseUrl?: Supplier<string | undefined> | undefined;
  /** Headers for every request. */
  headers?: HeaderOptions | undefined;
  /** Environment to work in, for keys that are not bound to one. */
  environmentId?: string | undefined;
  /** The `fetch` to use, called with a URL and its init. Default: the global one. */
  fetch?: typeof fetch | undefined;
  /** Time-out of one attempt, reading the answer included, in seconds. Default 60. */
  timeoutInSeconds?: number | undefined;
  /** Retries after 408, 429 and 5xx but 501. Default 2; 0 means none. */
  maxRetries?: number | undefined;
  /** Called around each attempt. */
  hooks?: TransportHooks | undefined;
  /** Who calls, for the headers `X-Schematic-Client` and `X-Schematic-Client-Version`. Default: this package. */
  clientName?: string | undefined;
  clientVersion?: string | undefined;
}

/** Options of one call. */
export interface RequestOptions {
  /** Time-out of one attempt, in seconds. Default: the client's. */
  timeoutInSeconds?: number | undefined;
  /** Retries after 408, 429 and 5xx but 501. Default: the client's. */
  maxRetries?: number | undefined;
  /** Ends the call, waits between retries included. */
  abortSignal?: AbortSignal | undefined;
  /** Headers of this call; they win over the client's. */
  headers?: HeaderOptions | undefined;
  /** More query parameters, sent under these names as they are; they win over the request's. */
  queryParams?: Record<string, unknown> | undefined;
  /** More fields for the body, sent under these names as they are; they win over the request's. */
  additionalBodyParameters?: Record<string, unknown> | undefined;
  /** API key for this call. Default: the client's. */
  apiKey?: Supplier<string> | undefined;
}
