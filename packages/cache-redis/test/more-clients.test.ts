import {
  type RedisSentinel,
  type RedisServer,
  startRedis,
  startSentinel,
  startTlsRedis,
  type TlsRedis,
} from "@schematic-internal/testing";
import { describeCache } from "@schematic-internal/testing/cache-conformance";
import { Redis } from "ioredis";
import { createClient, createClientPool, createSentinel } from "redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RedisCache, type RedisClient } from "../src/index";
import type { Connected } from "./clients";
import { Watching } from "./watching";

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const timeoutMs = 20_000;
let unique = 0;
const cacheOn = ({ client }: Connected) => {
  unique++;
  return { cache: new RedisCache(client, { prefix: `test-${unique}`, timeoutMs }), pass };
};

describe("TLS", () => {
  const clients: Record<string, (redis: TlsRedis) => Promise<Connected>> = {
    async ioredis({ url, ca }) {
      const client = new Redis(url, { tls: { ca } });
      await new Promise((resolve) => client.once("ready", resolve));
      return { client, close: () => client.disconnect() };
    },
    async "node-redis"({ url, ca }) {
      const client = createClient({ url, socket: { tls: true, ca } });
      client.on("error", () => {});
      await client.connect();
      return { client, close: () => client.destroy() };
    },
  };
  let redis: TlsRedis;
  beforeAll(async () => {
    redis = await startTlsRedis();
  });
  afterAll(() => redis.stop());

  describe.each(Object.entries(clients))("%s", (name, connect) => {
    let connected: Connected;
    beforeAll(async () => {
      connected = await connect(redis);
    });
    afterAll(() => connected.close());
    describeCache(`RedisCache over TLS on ${name}`, () => cacheOn(connected));

    test("the connection for changed keys uses TLS too", async () => {
      const watching = new Watching(new RedisCache(connected.client, { prefix: "told", timeoutMs }));
      await watching.trusted();
      await redis.server.command("SET", "told:a", "1");
      await watching.changed("a");
      watching.end();
    });
  });
});

describe("a node-redis pool", () => {
  let server: RedisServer;
  let connected: Connected;
  beforeAll(async () => {
    server = await startRedis();
    // The suite asks for far more at once than there are connections.
    const client = createClientPool({ url: server.url }, { acquireTimeout: timeoutMs });
    client.on("error", () => {});
    await client.connect();
    connected = { client: client as unknown as RedisClient, close: () => client.destroy() };
  });
  afterAll(async () => {
    connected.close();
    await server.stop();
  });
  describeCache("RedisCache on a node-redis pool", () => cacheOn(connected));
  test("cannot watch changes", () => {
    expect(new RedisCache(connected.client).shared.watch).toBeUndefined();
  });
});

describe("a node-redis Sentinel client", () => {
  let sentinel: RedisSentinel;
  let connected: Connected;
  beforeAll(async () => {
    sentinel = await startSentinel();
    const client = createSentinel({ name: sentinel.name, sentinelRootNodes: sentinel.sentinels });
    client.on("error", () => {});
    await client.connect();
    connected = { client: client as unknown as RedisClient, close: () => client.destroy() };
  });
  afterAll(async () => {
    connected.close();
    await sentinel.stop();
  });
  describeCache("RedisCache on a node-redis Sentinel client", () => cacheOn(connected));
  test("cannot watch changes", () => {
    expect(new RedisCache(connected.client).shared.watch).toBeUndefined();
  });

  test("finds the new master by itself", async () => {
    const cache = new RedisCache(connected.client, { prefix: "failover", timeoutMs: 500 });
    const again = async (look: () => Promise<unknown>, wanted: unknown) => {
      while ((await look().catch(() => undefined)) !== wanted)
        await new Promise((resolve) => setImmediate(resolve));
    };
    const known = new RedisCache(connected.client, { prefix: "failover", timeoutMs });
    await known.set("a", 1);
    // A master that dies with what its replica has not got yet takes it along.
    await again(() => sentinel.replica.command("EXISTS", "failover:a"), 1);
    await sentinel.failover();
    await again(async () => {
      await cache.set("b", 2);
      return cache.get("b");
    }, 2);
    expect(await known.get("a")).toBe(1);
  });
});
