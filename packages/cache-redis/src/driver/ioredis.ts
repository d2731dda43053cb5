import {
  changedKeys,
  escapeGlob,
  invalidations,
  type RedisDriver,
  scanNode,
  seldom,
  type TrackedNode,
  type TrackingSocket,
  trackingCommand,
} from "./driver";
import { slotOf } from "./slot";

/** What is used of an ioredis `Redis`. */
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

/** What is used of an ioredis `Cluster`. */
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
    kind: "ioredis",
    clientPrefix,
    clustered: false,
    ready: () => isReady(client),
    shard: () => "",
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

const connectable: ReadonlySet<string> = /* @__PURE__ */ new Set(["wait", "connecting", "connect", "ready"]);

function clusterDriver(cluster: IoRedisCluster, clientPrefix: string): RedisDriver {
  const masterOf = (key: string) => cluster.slots[slotOf(clientPrefix + key)]?.[0] ?? "";
  return {
    kind: "ioredis cluster",
    clientPrefix,
    clustered: true,
    ready(key) {
      if (!isReady(cluster)) return false;
      const address = masterOf(key);
      const node = cluster.nodes("master").find((n) => `${n.options.host}:${n.options.port}` === address);
      // A node's own client connects at its first command. One that was lost leaves the list.
      return node !== undefined && connectable.has(node.status);
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
    // Channels would get the prefix as keys do.
    keyPrefix: "",
    retryStrategy: () => null,
    enableOfflineQueue: true,
    enableAutoPipelining: false,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
  });
  let reason = "closed";
  own.on("error", (error) => {
    reason = error instanceof Error ? error.message : String(error);
  });
  return {
    async begin(prefix, changed) {
      await own.connect();
      const [, ...tracking] = trackingCommand(await own.call("CLIENT", "ID"), prefix);
      await own.call("CLIENT", ...tracking);
      // `message` would join the keys with commas.
      own.on("messageBuffer", (_channel, message) => changed(changedKeys(message)));
      await own.subscribe(invalidations);
    },
    onClose: (closed) => own.on("end", () => closed(reason)),
    ping: () => own.call("PING"),
    close: () => own.disconnect(),
  };
}
