import { expect, test } from "vitest";
import { startRedis, startRedisCluster, startSentinel } from "../src/index";

test("a Redis of one's own starts, is killed, comes back on its port, and stops", async () => {
  const redis = await startRedis();
  expect(await redis.command("SET", "a", "ü")).toBe("OK");
  expect(await redis.command("GET", "a")).toBe("ü");
  await redis.kill();
  await expect(redis.command("PING")).rejects.toThrow();
  await redis.start();
  expect(await redis.command("GET", "a")).toBeNull();
  await redis.stop();
  await redis.stop();
  await expect(redis.command("PING")).rejects.toThrow();
});

test("a cluster of six forms and answers for every slot", async () => {
  const cluster = await startRedisCluster();
  try {
    expect(await cluster.nodes[3]?.command("CLUSTER", "INFO")).toContain("cluster_slots_ok:16384");
    expect(cluster.addresses).toHaveLength(6);
  } finally {
    await cluster.stop();
  }
});

test("Sentinels fail over to the replica", async () => {
  const sentinel = await startSentinel();
  try {
    await sentinel.failover();
    expect(await sentinel.replica.command("SET", "a", "1")).toBe("OK");
  } finally {
    await sentinel.stop();
  }
});
