import { isIP } from "node:net";
import { checkServerIdentity } from "node:tls";
import { Cluster, Redis, type RedisOptions } from "ioredis";
import type { RedisSettings } from "../settings/settings";

/** A client of one server or of a cluster. Commands of one tick travel together, per node. */
export type RedisConnection = Redis | Cluster;

/** Connects in the background, for ever; commands fail at once while there is no connection. */
export function connectRedis(settings: RedisSettings): RedisConnection {
  const shared: RedisOptions = {
    ...(settings.password !== undefined && { password: settings.password }),
    ...(settings.db !== undefined && { db: settings.db }),
    ...(settings.tls && { tls: {} }),
    connectTimeout: 5_000,
    // A server that hangs: the batch counts as failed and is tried again.
    commandTimeout: 3_000,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    maxRetriesPerRequest: 1,
    keepAlive: 10_000,
    retryStrategy: (attempt) => Math.min(50 * attempt, 1_000),
    // A master that became a replica refuses writes: the address may lead to the new one by now.
    reconnectOnError: (error) => error.message.startsWith("READONLY"),
  };
  if (settings.cluster) {
    const { retryStrategy, enableAutoPipelining, enableOfflineQueue, ...redisOptions } = shared;
    const nodes = settings.cluster.map(parseAddress);
    const login = nodes.find(({ password }) => password !== undefined);
    const isTls = settings.tls || nodes.some(({ tls }) => tls);
    return new Cluster(
      nodes.map(({ host, port }) => ({ host, port })),
      {
        enableAutoPipelining,
        enableOfflineQueue,
        redisOptions: {
          ...redisOptions,
          ...(login?.username && { username: login.username }),
          ...(redisOptions.password === undefined && login !== undefined && { password: login.password }),
          ...(isTls && { tls: { checkServerIdentity: checkNode(nodes.map(({ host }) => host)) } }),
        },
        // Certificates name hosts, so a host name must not be replaced by its address.
        ...(isTls && { dnsLookup: (address, callback) => callback(null, address) }),
        slotsRefreshInterval: 5_000,
        clusterRetryStrategy: (attempt) => Math.min(50 * attempt, 1_000),
      },
    );
  }
  if (/^rediss?:\/\//.test(settings.addr)) return new Redis(settings.addr, shared);
  const { host, port } = parseAddress(settings.addr);
  return new Redis({ ...shared, host, port });
}

/** One node to connect to. */
export interface NodeAddress {
  host: string;
  port: number;
  username?: string;
  password?: string;
  tls: boolean;
}

/** Parses `host:port`, or a `redis://` or `rediss://` URL. */
export function parseAddress(text: string): NodeAddress {
  if (/^rediss?:\/\//.test(text)) {
    const { protocol, hostname, port, username, password } = new URL(text);
    return {
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port) || 6379,
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
      tls: protocol === "rediss:",
    };
  }
  const at = text.lastIndexOf(":");
  return { host: text.slice(0, at).replace(/^\[|\]$/g, ""), port: Number(text.slice(at + 1)), tls: false };
}

/**
 * Returns the identity check of a cluster's nodes. A cluster may announce its nodes by address while its
 * certificates name hosts only. The certificate of such a node has to match one of the configured hosts.
 */
export function checkNode(hosts: readonly string[]): typeof checkServerIdentity {
  return (host, certificate) => {
    const error = checkServerIdentity(host, certificate);
    if (error === undefined || isIP(host) === 0) return error;
    const isKnown = hosts.some(
      (name) => isIP(name) === 0 && checkServerIdentity(name, certificate) === undefined,
    );
    return isKnown ? undefined : error;
  };
}

/** The nodes that hold keys: the server itself, or each master. */
export function mastersOf(redis: RedisConnection): Redis[] {
  return redis instanceof Cluster ? redis.nodes("master") : [redis];
}

/** Visits all keys that match, in pages; SCAN may show a key twice. */
export async function scanKeys(
  redis: RedisConnection,
  match: string,
  visit: (keys: string[]) => Promise<void>,
): Promise<void> {
  const walk = async (node: Redis) => {
    let cursor = "0";
    do {
      const [next, keys] = await node.scan(cursor, "MATCH", match, "COUNT", 1_000);
      cursor = next;
      if (keys.length > 0) await visit(keys);
    } while (cursor !== "0");
  };
  await Promise.all(mastersOf(redis).map(walk));
}

/**
 * Names the processes that hold the keys now: another text means that one was restarted or replaced, and
 * may lack what the one before it had. Rejects when one of them does not answer.
 */
export async function identityOf(redis: RedisConnection): Promise<string> {
  const infos = await Promise.all(mastersOf(redis).map((node) => node.info("server")));
  return infos
    .map((info) => /^run_id:(\w+)/m.exec(info)?.[1] ?? "")
    .sort()
    .join();
}
