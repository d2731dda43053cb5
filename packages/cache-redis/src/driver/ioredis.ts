import {
  escapeGlob,
  type RedisDriver,
  scanNode,
  seldom,
  single,
  type TrackedNode,
  type TrackingSocket,
  trackingSocket,
} from "./driver";
import { slotOf } from "./slot";

/** The members of an ioredis `Redis` that are used. */
export interface IoRedisLike {
  readonly status: string;
  readonly isCluster?: boolean;
  call(command: string, ...args: string[]): Promise<unknown>;
}

interface IoRedis extends IoRedisLike {
  connect(): Promise<void>;
  duplicate(options: object): IoRedis;
  disconnect(): void;
  subscribe(channel: string): Promise<unknown>;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  readonly options: {
    keyPrefix?: string;
    host?: string;
    port?: number;
    role?: string;
    scaleReads?: unknown;
  };
}

/** The members of an ioredis `Cluster` that are used. */
interface IoRedisCluster extends IoRedis {
  readonly slots: string[][];
  refreshSlotsCache(done: (error?: unknown) => void): void;
  nodes(role: "master" | "slave"): IoRedis[];
}

export function isIoRedis(client: object): client is IoRedisLike {
  return "status" in client && typeof (client as Partial<IoRedisLike>).call === "function";
}

export function ioRedisDriver(given: IoRedisLike): RedisDriver {
  const client = given as IoRedis;
  const clientPrefix = client.options?.keyPrefix ?? "";
  if (client.isCluster) return clusterDriver(client as IoRedisCluster, clientPrefix);
  return {
    ...single,
    clientPrefix,
    ready: () => isReady(client),
    send: (_key, command) => call(client, command),
    tracking:
      client.options?.role === "slave" || typeof client.duplicate !== "function"
        ? undefined
        : () => [{ id: "", master: true, open: () => openTracking(client) }],
    scan: (match, visit) => scanOne(client, clientPrefix, match, visit),
  };
}

/** A client made with `lazyConnect` would never connect: no command is given to it before it has. */
function isReady(client: IoRedis): boolean {
  if (client.status === "wait") client.connect().catch(() => {});
  return client.status === "ready";
}

function call(client: IoRedis, command: readonly string[]): Promise<unknown> {
  const [name = "", ...args] = command;
  return client.call(name, ...args);
}

function scanOne(
  client: IoRedis,
  prefix: string,
  match: string,
  visit: (keys: string[]) => Promise<void>,
): Promise<void> {
  // SCAN's pattern is no key, so ioredis neither adds its prefix to it nor takes it from the answer.
  return scanNode(
    (command) => call(client, command),
    escapeGlob(prefix) + match,
    (keys) => visit(prefix ? keys.map((key) => key.slice(prefix.length)) : keys),
  );
}

function clusterDriver(cluster: IoRedisCluster, clientPrefix: string): RedisDriver {
  const masterOf = (key: string) => cluster.slots[slotOf(clientPrefix + key)]?.[0] ?? "";
  return {
    clientPrefix,
    clustered: true,
    ready(key) {
      if (!isReady(cluster)) return false;
      const address = masterOf(key);
      const node = cluster.nodes("master").find((n) => `${n.options.host}:${n.options.port}` === address);
      // A node's own client connects at its first command. One that was lost leaves the list.
      return node !== undefined && /^(wait|connect|connecting|ready)$/.test(node.status);
    },
    shard: masterOf,
    refresh: seldom(() => cluster.refreshSlotsCache(() => {})),
    tracking: (cluster.options.scaleReads ?? "master") === "master" ? () => trackedNodes(cluster) : undefined,
    send: (_key, command) => call(cluster, command),
    async scan(match, visit) {
      const masters = cluster.nodes("master");
      await Promise.all(masters.map((node) => scanOne(node, clientPrefix, match, visit)));
    },
  };
}

function trackedNodes(cluster: IoRedisCluster): TrackedNode[] {
  const tracked = (node: IoRedis, master: boolean): TrackedNode => ({
    id: `${node.options.host}:${node.options.port}`,
    master,
    open: () => openTracking(node),
  });
  const masters = cluster.nodes("master").map((node) => tracked(node, true));
  return [...masters, ...cluster.nodes("slave").map((node) => tracked(node, false))];
}

function openTracking(client: IoRedis): TrackingSocket {
  const own = client.duplicate({
    lazyConnect: true,
    // ioredis 6 speaks RESP3, in which the changes come as pushes that it does not hand out.
    protocol: 2,
    // Channels would get the prefix as keys do.
    keyPrefix: "",
    retryStrategy: () => null,
    enableOfflineQueue: true,
    enableAutoPipelining: false,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
  });
  return trackingSocket(own, {
    call: (command) => call(own, command),
    subscribe(channel, told) {
      // `message` would join the keys with commas.
      own.on("messageBuffer", (_channel, message) => told(message));
      return own.subscribe(channel);
    },
    ping: () => own.call("PING"),
    close: () => own.disconnect(),
  });
}
