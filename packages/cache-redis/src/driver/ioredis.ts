import { escapeGlob, type RedisDriver, scanNode } from "./driver";
import { slotOf } from "./slot";

/** What is used of an ioredis `Redis`. */
export interface IoRedisLike {
  readonly status: string;
  readonly isCluster?: boolean;
  call(command: string, ...args: string[]): Promise<unknown>;
}

interface IoRedis extends IoRedisLike {
  connect(): Promise<void>;
  readonly options: { keyPrefix?: string; host?: string; port?: number };
}

/** What is used of an ioredis `Cluster`. */
interface IoRedisCluster extends IoRedis {
  readonly slots: string[][];
  nodes(role: "master" | "all"): IoRedis[];
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
    kind: "ioredis cluster",
    clientPrefix,
    clustered: true,
    ready(key) {
      if (!isReady(cluster)) return false;
      const address = masterOf(key);
      const node = cluster.nodes("master").find((n) => `${n.options.host}:${n.options.port}` === address);
      // A node's own client connects at its first command; in "reconnecting" it would only queue.
      return node === undefined ? false : node.status === "ready" || node.status === "wait";
    },
    shard: masterOf,
    send: (_key, command) => call(cluster, command),
    async scan(match, visit) {
      const masters = cluster.nodes("master");
      await Promise.all(masters.map((node) => scanOne(node, clientPrefix, match, visit)));
    },
  };
}
