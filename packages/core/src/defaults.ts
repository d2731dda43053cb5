/** Base URLs of a client that was created without them. */
export const HOSTS: { readonly api: string; readonly capture: string } = {
  api: "https://api.schematichq.com",
  capture: "https://c.schematichq.com",
};

/**
 * Every default of the core client, in one table; the READMEs are checked against it. Times are in ms. Sizes are in
 * bytes or are counts, as their names say.
 */
export interface Defaults {
  /** REST: time per attempt, and how often a failed request is tried again. */
  readonly timeoutMs: number;
  readonly maxRetries: number;
  /** REST checks in flight at once. */
  readonly maxConcurrentChecks: number;
  /** Event capture. */
  readonly captureTimeoutMs: number;
  readonly eventBufferIntervalMs: number;
  readonly maxBatchSize: number;
  readonly eventConcurrency: number;
  readonly maxQueueSize: number;
  readonly maxQueueBytes: number;
  readonly onFull: "drop" | "wait";
  readonly flagChecks: "all" | "unique" | "off";
  /** Flag-check cache: number of entries that are never evicted, and their life. */
  readonly flagCheckCacheSize: number;
  readonly flagCheckCacheTtlMs: number;
  /** How long a check waits for a cache provider before the read counts as a miss. */
  readonly cacheWaitMs: number;
  /** `initialize()` and `close()`. */
  readonly initializeTimeoutMs: number;
  readonly closeTimeoutMs: number;
  /** A repeated warning is logged at most once in this time, with the number of repeats. */
  readonly repeatLogMs: number;
}

/** The values of {@link Defaults}. */
export const DEFAULTS: Defaults = {
  timeoutMs: 60_000,
  maxRetries: 2,
  maxConcurrentChecks: 100,
  captureTimeoutMs: 10_000,
  eventBufferIntervalMs: 1_000,
  maxBatchSize: 100,
  eventConcurrency: 4,
  maxQueueSize: 100_000,
  maxQueueBytes: 32 * 1024 * 1024,
  onFull: "drop",
  flagChecks: "all",
  flagCheckCacheSize: 1_000,
  flagCheckCacheTtlMs: 5_000,
  cacheWaitMs: 50,
  initializeTimeoutMs: 10_000,
  closeTimeoutMs: 10_000,
  repeatLogMs: 60_000,
};
