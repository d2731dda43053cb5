import type { AddressInfo } from "node:net";
import { connect, createServer, type Server } from "node:net";
import { type RedisServer, startRedis } from "@schematic-internal/testing";
import { Redis } from "ioredis";
import { createClient } from "redis";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RedisCache, RedisCacheProvider, type RedisClient } from "../src/index";

/** How long the connection takes, ms. */
const CONNECTION_MS = 300;

let server: RedisServer;
let proxy: Server;
let port: number;

/** Forwards a connection to Redis only after `CONNECTION_MS`. */
beforeEach(async () => {
  server = await startRedis();
  proxy = createServer((socket) => {
    socket.on("error", () => {});
    setTimeout(() => {
      const upstream = connect(server.port, server.host);
      upstream.on("error", () => {});
      socket.pipe(upstream).pipe(socket);
      socket.on("close", () => upstream.destroy());
    }, CONNECTION_MS);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  port = (proxy.address() as AddressInfo).port;
});
afterEach(async () => {
  await new Promise((resolve) => proxy.close(resolve));
  await server.stop();
});

interface Connecting {
  client: RedisClient;
  ready: Promise<unknown>;
  close(): void;
}

const CLIENTS: Record<string, () => Connecting> = {
  ioredis: () => {
    const client = new Redis(port, "127.0.0.1");
    return { client, ready: new Promise((r) => client.once("ready", r)), close: () => client.disconnect() };
  },
  "ioredis with lazyConnect": () => {
    const client = new Redis(port, "127.0.0.1", { lazyConnect: true });
    return { client, ready: new Promise((r) => client.once("ready", r)), close: () => client.disconnect() };
  },
  "node-redis": () => {
    const client = createClient({ url: `redis://127.0.0.1:${port}` });
    return { client, ready: client.connect(), close: () => client.destroy() };
  },
};

const CACHES = {
  RedisCache: (client: RedisClient) => new RedisCache(client, { timeoutMs: 20_000 }),
  RedisCacheProvider: (client: RedisClient) => new RedisCacheProvider({ client, timeoutMs: 20_000 }),
};

describe.each(Object.entries(CLIENTS))("%s, while it connects", (_name, open) => {
  test.each(Object.entries(CACHES))("%s refuses commands at once and works afterwards", async (_, make) => {
    const { client, ready, close } = open();
    let isReady = false;
    const connected = ready.then(() => {
      isReady = true;
    });
    try {
      const cache = make(client);
      const refused = { code: "redis_unavailable" };
      await expect(cache.get("a")).rejects.toMatchObject(refused);
      await expect(cache.getMany(["a", "b"])).rejects.toMatchObject(refused);
      await expect(cache.set("a", 1)).rejects.toMatchObject(refused);
      await expect(cache.delete("a")).rejects.toMatchObject(refused);
      await expect(cache.deleteMissing([])).rejects.toMatchObject(refused);
      await expect(cache.shared.readMany(["a"])).rejects.toMatchObject(refused);
      await expect(cache.shared.replace("a", "1", "2")).rejects.toMatchObject(refused);
      // None of them waited for the connection, or for the time limit of 20 s.
      expect(isReady).toBe(false);
      await connected;
      // Nothing that was refused is carried out later.
      expect(await server.command("DBSIZE")).toBe(0);
      await cache.set("a", 1);
      expect(await cache.get("a")).toBe(1);
    } finally {
      close();
    }
  });
});
