import type { LogLevelName } from "../logger";

/** Settings of a replicator: those of its environment variables, durations in milliseconds. */
export interface ReplicatorSettings {
  apiKey: string;
  apiUrl: string;
  /** Default: derived from `apiUrl`. */
  datastreamUrl: string | undefined;
  redis: RedisSettings;
  /** Expiry of entries; 0 = none. */
  cacheTtlMs: number;
  /** Interval at which keys of other versions are searched for and deleted; 0 = never. */
  cleanupIntervalMs: number;
  /** Interval at which a sample of the entries is checked for being in Redis; 0 = never. */
  auditIntervalMs: number;
  /** 0 = a free port. */
  healthPort: number;
  /** Interface of the health server; undefined = all. */
  healthHost: string | undefined;
  /** Not ready when a change has waited this long to be written. */
  readyMaxLagMs: number;
  logLevel: LogLevelName;
  pingIntervalMs: number;
  pongWaitMs: number;
  /** A batch is written when it holds this many messages or its first one has waited `batchTimeoutMs`. */
  batchSize: number;
  batchTimeoutMs: number;
  /** Messages that may wait; beyond it the socket is not read. */
  maxQueued: number;
  loader: LoaderSettings;
  replay: { disabled: boolean; cursorKey: string };
  writerLock: { disabled: boolean; key: string; ttlMs: number; acquireTimeoutMs: number };
}

export interface RedisSettings {
  /** `host:port`, or a `redis://` or `rediss://` URL. */
  addr: string;
  password: string | undefined;
  db: number | undefined;
  tls: boolean;
  /** Nodes of a cluster to connect to first, in the form of `addr`; undefined for a single server. */
  cluster: string[] | undefined;
}

export interface LoaderSettings {
  /** False: load everything after every connection, without replay. */
  async: boolean;
  pageSize: number;
  maxConcurrentRequests: number;
  requestsPerSecond: number;
  /** Failures in a row after which loading pauses for `circuitTimeoutMs`. */
  circuitThreshold: number;
  circuitTimeoutMs: number;
}
