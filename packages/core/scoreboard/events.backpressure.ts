import { DEFAULTS } from "@schematic/core";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { CaptureServer } from "../test/events/support/capture-server";
import { Child } from "./support";

export const row: ScoreboardRow = {
  name: "events/backpressure",
  target:
    "5 M events into a hung server: queue within its cap, RSS at most +64 MB, every drop counted and told, flag checks first",
  async run(size): Promise<ScoreboardResult> {
    const total = size === "full" ? 5_000_000 : 130_000;
    const server = await CaptureServer.start();
    server.keep = false;
    server.fault = () => ({ kind: "hang" });
    const child = new Child("backpressure", [server.url, String(total)], ["--expose-gc"]);
    const result = JSON.parse((await child.line("result")).slice(7)) as {
      largest: number;
      held: number;
      dropped: number;
      told: number;
      rssMb: number;
      lostBeforeChecks: number;
    };
    await child.ended;
    await server.close();
    const { largest, held, dropped, told, rssMb, lostBeforeChecks } = result;
    const over = Math.max(0, largest - DEFAULTS.maxQueueSize);
    const uncounted = total - held - dropped;
    const untold = dropped - told;
    return {
      figure: `queue ≤ ${largest}, RSS +${Math.round(rssMb)} MB, ${dropped} dropped of ${total}, ${uncounted} uncounted, ${untold} untold, ${lostBeforeChecks} events dropped before flag checks`,
      holds: over === 0 && uncounted === 0 && untold === 0 && lostBeforeChecks === 0 && rssMb <= 64,
      counts: { over, uncounted, untold, lostBeforeChecks },
    };
  },
};
