import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { CaptureServer } from "../test/events/support/capture-server";
import { Child } from "./support";

export const row: ScoreboardRow = {
  name: "events/worker-threads",
  target:
    "worker threads that end with acknowledged events: their process delivers all, 0 lost, 0 twice by key",
  async run(size): Promise<ScoreboardResult> {
    const threads = size === "full" ? 40 : 4;
    const events = size === "full" ? 250 : 25;
    const dir = mkdtempSync(join(tmpdir(), "worker-threads-"));
    const server = await CaptureServer.start();
    const child = new Child("worker-threads", [server.url, dir, String(threads), String(events)]);
    const left = Number((await child.line("left")).slice("left ".length));
    await child.ended;
    const { counted } = server;
    await server.close();
    rmSync(dir, { recursive: true, force: true });
    const lost = threads * events - counted;
    return {
      figure: `${lost} of ${threads * events} acknowledged events of ${threads} ended threads lost, ${left} files left`,
      holds: lost === 0 && left === 0,
      counts: { lost, left },
    };
  },
};
