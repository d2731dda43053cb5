import { type RedisCluster, startRedisCluster } from "@schematic-internal/testing";
import { Cluster } from "ioredis";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Replicator } from "../src/index";
import { capture, debug, eventually, type Setup, setUp } from "./support";

let setup: Setup;
afterEach(() => setup.close());

const usage = (text: string | null | undefined) =>
  (JSON.parse(text || "{}").metrics ?? []).find((one: { period: string }) => one.period === "all_time")
    ?.value as number | undefined;

describe("a Redis that keeps its data on disk", () => {
  test("what was written after its snapshot is replayed, not loaded", async () => {
    // The snapshot holds the lock too: one that has run out when Redis is back is a reason to load.
    setup = await setUp({ WRITER_LOCK_TTL: "10m" });
    const replicator = await setup.start();
    await replicator.ready();
    const { client } = setup;
    const [lookup = ""] = await client.keys("schematic:company:*:id:company-1");
    const entry = lookup.replace(/id:company-1$/, JSON.parse((await client.get(lookup)) ?? '""'));
    await capture(setup.emulator, "company-1", 1);
    await eventually(
      () => client.get(setup.settings.replay.cursorKey),
      (cursor) => cursor !== null,
    );
    await eventually(
      async () => usage(await client.get(entry)),
      (found) => found === 1,
    );
    await setup.redis.command("SAVE");
    await capture(setup.emulator, "company-1", 2);
    await eventually(
      async () => usage(await client.get(entry)),
      (found) => found === 3,
    );
    // A cursor on its way when Redis ends would be sent again to what comes back, and not be believed.
    await eventually(
      () => debug(replicator),
      ({ values }) => values.messages_waiting === 0,
    );
    await setup.redis.kill();
    await setup.redis.start();
    await eventually(
      async () => usage(await client.get(entry).catch(() => null)),
      (found) => found === 3,
    );
    expect((await debug(replicator)).counts.full_loads).toBe(1);
  });
});

describe("a cluster", () => {
  let cluster: RedisCluster;
  let nodes: Cluster;
  let replicator: Replicator;
  beforeEach(async () => {
    setup = await setUp();
    cluster = await startRedisCluster();
    nodes = new Cluster(cluster.addresses);
    nodes.on("error", () => {});
    const addresses = cluster.addresses.map(({ host, port }) => `${host}:${port}`);
    replicator = await setup.start({ redis: { ...setup.settings.redis, cluster: addresses } });
    await replicator.ready();
  });
  afterEach(async () => {
    await replicator.close();
    nodes.disconnect();
    await cluster.stop();
  });

  /** The keys of all nodes that answer: a client's table may lack a node that was away, and loses its keys with it. */
  const keys = async (pattern: string) => {
    const pages = await Promise.all(
      cluster.nodes.map((node) => node.command("KEYS", pattern).catch(() => [])),
    );
    return [...new Set(pages.flat().map(String))];
  };
  const company = async (name: string) => {
    const [lookup = ""] = await keys(`schematic:company:*:id:${name}`);
    const id = JSON.parse((await nodes.get(lookup)) ?? '""');
    return nodes.get(lookup.replace(`id:${name}`, id));
  };

  test("is filled, and follows changes", async () => {
    expect(await keys("schematic:company:*")).toHaveLength(750);
    expect(await keys("schematic:flags:*")).toHaveLength(4);
    await capture(setup.emulator, "company-1", 2);
    await eventually(
      async () => usage(await company("company-1")),
      (found) => found === 2,
    );
    setup.emulator.remove("company", { id: "company-3" });
    await eventually(
      () => keys("schematic:company:*"),
      (found) => found.length === 747,
    );
  });

  test("whose master is lost is written to again once its replica took over", async () => {
    await cluster.nodes[0]?.kill();
    for (let i = 0; i < 30; i++) await capture(setup.emulator, `company-${i}`, 2);
    for (let i = 0; i < 30; i++) {
      await eventually(
        async () => usage(await company(`company-${i}`).catch(() => null)),
        (found) => found === 2,
      );
    }
  });

  test("whose master comes back empty is filled again", async () => {
    const [master, , , replica] = cluster.nodes;
    await replica?.kill();
    await master?.kill();
    await master?.start();
    await eventually(
      () => debug(replicator),
      ({ counts }) => Number(counts.full_loads) > 1,
    );
    await eventually(
      () => keys("schematic:company:*"),
      (found) => found.length === 750,
    );
    await eventually(
      () => keys("schematic:flags:*"),
      (found) => found.length === 4,
    );
  });
});
