import {
  type RedisCluster,
  type RedisServer,
  startRedis,
  startRedisCluster,
} from "@schematic-internal/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RedisCache } from "../src/index";
import { clusterClients, singleClients } from "./clients";
import { Watching } from "./watching";

const timeoutMs = 20_000;

describe.each(Object.entries(singleClients))("changes received through %s", (name, connect) => {
  let server: RedisServer;
  let connected: Awaited<ReturnType<typeof connect>>;
  const keyPrefix = name.includes("keyPrefix") ? "app[1]:" : "";
  beforeAll(async () => {
    server = await startRedis();
    connected = await connect(server.url);
  });
  afterAll(async () => {
    connected.close();
    await server.stop();
  });

  test("a change, an expiry and a flush are received, other prefixes are not", async () => {
    const watching = new Watching(new RedisCache(connected.client, { prefix: "told", timeoutMs }));
    await watching.trusted();
    await server.command("SET", `${keyPrefix}other:a`, "1");
    await server.command("SET", `${keyPrefix}told:a,b`, "1");
    await watching.changed("a,b");
    expect(watching.told).toEqual([]);
    await server.command("SET", `${keyPrefix}told:b`, "1", "PX", 30);
    await watching.changed("b");
    await watching.changed("b");
    await server.command("FLUSHALL");
    await watching.changed(undefined);
    watching.end();
  });

  test("a lost connection is reported at once, and replaced", async () => {
    const watching = new Watching(new RedisCache(connected.client, { prefix: "cut", timeoutMs }));
    await watching.trusted();
    await server.command("CLIENT", "KILL", "TYPE", "pubsub");
    await watching.lost();
    await watching.trusted();
    await server.command("SET", `${keyPrefix}cut:a`, "1");
    await watching.changed("a");
    watching.end();
  });

  test("a server that hangs is not trusted", async () => {
    const watching = new Watching(new RedisCache(connected.client, { prefix: "hung", timeoutMs }));
    await watching.trusted();
    server.pause();
    await watching.lost();
    server.resume();
    await watching.trusted();
    watching.end();
  });

  test("without watchers no connection remains", async () => {
    const watching = new Watching(new RedisCache(connected.client, { prefix: "left", timeoutMs }));
    const second = new Watching(new RedisCache(connected.client, { prefix: "left", timeoutMs }));
    await Promise.all([watching.trusted(), second.trusted()]);
    expect(String(await server.command("CLIENT", "LIST", "TYPE", "pubsub")).match(/^id=/gm)).toHaveLength(1);
    watching.end();
    second.end();
    let left = "?";
    while (left !== "") left = String(await server.command("CLIENT", "LIST", "TYPE", "pubsub")).trim();
  });
});

describe.each(Object.entries(clusterClients))("changes received through %s", (_, connect) => {
  let cluster: RedisCluster;
  let connected: Awaited<ReturnType<typeof connect>>;
  beforeAll(async () => {
    cluster = await startRedisCluster();
    connected = await connect(cluster.addresses);
  });
  afterAll(async () => {
    connected.close();
    await cluster.stop();
  });

  test("changes on every node, and after a master was lost", async () => {
    const cache = new RedisCache(connected.client, { prefix: "told", timeoutMs });
    const watching = new Watching(cache);
    await watching.trusted();
    for (let i = 0; i < 30; i++) {
      await cache.set(`key-${i}`, i);
      await watching.changed(`key-${i}`);
    }
    await cluster.nodes[0]?.kill();
    await watching.lost();
    await watching.trusted();
    // While the failover goes on, writes fail and changes are not received: each is repeated until it is.
    for (let i = 0; i < 30; i++) {
      const again = setInterval(() => cache.set(`key-${i}`, 1).catch(() => {}), 20);
      await watching.changed(`key-${i}`);
      clearInterval(again);
    }
    watching.end();
  });
});
