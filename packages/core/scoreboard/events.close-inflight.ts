import { setTimeout as sleep } from "node:timers/promises";
import { SchematicClient } from "@schematic/core";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { SchematicClient as Published } from "@schematichq/schematic-typescript-node";
import { CaptureServer } from "../test/events/support/capture-server";

const EVENTS = 251;

interface Tracks {
  track(body: { event: string; company: Record<string, string> }): Promise<void>;
  close(): Promise<void>;
}

/** Every request takes a moment, so that `close()` finds some on their way. */
async function delivered(make: (url: string) => Tracks, graceMs = 0): Promise<number> {
  const server = await CaptureServer.start();
  server.fault = () => ({ kind: "delay", ms: 50 });
  const client = make(server.url);
  for (let i = 0; i < EVENTS; i++) await client.track({ event: "call", company: { id: `c${i}` } });
  await client.close();
  if (graceMs > 0) await sleep(graceMs);
  const { counted } = server;
  await server.close();
  return counted;
}

export const row: ScoreboardRow = {
  name: "events/close-inflight",
  target: "await track() × 251, await close(): 251 delivered",
  async run(): Promise<ScoreboardResult> {
    const count = await delivered(
      (url) => new SchematicClient({ apiKey: "sch_dev_scoreboard", eventCaptureBaseURL: url }),
    );
    return {
      figure: `${count} of ${EVENTS} delivered`,
      holds: count === EVENTS,
      counts: { delivered: count, lost: EVENTS - count },
    };
  },
  async runPeer(): Promise<string> {
    const count = await delivered(
      (url) => new Published({ apiKey: "sch_dev_scoreboard", eventCaptureBaseURL: url }) as Tracks,
      // Its close() does not wait for what is on its way: a process that lives on a little still delivers that.
      1_000,
    );
    return `${count} of ${EVENTS} delivered`;
  },
};
