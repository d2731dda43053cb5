import * as v from "valibot";
import { SettingsError } from "../errors";
import type { RedisSettings, ReplicatorSettings } from "./types";
import {
  address,
  addresses,
  choice,
  count,
  duration,
  flag,
  interval,
  optional,
  required,
  text,
  url,
  variable,
} from "./variables";

/** The published replicator's key for its cursor. It would believe our cursor and skip its load. */
export const PUBLISHED_CURSOR_KEY = "schematic:datastream:replay_cursor";
const CURSOR_KEY = "schematic:replicator:replay_cursor";

const MAX_PORT = 65_535;

/** The environment variables, with the names and defaults of the published replicator. Durations in milliseconds. */
const VARIABLES = v.object({
  SCHEMATIC_API_KEY: required("is missing; set it to a secret key of the environment"),
  SCHEMATIC_API_URL: variable(url("https:", "http:"), "https://api.schematichq.com"),
  SCHEMATIC_DATASTREAM_URL: optional(url("wss:", "ws:", "https:", "http:")),

  REDIS_ADDR: variable(address, "localhost:6379"),
  REDIS_PASSWORD: optional(text),
  REDIS_DB: optional(count(0)),
  REDIS_TLS: variable(flag, "false"),
  REDIS_CLUSTER_MODE: variable(flag, "false"),
  REDIS_CLUSTER_ADDRS: optional(addresses),

  CACHE_TTL: variable(duration, "0"),
  CACHE_CLEANUP_INTERVAL: variable(duration, "1h"),
  CACHE_AUDIT_INTERVAL: variable(duration, "10s"),

  HEALTH_PORT: variable(count(0, MAX_PORT), "8090"),
  HEALTH_HOST: optional(text),
  READY_MAX_LAG: variable(interval, "5s"),
  LOG_LEVEL: variable(choice(["debug", "info", "warn", "error"]), "info"),

  WS_PING_INTERVAL: variable(interval, "30s"),
  WS_PONG_WAIT: variable(interval, "40s"),

  BATCH_SIZE: variable(count(), "5"),
  BATCH_TIMEOUT: variable(duration, "10ms"),
  COMPANY_CHANNEL_SIZE: variable(count(), "200"),
  USER_CHANNEL_SIZE: variable(count(), "200"),
  FLAGS_CHANNEL_SIZE: variable(count(), "50"),

  USE_ASYNC_LOADING: variable(flag, "true"),
  ASYNC_LOADER_PAGE_SIZE: variable(count(), "100"),
  ASYNC_LOADER_MAX_CONCURRENT_REQUESTS: variable(count(), "5"),
  ASYNC_LOADER_RATE_LIMIT_RPS: variable(count(), "10"),
  ASYNC_LOADER_CIRCUIT_BREAKER_THRESHOLD: variable(count(), "5"),
  ASYNC_LOADER_CIRCUIT_BREAKER_TIMEOUT: variable(interval, "30s"),

  REPLAY_DISABLED: variable(flag, "false"),
  REPLAY_CURSOR_KEY: optional(text),

  WRITER_LOCK_DISABLED: variable(flag, "false"),
  WRITER_LOCK_KEY: variable(text, "schematic:datastream:writer_lock"),
  WRITER_LOCK_TTL: variable(interval, "15s"),
  WRITER_LOCK_ACQUIRE_TIMEOUT: variable(duration, "5m"),

  // Checked for the sake of existing deployments, and without effect here.
  NUM_WORKERS: variable(count(), "2"),
  CIRCUIT_BREAKER_THRESHOLD: variable(count(), "3"),
  CIRCUIT_BREAKER_TIMEOUT: variable(interval, "15s"),
  REDIS_ENABLE_MAINTENANCE_NOTIFICATIONS: variable(flag, "false"),
});

/** The values of the environment variables. */
type Environment = v.InferOutput<typeof VARIABLES>;

/** The schema of the whole environment. Rules about two variables apply even if a third one is wrong. */
const ENVIRONMENT = v.pipe(
  VARIABLES,
  v.forward(
    v.partialCheck(
      [["WS_PING_INTERVAL"], ["WS_PONG_WAIT"]],
      (env) => env.WS_PONG_WAIT > env.WS_PING_INTERVAL,
      "must be longer than WS_PING_INTERVAL",
    ),
    ["WS_PONG_WAIT"],
  ),
  v.forward(
    v.partialCheck(
      [["REDIS_CLUSTER_MODE"], ["REDIS_CLUSTER_ADDRS"], ["REDIS_DB"]],
      (env) => !(isCluster(env) && env.REDIS_DB),
      "must be 0 or unset: a cluster has only database 0",
    ),
    ["REDIS_DB"],
  ),
);

/**
 * Returns the settings in an environment (pass `process.env`). The variables and their defaults are those of the
 * published replicator. Throws `SettingsError`, which lists everything that is wrong or missing.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): ReplicatorSettings {
  const result = v.safeParse(ENVIRONMENT, env);
  if (result.success) return settingsOf(result.output);
  throw new SettingsError(result.issues.map((issue) => `${String(issue.path?.[0]?.key)}: ${issue.message}`));
}

function settingsOf(env: Environment): ReplicatorSettings {
  return {
    apiKey: env.SCHEMATIC_API_KEY,
    apiUrl: env.SCHEMATIC_API_URL,
    datastreamUrl: env.SCHEMATIC_DATASTREAM_URL,
    redis: redisSettingsOf(env),
    cacheTtlMs: env.CACHE_TTL,
    cleanupIntervalMs: env.CACHE_CLEANUP_INTERVAL,
    auditIntervalMs: env.CACHE_AUDIT_INTERVAL,
    healthPort: env.HEALTH_PORT,
    healthHost: env.HEALTH_HOST,
    readyMaxLagMs: env.READY_MAX_LAG,
    logLevel: env.LOG_LEVEL,
    pingIntervalMs: env.WS_PING_INTERVAL,
    pongWaitMs: env.WS_PONG_WAIT,
    batchSize: env.BATCH_SIZE,
    batchTimeoutMs: env.BATCH_TIMEOUT,
    maxQueued: env.COMPANY_CHANNEL_SIZE + env.USER_CHANNEL_SIZE + env.FLAGS_CHANNEL_SIZE,
    loader: {
      async: env.USE_ASYNC_LOADING,
      pageSize: env.ASYNC_LOADER_PAGE_SIZE,
      maxConcurrentRequests: env.ASYNC_LOADER_MAX_CONCURRENT_REQUESTS,
      requestsPerSecond: env.ASYNC_LOADER_RATE_LIMIT_RPS,
      circuitThreshold: env.ASYNC_LOADER_CIRCUIT_BREAKER_THRESHOLD,
      circuitTimeoutMs: env.ASYNC_LOADER_CIRCUIT_BREAKER_TIMEOUT,
    },
    replay: { disabled: env.REPLAY_DISABLED, cursorKey: cursorKeyOf(env.REPLAY_CURSOR_KEY) },
    writerLock: {
      disabled: env.WRITER_LOCK_DISABLED,
      key: env.WRITER_LOCK_KEY,
      ttlMs: env.WRITER_LOCK_TTL,
      acquireTimeoutMs: env.WRITER_LOCK_ACQUIRE_TIMEOUT,
    },
  };
}

function redisSettingsOf(env: Environment): RedisSettings {
  const { REDIS_ADDR: addr, REDIS_CLUSTER_ADDRS: nodes = [] } = env;
  return {
    addr,
    password: env.REDIS_PASSWORD,
    db: env.REDIS_DB,
    tls: env.REDIS_TLS,
    cluster: isCluster(env) ? (nodes.length > 0 ? nodes : [addr]) : undefined,
  };
}

/** A deployment that names the published replicator's default key gets our own key all the same. */
function cursorKeyOf(given: string | undefined): string {
  return given === undefined || given === PUBLISHED_CURSOR_KEY ? CURSOR_KEY : given;
}

function isCluster(env: Pick<Environment, "REDIS_CLUSTER_MODE" | "REDIS_CLUSTER_ADDRS">): boolean {
  return env.REDIS_CLUSTER_MODE || (env.REDIS_CLUSTER_ADDRS?.length ?? 0) > 0;
}
