import { DEFAULTS } from "@schematic/core";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { CaptureServer } from "../test/events/support/capture-server";
import { Child } from "./support";

interface Flood {
  largest: number;
  held: number;
  dropped: number;
  told: number;
  rssMb: number;
  lostBeforeChecks: number;
}

async function flood(url: string, total: number, into: "queue" | "nothing" | "published"): Promise<Flood> {
  const child = new Child("backpressure", [url, String(total), into], ["--expose-gc"]);
  const result = JSON.parse((await child.line("result")).slice(7)) as Flood;
  await child.ended;
  return result;
}

export const row: ScoreboardRow = {
  name: "events/backpressure",
  target:
    "5 M events into a hung server: queue within its cap, RSS at most 64 MB above the same loop without a queue, every drop counted and reported, flag checks first",
  async run(size): Promise<ScoreboardResult> {
    const total = size === "full" ? 5_000_000 : 130_000;
    const server = await CaptureServer.start();
    server.keep = false;
    server.fault = () => ({ kind: "hang" });
    // The events themselves are garbage of the loop, and let the young heap grow to its size.
    const loop = await flood(server.url, total, "nothing");
    const { largest, held, dropped, told, rssMb, lostBeforeChecks } = await flood(server.url, total, "queue");
    await server.close();
    const over = Math.max(0, largest - DEFAULTS.maxQueueSize);
    const uncounted = total - held - dropped;
    const untold = dropped - told;
    const ownMb = rssMb - loop.rssMb;
    return {
      figure: `queue ≤ ${largest}, RSS +${Math.round(rssMb)} MB, of that ${Math.round(loop.rssMb)} MB without a queue, ${dropped} dropped of ${total}, ${uncounted} uncounted, ${untold} untold, ${lostBeforeChecks} events dropped before flag checks`,
      holds: over === 0 && uncounted === 0 && untold === 0 && lostBeforeChecks === 0 && ownMb <= 64,
      counts: { over, uncounted, untold, lostBeforeChecks },
    };
  },
  /** It holds whatever comes: a part of the load shows it. */
  async runPeer(size): Promise<string> {
    const total = size === "full" ? 200_000 : 10_000;
    const server = await CaptureServer.start();
    server.keep = false;
    server.fault = () => ({ kind: "hang" });
    const { rssMb } = await flood(server.url, total, "published");
    await server.close();
    return `no bound: RSS +${Math.round(rssMb)} MB after ${total} events, nothing dropped`;
  },
};
