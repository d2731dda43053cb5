import { schemaVersion } from "@schematic/datastream/protocol";
import { peekFlag, type ScoreboardRow, startRedis, startRedisCluster } from "@schematic-internal/testing";
import { Cluster, Redis } from "ioredis";
import { Layout } from "../src/store/layout";
import { ours, published, sideServer } from "./replica";
import { quantile } from "./support";

const ids = { account_id: "acct_1", environment_id: "env_1" };
const definition = { id: "plan", comparable_type: "string", entity_type: "company" };
const flag = {
  id: "flag_1",
  key: "f",
  ...ids,
  default_value: false,
  rules: [
    {
      id: "rule_1",
      flag_id: "flag_1",
      ...ids,
      name: "pro",
      priority: 1,
      rule_type: "standard",
      value: true,
      condition_groups: [],
      conditions: [
        {
          id: "cond_1",
          ...ids,
          condition_type: "trait",
          operator: "eq",
          resource_ids: [],
          trait_value: "pro",
          trait_definition: definition,
        },
      ],
    },
  ],
};

const company = (id: string, plan: string): string =>
  JSON.stringify({
    id,
    ...ids,
    keys: { id },
    billing_product_ids: [],
    credit_balances: {},
    plan_ids: [],
    plan_version_ids: [],
    metrics: [],
    rules: [],
    entitlements: [],
    traits: [{ value: plan, trait_definition: definition }],
  });

/** Spread over the slots of a cluster. */
const companies = Array.from({ length: 20 }, (_, i) => `comp_${i}`);

async function fill(writer: Redis | Cluster, layout: Layout): Promise<void> {
  await writer.set(layout.flag("f"), JSON.stringify(flag));
  for (const id of companies) {
    await writer.set(layout.entity("company", id), company(id, "free"));
    await writer.set(layout.lookup("company", "id", id), JSON.stringify(id));
  }
}

interface Lags {
  ms: number[];
  /** Writes that were not seen in 20 s. */
  missed: number;
  /** Synchronous checks that had nothing in memory, and so gave a default. */
  defaults: number;
}

/** As long as no invalidation takes; one that is lost is never seen. */
const missedMs = 20_000;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function measure(writer: Redis | Cluster, reader: Redis | Cluster, rounds: number): Promise<Lags> {
  const layout = new Layout(await schemaVersion());
  const side = await sideServer();
  await fill(writer, layout);
  const { client, source } = await ours(reader, side.url);
  const lags: Lags = { ms: [], missed: 0, defaults: 0 };
  try {
    for (const id of companies) {
      // From memory once Redis reports changes.
      while (peekFlag(source, { company: { id } }, "f") === undefined) await turn();
    }
    for (let i = 0; i < rounds; i++) {
      const id = companies[i % companies.length] ?? "";
      const context = { company: { id } };
      const on = Math.floor(i / companies.length) % 2 === 0;
      const began = performance.now();
      const written = writer.set(layout.entity("company", id), company(id, on ? "pro" : "free"));
      while (client.checkFlagSync(context, "f") !== on && performance.now() - began < missedMs) {
        if (peekFlag(source, context, "f") === undefined) lags.defaults++;
        await turn();
      }
      const took = performance.now() - began;
      if (took < missedMs) lags.ms.push(took);
      else lags.missed++;
      await written;
    }
  } finally {
    await client.close();
    side.close();
  }
  return lags;
}

async function onSingle(rounds: number): Promise<Lags> {
  const server = await startRedis();
  return measureWith(() => new Redis(server.url), rounds).finally(() => server.stop());
}

async function onCluster(rounds: number): Promise<Lags> {
  const cluster = await startRedisCluster();
  return measureWith(() => new Cluster(cluster.addresses), rounds).finally(() => cluster.stop());
}

async function measureWith(connect: () => Redis | Cluster, rounds: number): Promise<Lags> {
  const [writer, reader] = [connect(), connect()];
  try {
    if (reader.status !== "ready") await new Promise((resolve) => reader.once("ready", resolve));
    return await measure(writer, reader, rounds);
  } finally {
    writer.disconnect();
    reader.disconnect();
  }
}

/** It keeps nothing in memory: each of its checks asks Redis, and sees the present entry. */
async function onPublished(rounds: number): Promise<number[]> {
  const server = await startRedis();
  const [writer, reader] = [new Redis(server.url), new Redis(server.url)];
  const side = await sideServer();
  const layout = new Layout(await schemaVersion());
  await fill(writer, layout);
  const client = published(reader, side.url);
  const [id = ""] = companies;
  const context = { company: { id } };
  const ms: number[] = [];
  try {
    for (let i = 0; i < rounds; i++) {
      const began = performance.now();
      const written = writer.set(layout.entity("company", id), company(id, i % 2 === 0 ? "pro" : "free"));
      while ((await client.checkFlag(context, "f")) !== (i % 2 === 0)) {
        if (performance.now() - began > 5_000) throw new Error("the published SDK does not see the change");
      }
      ms.push(performance.now() - began);
      await written;
    }
    return ms;
  } finally {
    await client.close();
    side.close();
    writer.disconnect();
    reader.disconnect();
    await server.stop();
  }
}

const figure = (ms: number[]): string =>
  `p50 ${quantile(ms, 0.5).toFixed(2)} ms, p99 ${quantile(ms, 0.99).toFixed(1)} ms, at most ${Math.max(...ms).toFixed(1)} ms`;

export const row: ScoreboardRow = {
  name: "redis/invalidation",
  target: "an entry that another process writes is seen by repeated synchronous checks within 50 ms",
  async run(size) {
    const rounds = size === "full" ? 2_000 : 80;
    const single = await onSingle(rounds);
    const cluster = await onCluster(rounds);
    const missed = single.missed + cluster.missed;
    const defaults = single.defaults + cluster.defaults;
    return {
      figure: `single node ${figure(single.ms)}; 6-node cluster ${figure(cluster.ms)}; ${missed} of ${2 * rounds} missed, ${defaults} checks without an answer`,
      holds: missed === 0 && quantile(single.ms, 0.99) <= 50 && quantile(cluster.ms, 0.99) <= 50,
      counts: { missed },
    };
  },
  async runPeer(size) {
    return `single node ${figure(await onPublished(size === "full" ? 500 : 20))}, three reads of Redis for each check`;
  },
};
