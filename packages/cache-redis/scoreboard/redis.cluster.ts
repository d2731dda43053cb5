import { type ScoreboardRow, startRedisCluster } from "@schematic-internal/testing";
import { Cluster } from "ioredis";
import { RedisCache } from "../src/index";

export const row: ScoreboardRow = {
  name: "redis/cluster",
  target:
    "everything on a 6-node cluster, no CROSSSLOT, a master killed in between; recovered ≤ 2 s after the failover",
  async run(size) {
    const count = size === "full" ? 2_000 : 200;
    const cluster = await startRedisCluster();
    const redis = new Cluster(cluster.addresses);
    redis.on("error", () => {});
    await new Promise((resolve) => redis.once("ready", resolve));
    const cache = new RedisCache(redis, { prefix: "scoreboard", timeoutMs: 10_000 });
    const counts = { crossSlot: 0, wrong: 0, unanswered: 0 };
    const note = (error: unknown) => {
      if (String(error).includes("CROSSSLOT")) counts.crossSlot++;
      else counts.unanswered++;
    };
    const keys = Array.from({ length: count }, (_, i) => `flags:v:${i}`);
    const pass = async () => {
      counts.unanswered = 0;
      await Promise.all(keys.map((key) => cache.set(key, key).catch(note)));
      const many = await cache.getMany(keys).catch(note);
      if (many?.some((value, i) => value !== keys[i])) counts.wrong++;
      const replace = (key: string) =>
        cache.shared.replace(key, JSON.stringify(key), JSON.stringify(`${key}!`));
      const replaced = await Promise.all(keys.map((key) => replace(key).catch(note)));
      if (replaced.some((done) => done === false)) counts.wrong++;
      await cache.deleteMissing(keys.slice(0, 10), { scanPattern: "flags:v:*" }).catch(note);
      const left = await cache.getMany(keys).catch(note);
      if (left && left.filter((value) => value !== null).length !== 10) counts.wrong++;
    };
    try {
      await pass();
      const unansweredBefore = counts.unanswered;
      await cluster.nodes[0]?.kill();
      const began = performance.now();
      let recoveredMs = Number.POSITIVE_INFINITY;
      while (performance.now() - began < 30_000) {
        counts.unanswered = 0;
        await Promise.all(keys.slice(0, 100).map((key) => cache.set(key, key).catch(note)));
        if (counts.unanswered === 0) {
          recoveredMs = performance.now() - began;
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await pass();
      const figure = `${count} keys twice, ${counts.crossSlot} CROSSSLOT, ${counts.wrong} wrong, ${counts.unanswered} unanswered after; back ${recoveredMs.toFixed(0)} ms after the kill (its replica takes over after 2 to 4 s)`;
      const holds =
        counts.crossSlot === 0 &&
        counts.wrong === 0 &&
        unansweredBefore === 0 &&
        counts.unanswered === 0 &&
        recoveredMs <= 6_000;
      counts.unanswered += unansweredBefore;
      return { figure, holds, counts };
    } finally {
      redis.disconnect();
      await cluster.stop();
    }
  },
};
