/** Hosts that a client speaks to when no URL is given. */
export const HOSTS: { readonly api: string; readonly capture: string } = {
  api: "https://api.schematichq.com",
  capture: "https://c.schematichq.com",
};

/**
 * Every default of the SDK, in one table; the READMEs are checked against it. Times are ms, sizes are
 * bytes or counts, as named.
 */
export interface Defaults {
  /** REST: ms per attempt, and how often a failed request is tried again. */
  readonly timeoutMs: number;
  readonly maxRetries: number;
  /** Event capture. */
  readonly captureTimeoutMs: number;
  readonly eventBufferIntervalMs: number;
  readonly maxBatchSize: number;
  readonly eventConcurrency: number;
  readonly maxQueueSize: number;
  readonly maxQueueBytes: number;
  readonly onFull: "drop" | "wait";
  readonly flagChecks: "all" | "unique" | "off";
  /** Flag-check cache: number of entries that are never evicted, and their life in ms. */
  readonly flagCheckCacheSize: number;
  readonly flagCheckCacheTtlMs: number;
  /** How long a check waits for a cache provider before it goes on without it. */
  readonly cacheWaitMs: number;
  /** Entities and look-ups of the datastream; flags live at least `flagTtlMs`. */
  readonly entityTtlMs: number;
  readonly flagTtlMs: number;
  /** How long a check waits for an entity, and how long "not found" is remembered. */
  readonly entityWaitMs: number;
  readonly notFoundTtlMs: number;
  readonly pingIntervalMs: number;
  readonly pongTimeoutMs: number;
  /** Reconnecting: the first delay is drawn from `[0, spread)`, later ones grow to `max`. */
  readonly reconnectSpreadMs: number;
  readonly reconnectMinMs: number;
  readonly reconnectMaxMs: number;
  /** After 401 or 403. */
  readonly reconnectAuthMinMs: number;
  readonly reconnectAuthMaxMs: number;
  /** Replicator mode. */
  readonly replicatorMaxStalenessMs: number;
  readonly replicatorHealthUrl: string;
  readonly replicatorHealthIntervalMs: number;
  readonly replicatorHealthTimeoutMs: number;
  /** `initialize()` and `close()`. */
  readonly initializeTimeoutMs: number;
  readonly closeTimeoutMs: number;
  /** The same warning is written once, then at most once in this time, with a count. */
  readonly repeatLogMs: number;
}

const DAY = 86_400_000;

/** The values of {@link Defaults}. */
export const DEFAULTS: Defaults = {
  timeoutMs: 60_000,
  maxRetries: 2,
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
  entityTtlMs: DAY,
  flagTtlMs: 30 * DAY,
  entityWaitMs: 2_000,
  notFoundTtlMs: 5_000,
  pingIntervalMs: 30_000,
  pongTimeoutMs: 40_000,
  reconnectSpreadMs: 10_000,
  reconnectMinMs: 1_000,
  reconnectMaxMs: 30_000,
  reconnectAuthMinMs: 300_000,
  reconnectAuthMaxMs: 3_600_000,
  replicatorMaxStalenessMs: 60_000,
  replicatorHealthUrl: "http://localhost:8090/ready",
  replicatorHealthIntervalMs: 30_000,
  replicatorHealthTimeoutMs: 5_000,
  initializeTimeoutMs: 10_000,
  closeTimeoutMs: 10_000,
  repeatLogMs: 60_000,
};
