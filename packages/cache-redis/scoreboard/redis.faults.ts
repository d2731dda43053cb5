import {
  type RedisServer,
  type ScoreboardResult,
  type ScoreboardRow,
  startRedis,
  startSentinel,
} from "@schematic-internal/testing";
import { Redis } from "ioredis";
import { createClient } from "redis";
import { peerChecking } from "./peer";
import { type Checking, cacheOn, checkFor, checking, recovery, resultOf } from "./support";

type Size = "small" | "full";

const target =
  "Redis adds ≤ 50 ms to a check, about nothing once its circuit is open; recovered ≤ 2 s after; 0 stray commands";
const duringMs = (size: Size): number => (size === "full" ? 5_000 : 400);

async function connected(url: string): Promise<Redis> {
  const redis = new Redis(url, { retryStrategy: () => 100 });
  redis.on("error", () => {});
  await new Promise((resolve) => redis.once("ready", resolve));
  return redis;
}

/** A row in which `begin` makes something go wrong with a server, and `end` makes it right. */
function row(
  name: string,
  begin: (server: RedisServer) => unknown,
  end: (server: RedisServer) => unknown,
  args: string[] = [],
): ScoreboardRow {
  return {
    name,
    target,
    async run(size) {
      const server = await startRedis({ args });
      const redis = await connected(server.url);
      const one = checking(redis);
      try {
        await checkFor(one, 100);
        await begin(server);
        const during = await checkFor(one, duringMs(size));
        await end(server);
        return resultOf(during, await recovery(one), one.strayCommands());
      } finally {
        await one.close();
        redis.disconnect();
        await server.stop();
      }
    },
    async runPeer(size) {
      const server = await startRedis({ args });
      const peer = await peerChecking(server.url);
      try {
        await peer.checkFor(100);
        await begin(server);
        const during = await peer.checkFor(duringMs(size));
        await end(server);
        return during;
      } finally {
        await peer.close();
        await server.stop();
      }
    },
  };
}

const failover: ScoreboardRow = {
  name: "redis/failover",
  target,
  async run(size) {
    const sentinel = await startSentinel();
    const redis = new Redis({
      sentinels: sentinel.sentinels,
      name: sentinel.name,
      retryStrategy: () => 100,
      sentinelRetryStrategy: () => 100,
    });
    redis.on("error", () => {});
    await new Promise((resolve) => redis.once("ready", resolve));
    const one = checking(redis);
    try {
      await checkFor(one, 100);
      let over = false;
      const failing = sentinel.failover().then(() => {
        over = true;
      });
      const during = await checkFor(one, duringMs(size));
      while (!over) during.wrong += (await checkFor(one, 50)).wrong;
      await failing;
      return resultOf(during, await recovery(one), one.strayCommands());
    } finally {
      await one.close();
      redis.disconnect();
      await sentinel.stop();
    }
  },
};

/** node-redis says that it is ready while the server loads its data; ioredis waits by itself. */
const loading: ScoreboardRow = {
  name: "redis/loading",
  target,
  async run(size): Promise<ScoreboardResult> {
    const keys = size === "full" ? 2_000 : 300;
    const args = ["--key-load-delay", "2000", "--loading-process-events-interval-bytes", "1024"];
    const server = await startRedis({ args });
    const redis = createClient({ url: server.url, socket: { reconnectStrategy: () => 100 } });
    redis.on("error", () => {});
    await redis.connect();
    const one: Checking = checking(redis);
    try {
      for (let i = 0; i < keys; i++) await redis.set(`filler-${i}`, "x".repeat(100));
      await redis.sendCommand(["SAVE"]);
      await server.kill();
      // Resolves when it has loaded; until then it responds with LOADING.
      const loaded = server.start();
      const during = await checkFor(one, keys);
      await loaded;
      return resultOf(during, await recovery(one), one.strayCommands());
    } finally {
      await one.close();
      redis.destroy();
      await server.stop();
    }
  },
};

const noscript: ScoreboardRow = {
  name: "redis/noscript",
  target: "scripts that the server has forgotten are sent again: every compare-and-set is carried out",
  async run(size) {
    const rounds = size === "full" ? 2_000 : 100;
    const server = await startRedis();
    const redis = await connected(server.url);
    // Each is counted: none may be given up because the machine is busy.
    const cache = cacheOn(redis, 10_000);
    try {
      await cache.set("counter", 0);
      let done = 0;
      for (let i = 0; i < rounds; i++) {
        if (i % 3 === 0) await server.command("SCRIPT", "FLUSH");
        if (await cache.shared.replace("counter", String(i), String(i + 1))) done++;
      }
      const value = await cache.get("counter");
      return {
        figure: `${done} of ${rounds} carried out, ${String(value)} counted`,
        holds: done === rounds && value === rounds,
        counts: { lost: rounds - done, miscounted: rounds - Number(value) },
      };
    } finally {
      redis.disconnect();
      await server.stop();
    }
  },
};

export const rows: ScoreboardRow[] = [
  row(
    "redis/down",
    (server) => server.kill(),
    (server) => server.start(),
  ),
  row(
    "redis/hang",
    (server) => server.pause(),
    (server) => server.resume(),
  ),
  failover,
  loading,
  row(
    "redis/readonly",
    (server) => server.command("REPLICAOF", "127.0.0.1", 1),
    (server) => server.command("REPLICAOF", "NO", "ONE"),
  ),
  row(
    "redis/full",
    (server) => server.command("CONFIG", "SET", "maxmemory", 1),
    (server) => server.command("CONFIG", "SET", "maxmemory", 0),
  ),
  noscript,
];
