import type { RedisClient } from "@schematic/cache-redis";
import type { ClientOptions, FlagSourceCaches, SocketFactory } from "@schematic/core";
import type { CreditLeaseOptions } from "@schematic/credits";
import type { DataStreamOptions, ReconnectOptions } from "@schematic/datastream";

/** Options of the local copy of flags, companies and users. */
export interface DataStreamConfig
  extends FlagSourceCaches,
    Omit<DataStreamOptions, "caches" | "reconnect" | "webSocket" | "maxStaleness"> {
  /** How long a company or user that nobody asks for is kept, ms; `null` = for ever. Default 24 h. */
  cacheTTL?: number | null | undefined;
  /** A connected ioredis or node-redis client: entities are kept in Redis too. */
  redisClient?: RedisClient | undefined;
  /** Put before every key in Redis as it is; default `schematic:`. */
  redisKeyPrefix?: string | undefined;
  /** Read the cache that a replicator keeps, and open no connection. Needs a shared cache. Default false. */
  replicatorMode?: boolean | undefined;
  /** Where the replicator tells its health; default `http://localhost:8090/ready`. */
  replicatorHealthURL?: string | undefined;
  /** How often it is asked, ms; default 30,000. */
  replicatorHealthCheck?: number | undefined;
  /**
   * Replicator mode: how long an entry that was read may be used where the cache cannot tell of changes (or
   * cannot at the moment), ms. Default 0: there each check asks the cache.
   */
  untrackedTtl?: number | undefined;
}

/** Options of `SchematicClient`. All may be left out; an unknown or ill-typed one is an error. */
export interface SchematicOptions extends ClientOptions {
  /** Keep a local copy of flags, companies and users, and answer checks from it. Default false. */
  useDataStream?: boolean | undefined;
  /** Options of the local copy; used with `useDataStream: true`. */
  dataStream?: DataStreamConfig | undefined;
  /** Opens the WebSocket. Default: `ws` on Node, bun and deno. */
  webSocket?: SocketFactory | undefined;
  /** Delays of reconnecting, ms; default spread 10,000, min 1,000, max 30,000. */
  reconnect?: ReconnectOptions | undefined;
  /** Gates checks with a `usage` by the credits of the company, which an allowed check holds. Default: no gating. */
  creditLeases?: CreditLeaseConfig | undefined;
}

/** Options of credit leases. Times are ms, amounts credits. */
export interface CreditLeaseConfig extends Omit<CreditLeaseOptions, "leaseStore" | "reservationStore"> {
  /** Shares leases and holds with other processes. Default: `dataStream.redisClient`, else memory. */
  redisClient?: RedisClient | undefined;
  /** Put before every key in Redis as it is. Default: `dataStream.redisKeyPrefix`, else `schematic:`. */
  redisKeyPrefix?: string | undefined;
}
