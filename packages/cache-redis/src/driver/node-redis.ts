import { RedisCacheError } from "../errors";
import {
  type RedisDriver,
  scanNode,
  seldom,
  single,
  type TrackedNode,
  type TrackingSocket,
  trackingSocket,
} from "./driver";
import { slotOf } from "./slot";

/** The members that are used of a node-redis client, pool, Sentinel or cluster client (4, 5 and 6). */
export interface NodeRedisLike {
  readonly isOpen: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: client, Sentinel and cluster each take other arguments.
  sendCommand(...args: any[]): Promise<unknown>;
}

interface NodeRedisClient extends NodeRedisLike {
  readonly isReady?: boolean;
  readonly options?: { socket?: object; legacyMode?: boolean };
  /** In the legacy mode of version 4, whose own methods take callbacks: the client with promises. */
  readonly v4?: Pick<NodeRedisLike, "sendCommand">;
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
  const { sendCommand } = withPromises(node);
  return {
    ...single,
    // A pool has no `isReady`.
    ready: () => node.isReady ?? node.isOpen,
    send: (_key, command) => sendCommand(command),
    tracking:
      // A pool's connections are made and closed as it likes.
      typeof node.duplicate === "function" && node.isReady !== undefined
        ? () => [{ id: "", master: true, open: () => openTracking(node) }]
        : undefined,
    scan: (match, visit) => scanNode(sendCommand, match, visit),
  };
}

/** Returns `sendCommand` with promises, whether or not the client is in the legacy mode of version 4. */
function withPromises(client: NodeRedisClient): {
  sendCommand: (command: readonly string[]) => Promise<unknown>;
} {
  if (client.options?.legacyMode !== true) return { sendCommand: (command) => client.sendCommand(command) };
  // Outside legacy mode, reading this member throws.
  const { v4 } = client;
  if (v4 === undefined) {
    const message =
      "the node-redis client is in legacy mode and has no v4 client: create it without legacyMode";
    throw new RedisCacheError("invalid_options", message);
  }
  return { sendCommand: (command) => v4.sendCommand(command) };
}

const isRead = ([name = ""]: readonly string[]): boolean => /^(M?GET|EXISTS)$/.test(name);

function sentinelDriver(client: NodeRedisSentinel): RedisDriver {
  return {
    ...single,
    ready: () => client.isReady,
    send: (_key, command) => client.sendCommand(isRead(command), command),
    scan: (match, visit) => scanNode((command) => client.sendCommand(true, command), match, visit),
  };
}

function clusterDriver(cluster: NodeRedisCluster): RedisDriver {
  const masterOf = (key: string) => cluster.slots[slotOf(key)]?.master;
  return {
    ...single,
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
 * The library looks for the cluster's nodes again only when a node responds with MOVED, which a master that is
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

/** Replicas without a connection so far are passed over. */
function trackedNodes(cluster: NodeRedisCluster): TrackedNode[] {
  const tracked = (node: ClusterNode, master: boolean): TrackedNode[] => {
    const { client, address = "" } = node;
    const made = client === undefined || "then" in client ? undefined : client;
    // Asking for it makes it; the next look finds it.
    if (made === undefined && master) Promise.resolve(cluster.nodeClient(node)).catch(() => {});
    return made || master ? [{ id: address, master, open: () => openTracking(made) }] : [];
  };
  return [
    ...cluster.masters.flatMap((node) => tracked(node, true)),
    ...(cluster.replicas ?? []).flatMap((node) => tracked(node, false)),
  ];
}

function openTracking(client: NodeRedisClient | undefined): TrackingSocket {
  const own = client?.duplicate?.({
    // In RESP 3 the changes would come as pushes, which the library keeps to itself.
    RESP: 2,
    // Version 6 refuses RESP 2 together with maintenance notifications, which it has on by default.
    maintNotifications: "disabled",
    legacyMode: false,
    clientSideCache: undefined,
    disableOfflineQueue: false,
    socket: { ...client?.options?.socket, reconnectStrategy: false },
  });
  if (!own) throw new Error("the node has no connection yet");
  return trackingSocket(own, {
    call: (command) => own.sendCommand(command),
    subscribe: (channel, told) => own.subscribe(channel, told),
    ping: () => own.ping(),
    close() {
      // Closing what is closed throws.
      if (!own.isOpen) return;
      if (own.destroy) own.destroy();
      else own.disconnect?.().catch(() => {});
    },
  });
}
