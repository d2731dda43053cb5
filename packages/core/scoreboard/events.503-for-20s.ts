import { setTimeout as sleep } from "node:timers/promises";
import { SchematicClient } from "@schematic/core";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { SchematicClient as Published } from "@schematichq/schematic-typescript-node";
import { CaptureServer } from "../test/events/support/capture-server";

interface Tracks {
  track(body: {
    event: string;
    company: Record<string, string>;
    traits: Record<string, unknown>;
  }): Promise<void>;
  close(): Promise<void>;
}

const silent = (): void => undefined;
const logger = { error: silent, warn: silent, info: silent, debug: silent };

/** 100 events/s; the server is away for the middle half of the time. */
async function lost(
  size: "small" | "full",
  make: (url: string) => Tracks,
): Promise<{ total: number; lost: number }> {
  const seconds = size === "full" ? 40 : 2;
  const total = 100 * seconds;
  const server = await CaptureServer.start();
  const client = make(server.url);
  const seen = new Set<number>();
  server.onEvent = ({ body }) => seen.add((body.traits as { n: number }).n);
  for (let n = 0; n < total; n += 10) {
    const isAway = n >= total / 4 && n < (3 * total) / 4;
    server.fault = isAway ? () => ({ kind: "status", status: 503 }) : undefined;
    for (let i = n; i < n + 10; i++) {
      await client.track({ event: "call", company: { id: `c${i % 50}` }, traits: { n: i } });
    }
    await sleep(100);
  }
  server.fault = undefined;
  await client.close();
  await server.close();
  return { total, lost: total - seen.size };
}

export const row: ScoreboardRow = {
  name: "events/503-for-20s",
  target: "100 events/s while the server responds with 503 for 20 s: 0 lost",
  async run(size): Promise<ScoreboardResult> {
    const result = await lost(
      size,
      (url) => new SchematicClient({ apiKey: "sch_dev_scoreboard", eventCaptureBaseURL: url, logger }),
    );
    return {
      figure: `${result.lost} of ${result.total} lost`,
      holds: result.lost === 0,
      counts: { lost: result.lost },
    };
  },
  async runPeer(size): Promise<string> {
    const result = await lost(
      size,
      (url) => new Published({ apiKey: "sch_dev_scoreboard", eventCaptureBaseURL: url, logger }) as Tracks,
    );
    return `${result.lost} of ${result.total} lost`;
  },
};
