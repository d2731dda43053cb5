import { type RedisDriver, scanNode } from "./driver";
import { slotOf } from "./slot";

/** What is used of a node-redis client, pool, Sentinel or cluster client (4, 5 and 6). */
export interface NodeRedisLike {
  readonly isOpen: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: client, Sentinel and cluster each take other arguments.
  sendCommand(...args: any[]): Promise<unknown>;
}

interface NodeRedisClient extends NodeRedisLike {
  readonly isReady?: boolean;
  sendCommand(command: readonly string[]): Promise<unknown>;
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
    send: (key, command) => cluster.sendCommand(key, isRead(command), command),
    async scan(match, visit) {
      const walk = async (node: ClusterNode) => {
        const client = await cluster.nodeClient(node);
        await scanNode((command) => client.sendCommand(command), match, visit);
      };
      await Promise.all(cluster.masters.map(walk));
    },
  };
}
