import {
  changedKeys,
  invalidations,
  type RedisDriver,
  scanNode,
  seldom,
  type TrackedNode,
  type TrackingSocket,
  trackingCommand,
} from "./driver";
import { slotOf } from "./slot";

/** What is used of a node-redis client, pool, Sentinel or cluster client (4, 5 and 6). */
export interface NodeRedisLike {
  readonly isOpen: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: client, Sentinel and cluster each take other arguments.
  sendCommand(...args: any[]): Promise<unknown>;
}

interface NodeRedisClient extends NodeRedisLike {
  readonly isReady?: boolean;
  readonly options?: { socket?: object };
  sendCommand(command: readonly string[]): Promise<unknown>;
  duplicate?(options: object): NodeRedisClient;
  connect(): Promise<unknown>;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  subscribe(channel: string, listener: (message: unknown) => void): Promise<unknown>;
  ping(): Promise<unknown>;
  /** Version 5; 4 calls it `disconnect`. */
  destroy?(): void;
  disconnect?(): Promise<unknown>;
}

interface NodeRedisSentinel extends NodeRedisLike {
  readonly isReady: boolean;
  sendCommand(isReadonly: boolean, command: readonly string[]): Promise<unknown>;
}

interface ClusterNode {
  readonly address?: string;
  readonly client?: NodeRedisClient | Promise<NodeRedisClient>;
}

interface NodeRedisCluster extends NodeRedisLike {
  readonly masters: ClusterNode[];
  readonly replicas: ClusterNode[];
  readonly slots: ({ master: ClusterNode } | undefined)[];
  nodeClient(node: ClusterNode): NodeRedisClient | Promise<NodeRedisClient>;
  sendCommand(firstKey: string, isReadonly: boolean, command: readonly string[]): Promise<unknown>;
}

export function isNodeRedis(client: object): client is NodeRedisLike {
  return "isOpen" in client && typeof (client as Partial<NodeRedisLike>).sendCommand === "function";
}

export function nodeRedisDriver(client: NodeRedisLike): RedisDriver {
  if ("masters" in client && "slots" in client) return clusterDriver(client as NodeRedisCluster);
  if ("getSentinelNode" in client) return sentinelDriver(client as NodeRedisLike as NodeRedisSentinel);
  const node = client as NodeRedisClient;
  return {
    kind: "node-redis",
    clientPrefix: "",
    clustered: false,
    // A pool has no `isReady`.
    ready: () => node.isReady ?? node.isOpen,
    shard: () => "",
    send: (_key, command) => node.sendCommand(command),
    tracking:
      // A pool's connections are made and closed as it likes.
      typeof node.duplicate === "function" && node.isReady !== undefined
        ? () => [{ id: "", master: true, open: () => openTracking(node) }]
        : undefined,
    scan: (match, visit) => scanNode((command) => node.sendCommand(command), match, visit),
  };
}

const readCommands: ReadonlySet<string> = /* @__PURE__ */ new Set(["GET", "MGET", "EXISTS", "SCAN"]);

const isRead = (command: readonly string[]): boolean => readCommands.has(command[0] ?? "");

function sentinelDriver(client: NodeRedisSentinel): RedisDriver {
  return {
    kind: "node-redis Sentinel",
    clientPrefix: "",
    clustered: false,
    ready: () => client.isReady,
    shard: () => "",
    send: (_key, command) => client.sendCommand(isRead(command), command),
    tracking: undefined,
    scan: (match, visit) => scanNode((command) => client.sendCommand(true, command), match, visit),
  };
}

function clusterDriver(cluster: NodeRedisCluster): RedisDriver {
  const masterOf = (key: string) => cluster.slots[slotOf(key)]?.master;
  return {
    kind: "node-redis cluster",
    clientPrefix: "",
    clustered: true,
    ready(key) {
      if (!cluster.isOpen) return false;
      const client = masterOf(key)?.client;
      // A node without a client yet, or with one being made, connects at its first command.
      return client === undefined || "then" in client || client.isReady !== false;
    },
    shard: (key) => masterOf(key)?.address ?? "",
    refresh: seldom(() => provokeRediscovery(cluster)),
    send: (key, command) => cluster.sendCommand(key, isRead(command), command),
    tracking: () => trackedNodes(cluster),
    async scan(match, visit) {
      const walk = async (node: ClusterNode) => {
        const client = await cluster.nodeClient(node);
        await scanNode((command) => client.sendCommand(command), match, visit);
      };
      await Promise.all(cluster.masters.map(walk));
    },
  };
}

/**
 * The library looks for the cluster's nodes again only when a node answers MOVED, which a master that is
 * dead never does: asks a living one for a key of a dead one.
 */
function provokeRediscovery(cluster: NodeRedisCluster): void {
  const alive = (key: string) => {
    const client = cluster.slots[slotOf(key)]?.master.client;
    return client !== undefined && !("then" in client) && client.isReady === true;
  };
  const probes = Array.from({ length: 100 }, (_, i) => `schematic:probe:${i}`);
  const living = probes.find(alive);
  const dead = probes.find((key) => !alive(key));
  if (living === undefined || dead === undefined) return;
  cluster.sendCommand(living, true, ["EXISTS", dead]).catch(() => {});
}

/** Nodes without a connection so far are passed over: they have no connection that could be copied. */
function trackedNodes(cluster: NodeRedisCluster): TrackedNode[] {
  const tracked = (node: ClusterNode, master: boolean): TrackedNode[] => {
    const { client, address = "" } = node;
    if (client === undefined || "then" in client) {
      if (!master) return [];
      // Asking for it makes it; the next look finds it.
      Promise.resolve(cluster.nodeClient(node)).catch(() => {});
      return [{ id: address, master, open: () => unopened }];
    }
    return [{ id: address, master, open: () => openTracking(client) }];
  };
  return [
    ...cluster.masters.flatMap((node) => tracked(node, true)),
    ...(cluster.replicas ?? []).flatMap((node) => tracked(node, false)),
  ];
}

const unopened: TrackingSocket = {
  begin: () => Promise.reject(new Error("the node has no connection yet")),
  onClose: () => {},
  ping: () => Promise.resolve(),
  close: () => {},
};

function openTracking(client: NodeRedisClient): TrackingSocket {
  const own = client.duplicate?.({
    // In RESP 3 the changes would come as pushes, which the library keeps to itself.
    RESP: 2,
    clientSideCache: undefined,
    disableOfflineQueue: false,
    socket: { ...client.options?.socket, reconnectStrategy: false },
  });
  if (!own) return unopened;
  let reason = "closed";
  own.on("error", (error) => {
    reason = error instanceof Error ? error.message : String(error);
  });
  return {
    async begin(prefix, changed) {
      await own.connect();
      await own.sendCommand(trackingCommand(await own.sendCommand(["CLIENT", "ID"]), prefix));
      await own.subscribe(invalidations, (message) => changed(changedKeys(message)));
    },
    onClose(closed) {
      let told = false;
      const tell = () => {
        if (!told) closed(reason);
        told = true;
      };
      own.on("end", tell);
      own.on("error", tell);
    },
    ping: () => own.ping(),
    close: () => {
      // Closing what is closed throws.
      if (!own.isOpen) return;
      if (own.destroy) own.destroy();
      else own.disconnect?.().catch(() => {});
    },
  };
}
