import { connect as connectTcp, createServer, type Server, type Socket } from "node:net";
import { type RedisServer, startRedis } from "@schematic-internal/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RedisCache } from "../src/index";
import { singleClients } from "./clients";
import { Watching } from "./watching";

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** A proxy before Redis that can swallow reports of changes, as some proxies and managed services do. */
async function startProxy(
  target: number,
): Promise<{ url: string; swallow: boolean; swallowed: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connectTcp(target, "127.0.0.1");
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket
        .on("error", () => {})
        .on("close", () => {
          client.destroy();
          upstream.destroy();
        });
    }
    client.pipe(upstream);
    upstream.on("data", (data) => {
      if (proxy.swallow && data.includes("$7\r\nmessage\r\n")) proxy.swallowed++;
      else client.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const proxy = {
    url: `redis://127.0.0.1:${port}`,
    swallow: true,
    swallowed: 0,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
  return proxy;
}

test.each(Object.entries(singleClients))(
  "%s: a connection that reports no change is not trusted",
  async (_, connect) => {
    const proxy = await startProxy(Number(new URL(redis.url).port));
    const connected = await connect(proxy.url);
    const cache = new RedisCache(connected.client, { prefix: "silent", timeoutMs: 20_000 });
    const watching = new Watching(cache);
    // Ordinary commands pass, and the connection subscribes to changes.
    await cache.set("a", 1);
    expect(await cache.get("a")).toBe(1);
    while (proxy.swallowed === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(watching.told).toEqual([]);
    // The probe is repeated, so that the connection is trusted once reports arrive.
    proxy.swallow = false;
    await watching.trusted();
    await cache.set("a", 2);
    await watching.changed("a");
    watching.end();
    connected.close();
    proxy.close();
    await redis.command("FLUSHALL");
  },
);

test("for a user who may not watch changes or not write, the reason names what is missing, once", async () => {
  const connect = singleClients.ioredis;
  if (connect === undefined) throw new Error("no client");
  const port = Number(new URL(redis.url).port);
  for (const [rules, missing] of [
    [["-client"], "+client|tracking"],
    [["-set"], "+set"],
  ] as const) {
    await redis.command("ACL", "SETUSER", "limited", "on", ">secret", "~*", "&*", "+@all", ...rules);
    const connected = await connect(`redis://limited:secret@127.0.0.1:${port}`);
    const reasons: string[] = [];
    const cache = new RedisCache(connected.client, { prefix: "denied", timeoutMs: 20_000 });
    await new Promise<void>((resolve) => {
      cache.shared.watch?.({
        trusted: () => reasons.push("trusted"),
        changed: () => {},
        lost: (reason) => {
          reasons.push(reason);
          resolve();
        },
      });
    });
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toContain(missing);
    expect(reasons[0]).toContain("every check reads Redis");
    // What is denied says nothing about the node: other commands go on.
    expect(await cache.get("a")).toBeNull();
    connected.close();
  }
});
