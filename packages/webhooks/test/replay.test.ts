import {
  type RedisCluster,
  type RedisServer,
  startRedis,
  startRedisCluster,
} from "@schematic-internal/testing";
import { Cluster, Redis } from "ioredis";
import { createClient, createCluster } from "redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type IoredisLike,
  type KvNamespaceLike,
  kvReplayStore,
  memoryReplayStore,
  type NodeRedisLike,
  redisReplayStore,
  WebhookSignatureError,
} from "../src/index";
import { describeReplayStore, type StoreUnderTest } from "./replay-conformance";

describeReplayStore("memory", {
  atomic: true,
  make() {
    let time = 1_000_000;
    const store = memoryReplayStore({ now: () => time });
    return {
      store,
      other: store,
      expireClaims: () => {
        time += 60_000;
      },
    };
  },
});

let server: RedisServer;
let cluster: RedisCluster;
beforeAll(async () => {
  [server, cluster] = await Promise.all([startRedis(), startRedisCluster()]);
});
afterAll(() => Promise.all([server?.stop(), cluster?.stop()]));

type Client = (IoredisLike | NodeRedisLike) & { del(key: string): Promise<unknown> };

/** Deleting a key is what its expiry does. */
function overRedis(one: Client, two: Client, close: () => Promise<unknown>): StoreUnderTest {
  const prefix = "test:";
  return {
    store: redisReplayStore(one, { prefix }),
    other: redisReplayStore(two, { prefix }),
    expireClaims: async (keys) => {
      for (const key of keys) await one.del(prefix + key);
    },
    close,
  };
}

describeReplayStore("Redis, ioredis", {
  atomic: true,
  make() {
    const [one, two] = [new Redis(server.url), new Redis(server.url)];
    return overRedis(one, two, () => Promise.all([one.quit(), two.quit()]));
  },
});

describeReplayStore("Redis, node-redis", {
  atomic: true,
  async make() {
    const [one, two] = [createClient({ url: server.url }), createClient({ url: server.url })];
    await Promise.all([one.connect(), two.connect()]);
    return overRedis(one, two, () => Promise.all([one.close(), two.close()]));
  },
});

describeReplayStore("Redis Cluster, ioredis", {
  atomic: true,
  make() {
    const [one, two] = [new Cluster(cluster.addresses), new Cluster(cluster.addresses)];
    return overRedis(one, two, () => Promise.all([one.quit(), two.quit()]));
  },
});

describeReplayStore("Redis Cluster, node-redis", {
  atomic: true,
  async make() {
    const rootNodes = cluster.addresses.map(({ host, port }) => ({ url: `redis://${host}:${port}` }));
    const [one, two] = [createCluster({ rootNodes }), createCluster({ rootNodes })];
    await Promise.all([one.connect(), two.connect()]);
    return overRedis(one, two, () => Promise.all([one.close(), two.close()]));
  },
});

/** A namespace in memory with KV's rules; the real one is in tools/runtimes. */
class MemoryKv implements KvNamespaceLike {
  readonly values: Map<string, { value: string; ttl: number }> = new Map();
  async get(key: string): Promise<string | null> {
    return this.values.get(key)?.value ?? null;
  }
  async put(key: string, value: string, { expirationTtl }: { expirationTtl: number }): Promise<void> {
    if (!Number.isInteger(expirationTtl) || expirationTtl < 60) throw new Error("KV: invalid expirationTtl");
    this.values.set(key, { value, ttl: expirationTtl });
  }
  async delete(key: string): Promise<void> {
    this.values.delete(key);
  }
}

describeReplayStore("Cloudflare KV", {
  atomic: false,
  make() {
    const kv = new MemoryKv();
    const options = { prefix: "p:", ttl: 1 };
    return {
      store: kvReplayStore(kv, options),
      other: kvReplayStore(kv, options),
      expireClaims: (keys) => {
        for (const key of keys) kv.values.delete(`p:${key}`);
      },
    };
  },
});

describe("memoryReplayStore", () => {
  it("is bounded and forgets after its time to live", async () => {
    let time = 0;
    const store = memoryReplayStore({ maxEntries: 100, ttl: 1_000, now: () => time });
    for (let i = 0; i < 1_000; i++) {
      await store.claim(`k${i}`, "t");
      await store.commit(`k${i}`, "t");
    }
    expect(await store.claim("k999", "t")).toBe("done");
    expect(await store.claim("k900", "t")).toBe("done");
    expect(await store.claim("k899", "t")).toBe("claimed");
    time = 1_000;
    expect(await store.claim("k999", "t")).toBe("claimed");
  });
});

describe("redisReplayStore", () => {
  it("writes keys that expire", async () => {
    const redis = new Redis(server.url);
    const store = redisReplayStore(redis, { ttl: 40_000 });
    await store.claim("k", "t");
    expect(await redis.pttl("schematic:webhook:k")).toBeGreaterThan(50_000);
    await redis.pexpire("schematic:webhook:k", 30_000);
    await store.renew("k", "other");
    expect(await redis.pttl("schematic:webhook:k")).toBeLessThanOrEqual(30_000);
    await store.renew("k", "t");
    expect(await redis.pttl("schematic:webhook:k")).toBeGreaterThan(50_000);
    await store.commit("k", "t");
    const left = await redis.pttl("schematic:webhook:k");
    expect(left > 0 && left <= 40_000).toBe(true);
    await redis.quit();
  });

  it("refuses what is no client", () => {
    for (const bad of [{}, { get() {} }, new Map()]) {
      expect(() => redisReplayStore(bad as never)).toThrow(WebhookSignatureError);
    }
  });
});
