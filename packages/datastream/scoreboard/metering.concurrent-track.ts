import { SchematicClient } from "@schematic/core";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { dataStream } from "../src/index";
import { company, meteredFlag, metric } from "../test/support/entities";
import { StreamServer } from "../test/support/stream-server";

const TRACKS = 100;
const START = 5;
const context = { company: { org: "acme" } };
const silent = (): void => undefined;

export const row: ScoreboardRow = {
  name: "metering/concurrent-track",
  target: "100 concurrent track(+1): local metric +100, entitlement usage follows; quantity 0 adds 0",
  async run(): Promise<ScoreboardResult> {
    const server = new StreamServer();
    server.flags.set("metered", meteredFlag("metered", 1_000));
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
    const client = new SchematicClient({
      apiKey: "sch_dev_scoreboard",
      basePath: server.httpUrl,
      eventCaptureBaseURL: server.httpUrl,
      logger: { error: silent, warn: silent, info: silent, debug: silent },
      flagSource: dataStream({ url: server.url }),
    });
    await client.initialize();
    await client.checkFlag(context, "metered");
    const track = (quantity?: number) =>
      client.track({ event: "calls", ...context, ...(quantity !== undefined && { quantity }) });
    await Promise.all(Array.from({ length: TRACKS }, () => track()));
    await Promise.all(Array.from({ length: TRACKS }, () => track(0)));
    const { featureUsage = 0, entitlement: kept } = await client.checkFlagWithEntitlement(context, "metered");
    await client.close();
    await server.stop();
    const metricGain = featureUsage - START;
    const usageGain = (kept?.usage ?? 0) - START;
    return {
      figure: `local metric +${metricGain}, entitlement usage +${usageGain}`,
      holds: metricGain === TRACKS && usageGain === TRACKS,
      counts: { metricGain, usageGain },
    };
  },
};
