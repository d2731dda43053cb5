import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { CaptureServer } from "../test/events/support/capture-server";
import { Child } from "./support";

const EVENTS = 50;

async function delivered(whose: "ours" | "published"): Promise<{ count: number; code: number | null }> {
  const server = await CaptureServer.start();
  const child = new Child("natural-exit", [server.url, whose]);
  const { code } = await child.ended;
  if (code !== 0) throw new Error(child.errors);
  const count = server.counted;
  await server.close();
  return { count, code };
}

export const row: ScoreboardRow = {
  name: "events/natural-exit",
  target: "a script that tracks 50 events and ends without close: 50 delivered",
  async run(): Promise<ScoreboardResult> {
    const { count } = await delivered("ours");
    return {
      figure: `${count} of ${EVENTS} delivered`,
      holds: count === EVENTS,
      counts: { delivered: count, lost: EVENTS - count },
    };
  },
  async runPeer(): Promise<string> {
    return `${(await delivered("published")).count} of ${EVENTS} delivered`;
  },
};
