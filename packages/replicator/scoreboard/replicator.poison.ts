import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import type { Redis } from "ioredis";
import type { Replicator } from "../src/index";
import { type Setup, setUp } from "../test/support";

/** Breaks something about the company `acme`, whose entry is `key`, or about the whole server. */
type Spoil = (client: Redis, key: string, lookup: string) => Promise<unknown>;

const changed =
  (fields: object): Spoil =>
  async (client, key) => {
    const company = JSON.parse((await client.get(key)) ?? "{}");
    await client.set(key, JSON.stringify({ ...company, ...fields }));
  };
const replaced =
  (type: "lpush" | "sadd", of: "key" | "lookup"): Spoil =>
  async (client, key, lookup) => {
    const name = of === "key" ? key : lookup;
    await client.del(name);
    await client[type](name, "x");
  };
const denied =
  (rules: string[]): Spoil =>
  (client) =>
    client.call("ACL", "SETUSER", "default", ...rules);

export const SPOILS: Record<string, Spoil> = {
  "entry of type list": replaced("lpush", "key"),
  "entry of type set": replaced("sadd", "key"),
  "entry of type hash": async (client, key) => [await client.del(key), await client.hset(key, "a", "b")],
  "look-up of type list": replaced("lpush", "lookup"),
  "look-up of type set": replaced("sadd", "lookup"),
  "key that is null": changed({ keys: { id: null } }),
  "key that is a number": changed({ keys: { id: 7 } }),
  "keys that are a list": changed({ keys: ["x"] }),
  "keys that are null": changed({ keys: null }),
  "metrics that are a number": changed({ metrics: 7 }),
  "traits that are null": changed({ traits: [null] }),
  "entry that is no JSON": (client, key) => client.set(key, "{"),
  "entry that is JSON null": (client, key) => client.set(key, "null"),
  "deeply nested entry": (client, key) =>
    client.set(key, `{"id":"x","keys":{},"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`),
  OOM: (client) => client.config("SET", "maxmemory", "1"),
  NOREPLICAS: (client) => client.config("SET", "min-replicas-to-write", "1"),
  "NOPERM for SET": denied(["-set"]),
  "NOPERM for EVAL": denied(["-eval"]),
};

/** Resolves to how a healthy company's change fared. */
async function outcomeOf(
  setup: Setup,
  replicator: Replicator,
  spoil: Spoil,
): Promise<"written" | "not ready" | "stalled"> {
  const { client, emulator } = setup;
  const { cache_version } = (await (await fetch(`${replicator.healthUrl}/ready`)).json()) as {
    cache_version: string;
  };
  const prefix = `schematic:company:${cache_version}:`;
  const keyOf = async (id: string): Promise<string> =>
    prefix + JSON.parse((await client.get(`${prefix}id:${id}`)) ?? "null");
  const healthy = await keyOf("company-2");
  const before = await client.get(healthy);
  await spoil(client, await keyOf("company-1"), `${prefix}id:company-1`);
  emulator.setPlan({ id: "company-1" }, null);
  emulator.setPlan({ id: "company-2" }, "pro");
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    const now = await client.get(healthy).catch(() => before);
    if (now !== before) return "written";
    const { status } = await fetch(`${replicator.healthUrl}/ready`);
    if (status !== 200) return "not ready";
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return "stalled";
}

export const row: ScoreboardRow = {
  name: "replicator/poison",
  target: "18 kinds of bad entry or failing command: healthy companies' changes arrive, or /ready is not 200",
  async run(size, progress): Promise<ScoreboardResult> {
    const all = Object.entries(SPOILS);
    const chosen = size === "full" ? all : all.filter((_, i) => i % 6 === 0);
    const outcomes: Record<string, number> = { written: 0, "not ready": 0, stalled: 0 };
    const stalled: string[] = [];
    for (const [i, [name, spoil]] of chosen.entries()) {
      const setup = await setUp();
      const replicator = await setup.start();
      await replicator.ready();
      const outcome = await outcomeOf(setup, replicator, spoil);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (outcome === "stalled") stalled.push(name);
      await setup.close();
      progress(i + 1, chosen.length);
    }
    return {
      figure: `${chosen.length} kinds: ${outcomes.written} written, ${outcomes["not ready"]} not ready, ${stalled.length} stalled ${stalled.join(", ")}`,
      holds: stalled.length === 0,
      counts: { stalled: stalled.length },
    };
  },
};
