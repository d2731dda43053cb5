import { SchematicClient } from "@schematic/core";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { dataStream } from "../src/index";
import { company, meteredFlag, metric } from "../test/support/entities";
import { StreamServer } from "../test/support/stream-server";
import { answers, published } from "./support";

const TRACKS = 100;
const START = 5;
const context = { company: { org: "acme" } };
const silent = (): void => undefined;

/** What the row asks of either client. */
type Metered = Pick<SchematicClient, "checkFlag" | "close"> & {
  track(body: { event: string; company: Record<string, string>; quantity?: number }): Promise<void>;
  checkFlagWithEntitlement(context: object, key: string): Promise<{ entitlement?: { usage?: number } }>;
};

interface Gains {
  metric: number;
  usage: number;
}

async function gains(open: (server: StreamServer) => Metered | Promise<Metered>): Promise<Gains> {
  const server = new StreamServer();
  server.flags.set("metered", meteredFlag("metered", 1_000));
  // Off once the metric has gained as much: the count of those that are off is the gain.
  const off = Array.from({ length: TRACKS + 1 }, (_, i) => `gain-${i + 1}`);
  for (const [i, key] of off.entries()) server.flags.set(key, meteredFlag(key, START + i + 1));
  const entitlement = {
    feature_id: "feat_1",
    feature_key: "metered",
    value_type: "numeric",
    event_name: "calls",
    metric_period: "current_month",
    month_reset: "first_of_month",
    usage: START,
  };
  server.companies.set(
    "acme",
    company("acme", { metrics: [metric("calls", START)], entitlements: [entitlement] }),
  );
  await server.start();
  const client = await open(server);
  await answers(() => client.checkFlag(context, "metered"), true);
  const track = (quantity?: number) =>
    client.track({ event: "calls", ...context, ...(quantity !== undefined && { quantity }) });
  await Promise.all(Array.from({ length: TRACKS }, () => track()));
  await Promise.all(Array.from({ length: TRACKS }, () => track(0)));
  const { entitlement: kept } = await client.checkFlagWithEntitlement(context, "metered");
  const gained = await Promise.all(off.map((key) => client.checkFlag(context, key)));
  await client.close();
  await server.stop();
  return { metric: gained.filter((below) => !below).length, usage: (kept?.usage ?? 0) - START };
}

function told({ metric, usage }: Gains): string {
  return `local metric +${metric}, entitlement usage +${usage}`;
}

export const row: ScoreboardRow = {
  name: "metering/concurrent-track",
  target: "100 concurrent track(+1): local metric +100, entitlement usage follows; quantity 0 adds 0",
  async run(): Promise<ScoreboardResult> {
    const { metric: metricGain, usage: usageGain } = await gains(async (server) => {
      const client = new SchematicClient({
        apiKey: "sch_dev_scoreboard",
        basePath: server.httpUrl,
        eventCaptureBaseURL: server.httpUrl,
        logger: { error: silent, warn: silent, info: silent, debug: silent },
        flagSource: dataStream({ url: server.url }),
      });
      await client.initialize();
      return client as Metered;
    });
    return {
      figure: told({ metric: metricGain, usage: usageGain }),
      holds: metricGain === TRACKS && usageGain === TRACKS,
      counts: { metricGain, usageGain },
    };
  },
  async runPeer(): Promise<string> {
    return told(await gains((server) => published(server) as unknown as Metered));
  },
};
