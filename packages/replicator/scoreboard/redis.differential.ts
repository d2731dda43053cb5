import type { SchematicClient } from "@schematic/core";
import { type Emulator, startEmulator } from "@schematic/emulator";
import {
  type ScoreboardResult,
  type ScoreboardRow,
  startRedis,
  startRedisCluster,
} from "@schematic-internal/testing";
import type { SchematicClient as PublishedClient } from "@schematichq/schematic-typescript-node";
import { readSettings, startReplicator } from "../src/index";
import { capture, quiet, seed } from "../test/support";
import { CLIENTS, type ConnectedClient, forPublishedSdk, type Target } from "./redis-clients";
import { ours, publishedOver } from "./replica";

const FLAGS = ["calls", "export", "beta", "Mixed-Case"] as const;
/** A change may take this long until all have it, ms. Busy machines take seconds. */
const LIMIT_MS = 60_000;

interface Count {
  checked: number;
  /** Number of answers that still differed from the server's after the limit. */
  differing: number;
}

interface Reader {
  readonly name: string;
  readonly our: SchematicClient;
  readonly their: PublishedClient;
  close(): Promise<void>;
}

interface Answer {
  value: boolean;
  ruleId: string | null;
  companyId: string | null;
}

/** Returns the server's own answer. */
async function truth(emulator: Emulator, company: string, flag: string): Promise<Answer> {
  const response = await fetch(`${emulator.url}/flags/${flag}/check`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-schematic-api-key": emulator.apiKey },
    body: JSON.stringify({ company: { id: company } }),
  });
  const { data } = (await response.json()) as {
    data: { value: boolean; rule_id?: string; company_id?: string };
  };
  return { value: data.value, ruleId: data.rule_id ?? null, companyId: data.company_id ?? null };
}

/** True once our SDK and the published one answer as the server does. */
async function agrees(
  { our, their }: Reader,
  company: string,
  expected: Record<string, Answer>,
): Promise<boolean> {
  const context = { company: { id: company } };
  for (const [flag, { value, ruleId, companyId }] of Object.entries(expected)) {
    const mine = await our.checkFlagWithEntitlement(context, flag);
    const its = await their.checkFlagWithEntitlement(context, flag);
    const isMine = mine.value === value && (mine.ruleId ?? null) === ruleId && mine.source === "replicator";
    const isTheirs = its.value === value && (its.ruleId ?? null) === ruleId;
    if (
      !isMine ||
      !isTheirs ||
      (mine.companyId ?? null) !== companyId ||
      (its.companyId ?? null) !== companyId
    )
      return false;
  }
  return true;
}

function change(emulator: Emulator, round: number): Promise<void> | void {
  const id = `company-${round % 10}`;
  switch (round % 4) {
    case 0:
      return void emulator.setPlan({ id }, round % 8 === 0 ? "pro" : "free");
    case 1:
      return capture(emulator, id, 2);
    case 2:
      return void emulator.apply({ companies: [{ keys: { id }, traits: { seats: (round * 3) % 10 } }] });
    default:
      return void emulator.setPlan({ id }, null);
  }
}

async function compare(target: Target, rounds: number): Promise<Count> {
  const emulator = await startEmulator({ seed });
  const addresses = target.addresses.map(({ host, port }) => `${host}:${port}`);
  const replicator = await startReplicator(
    readSettings({
      SCHEMATIC_API_KEY: emulator.apiKey,
      SCHEMATIC_API_URL: emulator.url,
      HEALTH_PORT: "0",
      ASYNC_LOADER_RATE_LIMIT_RPS: "1000",
      ...(target.isCluster ? { REDIS_CLUSTER_ADDRS: addresses.join() } : { REDIS_ADDR: addresses[0] }),
    }),
    { logger: quiet },
  );
  await replicator.ready();
  const place = { apiKey: emulator.apiKey, basePath: emulator.url, eventCaptureBaseURL: emulator.captureUrl };
  const readers: Reader[] = [];
  const count: Count = { checked: 0, differing: 0 };
  try {
    for (const [name, connect] of Object.entries(CLIENTS)) {
      const connected: ConnectedClient = await connect(target);
      const { client: our } = await ours(connected.redis, replicator.healthUrl, place);
      const their = publishedOver(forPublishedSdk(connected), replicator.healthUrl, place);
      const close = async () => {
        await Promise.all([our.close(), their.close()]);
        connected.close();
      };
      readers.push({ name, our, their, close });
    }
    for (let round = 0; round < rounds; round++) {
      await change(emulator, round);
      const company = `company-${round % 10}`;
      const answers = FLAGS.map(async (flag) => [flag, await truth(emulator, company, flag)] as const);
      const expected = Object.fromEntries(await Promise.all(answers));
      for (const reader of readers) {
        const deadline = performance.now() + LIMIT_MS;
        while (!(await agrees(reader, company, expected)) && performance.now() < deadline);
        count.checked += FLAGS.length;
        if (!(await agrees(reader, company, expected))) count.differing++;
      }
    }
    return count;
  } finally {
    await Promise.all(readers.map((reader) => reader.close()));
    await replicator.close();
    await emulator.close();
  }
}

export const row: ScoreboardRow = {
  name: "redis/differential",
  target:
    "our replicator, our SDK and the published Node SDK on ioredis 5 and 6, node-redis 5 and 6, single node and cluster: after each change all answer as the server does",
  async run(size): Promise<ScoreboardResult> {
    const rounds = size === "full" ? 200 : 6;
    const single = await startRedis();
    const one = await compare(
      { addresses: [{ host: single.host, port: single.port }], isCluster: false },
      rounds,
    );
    await single.stop();
    const cluster = await startRedisCluster();
    const many = await compare({ addresses: cluster.addresses, isCluster: true }, rounds);
    await cluster.stop();
    const checked = one.checked + many.checked;
    const differing = one.differing + many.differing;
    return {
      figure: `${checked} answers of ${Object.keys(CLIENTS).join(", ")}, single node and cluster: ${differing} changes were not seen`,
      holds: differing === 0,
      counts: { checked, differing },
    };
  },
};
