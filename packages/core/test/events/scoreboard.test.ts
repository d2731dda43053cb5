import { expect, test, vi } from "vitest";
import { row as across503 } from "../../scoreboard/events.503-for-20s";
import { row as backpressure } from "../../scoreboard/events.backpressure";
import { row as closeInflight } from "../../scoreboard/events.close-inflight";
import { row as exactlyOnce } from "../../scoreboard/events.exactly-once";
import { row as false200 } from "../../scoreboard/events.false-200";
import { row as journalBitflip } from "../../scoreboard/events.journal-bitflip";
import { row as kill9 } from "../../scoreboard/events.kill-9-journal";
import { row as naturalExit } from "../../scoreboard/events.natural-exit";
import { row as poison } from "../../scoreboard/events.poison";
import { row as retryAfter } from "../../scoreboard/events.retry-after";
import { row as sigterm } from "../../scoreboard/events.sigterm";
import { row as workerThreads } from "../../scoreboard/events.worker-threads";
import { row as workers } from "../../scoreboard/workers.events";

// Rows run whole scenarios.
vi.setConfig({ testTimeout: 120_000 });

const rows = [
  closeInflight,
  naturalExit,
  exactlyOnce,
  across503,
  backpressure,
  sigterm,
  kill9,
  poison,
  journalBitflip,
  workerThreads,
  false200,
  retryAfter,
  workers,
];

const EXPECTED: Record<string, Record<string, number>> = {
  "events/close-inflight": { delivered: 251, lost: 0 },
  "events/natural-exit": { delivered: 50, lost: 0 },
  "events/exactly-once": { lost: 0, twice: 0, left: 0, dropped: 0, unresolved: 0, largestBatch: 100 },
  "events/503-for-20s": { lost: 0 },
  "events/backpressure": { over: 0, uncounted: 0, untold: 0, lostBeforeChecks: 0 },
  "events/sigterm": { lost: 0, killed: 0, handlers: 0 },
  "events/kill-9-journal": { lost: 0, twice: 0, left: 0 },
  "events/poison": { lost: 0, poisonDelivered: 0, poisonLost: 0 },
  "events/journal-bitflip": { lost: 0, invented: 0, repeatedByLog: 0 },
  "events/worker-threads": { lost: 0, left: 0 },
  "events/false-200": { falselyDelivered: 0, lost: 0, lostByJournal: 0, badLogs: 0 },
  "events/retry-after": { tooMany: 0, together: 0, lost: 0 },
  "workers/events": { lost: 0, hung: 0, otherKeys: 0 },
};

test.each(rows.map((row) => [row.name, row] as const))(
  "%s",
  async (name, row) => {
    const { figure, counts } = await row.run("small", () => undefined);
    console.log(`scoreboard ${name} (small): ${figure}`);
    expect(counts).toEqual(EXPECTED[name]);
  },
  120_000,
);
