import type { RedisClient } from "@schematic/cache-redis";
import * as ioredis5 from "ioredis";
import * as ioredis6 from "ioredis-6";
import * as redis5 from "redis";
import * as redis6 from "redis-6";

/** A server or the nodes of a cluster. */
export interface Target {
  readonly addresses: readonly { host: string; port: number }[];
  readonly isCluster: boolean;
}

/** A connected client of an application. */
export interface ConnectedClient {
  readonly redis: RedisClient;
  /** Runs a command that concerns one key. */
  run(key: string, ...command: string[]): Promise<unknown>;
  close(): void;
}

type Ioredis = Pick<typeof ioredis5, "Redis" | "Cluster">;
type NodeRedis = Pick<typeof redis5, "createClient" | "createCluster">;

async function connectIoredis({ Redis, Cluster }: Ioredis, target: Target): Promise<ConnectedClient> {
  const [first] = target.addresses;
  const client = target.isCluster ? new Cluster([...target.addresses]) : new Redis({ ...first });
  client.on("error", () => {});
  await new Promise<void>((resolve) => client.once("ready", () => resolve()));
  return {
    redis: client,
    run: (_key, name = "", ...args) => client.call(name, ...args),
    close: () => client.disconnect(),
  };
}

async function connectNodeRedis(library: NodeRedis, target: Target): Promise<ConnectedClient> {
  if (target.isCluster) {
    const cluster = library.createCluster({ rootNodes: target.addresses.map((socket) => ({ socket })) });
    cluster.on("error", () => {});
    await cluster.connect();
    return {
      redis: cluster,
      run: (key, ...command) => cluster.sendCommand(key, false, command),
      close: () => cluster.destroy(),
    };
  }
  const client = library.createClient({ socket: { ...target.addresses[0] } });
  client.on("error", () => {});
  await client.connect();
  return {
    redis: client,
    run: (_key, ...command) => client.sendCommand(command),
    close: () => client.destroy(),
  };
}

/** The clients that applications use, by name. */
export const CLIENTS: Readonly<Record<string, (target: Target) => Promise<ConnectedClient>>> = {
  "ioredis 5": (target) => connectIoredis(ioredis5, target),
  "ioredis 6": (target) => connectIoredis(ioredis6 as unknown as Ioredis, target),
  "node-redis 5": (target) => connectNodeRedis(redis5, target),
  "node-redis 6": (target) => connectNodeRedis(redis6 as unknown as NodeRedis, target),
};

/** Returns the methods that the published SDK calls in replicator mode. */
export function forPublishedSdk({ run }: ConnectedClient): object {
  return {
    get: (key: string) => run(key, "GET", key),
    set: (key: string, value: string) => run(key, "SET", key, value),
    setEx: (key: string, seconds: number, value: string) => run(key, "SETEX", key, String(seconds), value),
    del: async (keys: string | string[]) => {
      for (const key of [keys].flat()) await run(key, "DEL", key);
    },
    async *scanIterator() {},
  };
}
