import { Cluster, Redis } from "ioredis";
import { Redis as Redis6 } from "ioredis-6";
import { createClient, createCluster } from "redis";
import { createClient as createClient4 } from "redis-4";
import { createClient as createClient6 } from "redis-6";
import type { RedisClient } from "../src/index";

/** A connected client of each kind, and how it is closed. */
export interface Connected {
  client: RedisClient;
  close(): void;
}

export const singleClients: Record<string, (url: string) => Promise<Connected>> = {
  async ioredis(url) {
    const client = new Redis(url, { retryStrategy: () => 50 });
    client.on("error", () => {});
    if (client.status !== "ready") await new Promise((resolve) => client.once("ready", resolve));
    return { client, close: () => client.disconnect() };
  },
  async "ioredis with a keyPrefix"(url) {
    const client = new Redis(url, { keyPrefix: "app[1]:" });
    await new Promise((resolve) => client.once("ready", resolve));
    return { client, close: () => client.disconnect() };
  },
  async "node-redis"(url) {
    const client = createClient({ url, socket: { reconnectStrategy: () => 50 } });
    client.on("error", () => {});
    await client.connect();
    return { client, close: () => client.destroy() };
  },
  async "ioredis 6"(url) {
    const client = new Redis6(url, { retryStrategy: () => 50 });
    client.on("error", () => {});
    if (client.status !== "ready") await new Promise((resolve) => client.once("ready", resolve));
    return { client, close: () => client.disconnect() };
  },
  async "node-redis 4"(url) {
    const client = createClient4({ url, socket: { reconnectStrategy: () => 50 } });
    client.on("error", () => {});
    await client.connect();
    return { client, close: () => void client.disconnect().catch(() => {}) };
  },
  async "node-redis 4 in legacy mode"(url) {
    const client = createClient4({ url, legacyMode: true, socket: { reconnectStrategy: () => 50 } });
    client.on("error", () => {});
    await client.connect();
    return { client, close: () => void client.disconnect().catch(() => {}) };
  },
  async "node-redis 6"(url) {
    const client = createClient6({ url, socket: { reconnectStrategy: () => 50 } });
    client.on("error", () => {});
    await client.connect();
    return { client, close: () => client.destroy() };
  },
};

type Address = { host: string; port: number };

export const clusterClients: Record<string, (nodes: Address[]) => Promise<Connected>> = {
  async "ioredis cluster"(nodes) {
    const client = new Cluster(nodes, { clusterRetryStrategy: () => 50 });
    client.on("error", () => {});
    await new Promise((resolve) => client.once("ready", resolve));
    return { client, close: () => client.disconnect() };
  },
  async "node-redis cluster"(nodes) {
    const client = createCluster({ rootNodes: nodes.map((socket) => ({ socket })) });
    client.on("error", () => {});
    await client.connect();
    return { client, close: () => client.destroy() };
  },
};
