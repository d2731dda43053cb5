import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { CaptureServer } from "../test/events/support/capture-server";
import { Child } from "./support";

/** More than one child can reach before it is killed. */
const NUMBERS_PER_CHILD = 1_000_000;

export const row: ScoreboardRow = {
  name: "events/kill-9-journal",
  target: "journal on, 200 SIGKILLs under load: 0 acknowledged events lost, 0 twice by key",
  async run(size, progress): Promise<ScoreboardResult> {
    const times = size === "full" ? 200 : 3;
    const dir = mkdtempSync(join(tmpdir(), "kill-9-"));
    const server = await CaptureServer.start();
    server.keep = false;
    const counted = new Map<number, number>();
    server.onEvent = ({ body }) => {
      const { n } = body.traits as { n: number };
      counted.set(n, (counted.get(n) ?? 0) + 1);
    };
    // Some answers get lost as well, so that replay meets events that were counted.
    server.fault = (_, index) => (index % 5 === 4 ? { kind: "reset", accepted: true } : undefined);
    const acknowledged: number[] = [];
    for (let i = 0; i < times; i++) {
      const child = new Child("kill-9-journal", [server.url, dir, String(i * NUMBERS_PER_CHILD)]);
      await child.line("ack");
      await sleep(Math.random() * 150);
      child.process.kill("SIGKILL");
      await child.ended;
      // A last line without its end is no acknowledgement.
      for (const line of child.lines) {
        const n = /^ack (\d+)$/.exec(line)?.[1];
        if (n !== undefined) acknowledged.push(Number(n));
      }
      progress(i + 1, times);
    }
    server.fault = undefined;
    const drain = new Child("kill-9-journal", [server.url, dir, "drain"]);
    const left = Number((await drain.line("left")).slice(5));
    await drain.ended;
    const lost = acknowledged.filter((n) => !counted.has(n)).length;
    const twice = [...counted.values()].filter((count) => count > 1).length;
    const { repeated } = server;
    await server.close();
    rmSync(dir, { recursive: true, force: true });
    return {
      figure: `${lost} of ${acknowledged.length} acknowledged events lost over ${times} kills, ${twice} twice; ${repeated} sent again`,
      holds: lost === 0 && twice === 0 && left === 0 && acknowledged.length > 0,
      counts: { lost, twice, left },
    };
  },
};
