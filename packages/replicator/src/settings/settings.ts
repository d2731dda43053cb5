import { SettingsError } from "../errors";
import type { LogLevelName } from "../logger";
import { parseDuration } from "./duration";

/** Settings of a replicator: those of its environment variables, durations in ms. */
export interface ReplicatorSettings {
  apiKey: string;
  apiUrl: string;
  /** Default: from `apiUrl`. */
  datastreamUrl: string | undefined;
  redis: RedisSettings;
  /** Expiry of entries; 0 = none. */
  cacheTtlMs: number;
  /** How often other versions' keys are looked for and deleted; 0 = never. */
  cleanupIntervalMs: number;
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
  /** Nodes to begin with when it is a cluster, as `host:port`. */
  cluster: string[] | undefined;
}

export interface LoaderSettings {
  /** False: load before connecting, and anew after every reconnect; no replay. */
  async: boolean;
  pageSize: number;
  maxConcurrentRequests: number;
  requestsPerSecond: number;
  /** Failures in a row after which loading pauses for `circuitTimeoutMs`. */
  circuitThreshold: number;
  circuitTimeoutMs: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the variables of one environment and collects what is wrong with them. */
class Reader {
  readonly problems: string[] = [];

  constructor(private readonly env: Environment) {}

  /** Blank counts as unset: people forward empty variables. */
  text(name: string): string | undefined {
    return this.env[name]?.trim() || undefined;
  }

  duration(name: string, fallback: number): number {
    const text = this.text(name);
    const ms = text === undefined ? fallback : parseDuration(text);
    // Less than 1 ms is not 0, which often means "none".
    if (ms !== undefined) return Math.ceil(ms);
    this.problems.push(`${name}: "${text}" is no duration; write it as 30s, 250ms, 1h30m or 0`);
    return fallback;
  }

  /** A duration that may not be 0. */
  interval(name: string, fallback: number): number {
    const ms = this.duration(name, fallback);
    if (ms > 0) return ms;
    this.problems.push(`${name}: must be longer than 0`);
    return fallback;
  }

  count(name: string, fallback: number, least = 1): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least) return value;
    this.problems.push(`${name}: "${text}" must be a whole number of at least ${least}`);
    return fallback;
  }

  flag(name: string, fallback: boolean): boolean {
    const text = this.text(name)?.toLowerCase();
    if (text === undefined) return fallback;
    if (text === "true" || text === "1") return true;
    if (text === "false" || text === "0") return false;
    this.problems.push(`${name}: "${text}" must be true or false`);
    return fallback;
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const text = this.text(name)?.toLowerCase();
    const found = choices.find((choice) => choice === text);
    if (text !== undefined && found === undefined) {
      this.problems.push(`${name}: "${text}" must be one of ${choices.join(", ")}`);
    }
    return found ?? fallback;
  }

  url(name: string, schemes: readonly string[]): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const scheme = URL.canParse(text) ? new URL(text).protocol : "";
    if (schemes.includes(scheme)) return text.replace(/\/+$/, "");
    const kinds = schemes.map((one) => `${one}//`).join(" or ");
    this.problems.push(`${name}: must be a URL that begins with ${kinds}`);
    return undefined;
  }
}

/**
 * The settings in an environment (pass `process.env`). Throws `SettingsError` that lists everything that
 * is wrong or missing. The variables and their defaults are those of the published replicator.
 */
export function readSettings(env: Environment): ReplicatorSettings {
  const read = new Reader(env);
  const apiKey = read.text("SCHEMATIC_API_KEY") ?? "";
  if (!apiKey) read.problems.push("SCHEMATIC_API_KEY: is missing; set it to a secret key of the environment");
  const settings: ReplicatorSettings = {
    apiKey,
    apiUrl: read.url("SCHEMATIC_API_URL", ["https:", "http:"]) ?? "https://api.schematichq.com",
    datastreamUrl: read.url("SCHEMATIC_DATASTREAM_URL", ["wss:", "ws:", "https:", "http:"]),
    redis: redisSettings(read),
    cacheTtlMs: read.duration("CACHE_TTL", 0),
    cleanupIntervalMs: read.duration("CACHE_CLEANUP_INTERVAL", 3_600_000),
    healthPort: read.count("HEALTH_PORT", 8090, 0),
    healthHost: read.text("HEALTH_HOST"),
    readyMaxLagMs: read.interval("READY_MAX_LAG", 5_000),
    logLevel: read.choice("LOG_LEVEL", ["debug", "info", "warn", "error"], "info"),
    pingIntervalMs: read.interval("WS_PING_INTERVAL", 30_000),
    pongWaitMs: read.interval("WS_PONG_WAIT", 40_000),
    batchSize: read.count("BATCH_SIZE", 5),
    batchTimeoutMs: read.duration("BATCH_TIMEOUT", 10),
    maxQueued:
      read.count("COMPANY_CHANNEL_SIZE", 200) +
      read.count("USER_CHANNEL_SIZE", 200) +
      read.count("FLAGS_CHANNEL_SIZE", 50),
    loader: loaderSettings(read),
    replay: {
      disabled: read.flag("REPLAY_DISABLED", false),
      cursorKey: read.text("REPLAY_CURSOR_KEY") ?? "schematic:datastream:replay_cursor",
    },
    writerLock: {
      disabled: read.flag("WRITER_LOCK_DISABLED", false),
      key: read.text("WRITER_LOCK_KEY") ?? "schematic:datastream:writer_lock",
      ttlMs: read.interval("WRITER_LOCK_TTL", 15_000),
      acquireTimeoutMs: read.duration("WRITER_LOCK_ACQUIRE_TIMEOUT", 300_000),
    },
  };
  checkTogether(read, settings);
  if (read.problems.length > 0) throw new SettingsError(read.problems);
  return settings;
}

function redisSettings(read: Reader): RedisSettings {
  const addr = read.text("REDIS_ADDR") ?? "localhost:6379";
  const clusterMode = read.flag("REDIS_CLUSTER_MODE", false);
  const nodes = read.text("REDIS_CLUSTER_ADDRS")?.split(",") ?? [];
  const cluster = nodes.map((node) => node.trim()).filter((node) => node !== "");
  if (clusterMode && cluster.length === 0) cluster.push(addr);
  for (const node of cluster.length > 0 ? cluster : [addr]) {
    if (!isAddress(node))
      read.problems.push(`REDIS_ADDR, REDIS_CLUSTER_ADDRS: "${hidePassword(node)}" is no host:port`);
  }
  // Accepted for the sake of existing deployments: this client has no such notifications.
  read.flag("REDIS_ENABLE_MAINTENANCE_NOTIFICATIONS", false);
  return {
    addr,
    password: read.text("REDIS_PASSWORD"),
    db: read.text("REDIS_DB") === undefined ? undefined : read.count("REDIS_DB", 0, 0),
    tls: read.flag("REDIS_TLS", false),
    cluster: cluster.length > 0 ? cluster : undefined,
  };
}

function isAddress(text: string): boolean {
  if (/^rediss?:\/\//.test(text)) return URL.canParse(text);
  const port = Number(/^(?:[^\s:@/]+|\[[0-9a-f:.]+\]):(\d{1,5})$/i.exec(text)?.[1]);
  return port > 0 && port < 65_536;
}

const hidePassword = (text: string): string => text.replace(/\/\/[^@]*@/, "//***@");

function loaderSettings(read: Reader): LoaderSettings {
  // Tuning of the published program's threads, and of its Redis circuit: checked, and without effect here.
  read.count("NUM_WORKERS", 2);
  read.count("CIRCUIT_BREAKER_THRESHOLD", 3);
  read.interval("CIRCUIT_BREAKER_TIMEOUT", 15_000);
  return {
    async: read.flag("USE_ASYNC_LOADING", true),
    pageSize: read.count("ASYNC_LOADER_PAGE_SIZE", 100),
    maxConcurrentRequests: read.count("ASYNC_LOADER_MAX_CONCURRENT_REQUESTS", 5),
    requestsPerSecond: read.count("ASYNC_LOADER_RATE_LIMIT_RPS", 10),
    circuitThreshold: read.count("ASYNC_LOADER_CIRCUIT_BREAKER_THRESHOLD", 5),
    circuitTimeoutMs: read.interval("ASYNC_LOADER_CIRCUIT_BREAKER_TIMEOUT", 30_000),
  };
}

function checkTogether(read: Reader, settings: ReplicatorSettings): void {
  if (settings.pongWaitMs <= settings.pingIntervalMs) {
    read.problems.push("WS_PONG_WAIT: must be longer than WS_PING_INTERVAL");
  }
  if (settings.healthPort > 65_535) read.problems.push("HEALTH_PORT: must be below 65536");
  if (settings.redis.cluster && settings.redis.db) {
    read.problems.push("REDIS_DB: a cluster has database 0 alone");
  }
}
