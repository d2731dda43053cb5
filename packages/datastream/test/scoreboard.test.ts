import { expect, it, vi } from "vitest";
import { row as acceptClose } from "../scoreboard/datastream.accept-close";
import { row as caps } from "../scoreboard/datastream.caps";
import { row as fuzzFrames } from "../scoreboard/datastream.fuzz-frames";
import { row as killRestart } from "../scoreboard/datastream.kill-restart";
import { row as longOutage } from "../scoreboard/datastream.long-outage";
import { row as order } from "../scoreboard/datastream.order";
import { row as resubscribe } from "../scoreboard/datastream.resubscribe";
import { row as silentPeer } from "../scoreboard/datastream.silent-peer";
import { row as concurrentTrack } from "../scoreboard/metering.concurrent-track";
import { row as reconnectFleet } from "../scoreboard/sim.100k-reconnect";
import { row as heap } from "../scoreboard/soak.heap";

// Rows run whole scenarios.
vi.setConfig({ testTimeout: 120_000 });

it.each([
  [order, { applied: 10, last: 10 }],
  [caps, { missing: 0, notUpdated: 0 }],
  [killRestart, { tooOld: 0, extraSockets: 0, unconverged: 0 }],
  [acceptClose, { tooMany: 0 }],
  [longOutage, { recovered: 1 }],
  [resubscribe, { notAsked: 0, twice: 0, stale: 0 }],
  [silentPeer, { replaced: 1 }],
  [fuzzFrames, { crashes: 0, changed: 0, reconnects: 0, polluted: 0 }],
  [reconnectFleet, { over: 0 }],
  [concurrentTrack, { metricGain: 100, usageGain: 100 }],
  [heap, { grown: 0, unanswered: 0, left: 0 }],
] as const)("holds, small: %#", async (row, counts) => {
  const result = await row.run("small", () => {});
  console.log(`scoreboard ${row.name}: ${result.figure}`);
  expect(result.counts).toEqual(counts);
});
