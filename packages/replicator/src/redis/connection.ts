import { isIP } from "node:net";
import { checkServerIdentity } from "node:tls";
import { backoffMs } from "@schematic-internal/kit";
import { Cluster, Redis, type RedisOptions } from "ioredis";
import { parseAddress, type RedisAddress } from "../settings/address";
import type { RedisSettings } from "../settings/types";

/** A client of one server or of a cluster. Commands of one tick are sent together, per node. */
export type RedisConnection = Redis | Cluster;

const RECONNECT = { minMs: 50, maxMs: 1_000 };
const SLOTS_REFRESH_MS = 5_000;

/** Options of every connection. A command fails at once while its server is not connected. */
const SHARED = {
  connectTimeout: 5_000,
  // A server that hangs: the batch counts as failed and is tried again.
  commandTimeout: 3_000,
  maxRetriesPerRequest: 1,
  keepAlive: 10_000,
  // A primary that became a replica refuses writes. The address may lead to the new primary by now.
  reconnectOnError: (error: Error) => error.message.startsWith("READONLY"),
};
const QUEUES = { enableOfflineQueue: false, enableAutoPipelining: true };

/** Returns a client that connects in the background, indefinitely. Throws for an address that cannot be parsed. */
export function connectRedis(settings: RedisSettings): RedisConnection {
  return settings.cluster ? connectCluster(settings, settings.cluster) : connectServer(settings);
}

function connectServer(settings: RedisSettings): Redis {
  const address = addressOf(settings.addr);
  const { host, port } = address;
  const db = settings.db ?? address.db;
  return new Redis({
    ...SHARED,
    ...QUEUES,
    ...loginOf(settings, address),
    ...(db !== undefined && { db }),
    ...((settings.tls || address.tls) && { tls: {} }),
    retryStrategy: reconnectMs,
    host,
    port,
  });
}

function connectCluster(settings: RedisSettings, addresses: readonly string[]): Cluster {
  const nodes = addresses.map(addressOf);
  const login = nodes.find(({ password }) => password !== undefined);
  const isTls = settings.tls || nodes.some(({ tls }) => tls);
  return new Cluster(
    nodes.map(({ host, port }) => ({ host, port })),
    {
      ...QUEUES,
      redisOptions: {
        ...SHARED,
        ...loginOf(settings, login),
        ...(isTls && { tls: { checkServerIdentity: checkNode(nodes.map(({ host }) => host)) } }),
      },
      // Certificates name hosts, so a host name must not be replaced by its address.
      ...(isTls && { dnsLookup: (address, callback) => callback(null, address) }),
      slotsRefreshInterval: SLOTS_REFRESH_MS,
      clusterRetryStrategy: reconnectMs,
    },
  );
}

function addressOf(text: string): RedisAddress {
  const address = parseAddress(text);
  if (address === undefined) throw new TypeError("an address of Redis is neither host:port nor a URL");
  return address;
}

/** Returns user and password. Those of the settings have precedence over those of the URL. */
function loginOf(settings: RedisSettings, address: RedisAddress | undefined): RedisOptions {
  const password = settings.password ?? address?.password;
  return {
    ...(address?.username !== undefined && { username: address.username }),
    ...(password !== undefined && { password }),
  };
}

function reconnectMs(attempt: number): number {
  return backoffMs(attempt - 1, Math.random(), RECONNECT);
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
