import { setTimeout as sleep } from "node:timers/promises";
import { EventQueue, systemClock } from "@schematic/core";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { SchematicClient as Published } from "@schematichq/schematic-typescript-node";
import { CaptureServer, type Fault } from "../test/events/support/capture-server";

/** Every kind of trouble, in turn, for about one request in eight. */
const FAULTS: readonly Fault[] = [
  { kind: "status", status: 503 },
  { kind: "reset", accepted: true },
  { kind: "status", status: 413 },
  { kind: "slow-body", accepted: true },
  { kind: "status", status: 500, accepted: true },
  { kind: "reset" },
  { kind: "status", status: 502 },
];

const silent = (): void => undefined;
const logger = { error: silent, warn: silent, info: silent, debug: silent };

function faultOf(index: number): Fault | undefined {
  if (index % 400 === 399) return { kind: "status", status: 429, headers: { "retry-after": "1" } };
  if (index % 150 === 149) return { kind: "hang", accepted: index % 300 === 149 };
  return index % 8 === 7 ? FAULTS[(index >> 3) % FAULTS.length] : undefined;
}

export const row: ScoreboardRow = {
  name: "events/exactly-once",
  target: "1,000,000 events through every fault: 0 lost, 0 counted twice, at most 100 a request",
  /** The same troubles and few events: it waits 1 to 4 s before each other attempt, and drops after four. */
  async runPeer(): Promise<string> {
    const total = 4_000;
    const server = await CaptureServer.start();
    server.keep = false;
    server.fault = (_, index) => (index % 8 === 7 ? faultOf(index) : undefined);
    const seen = new Uint8Array(total);
    server.onEvent = ({ body }) => {
      const { n } = body.traits as { n: number };
      seen[n] = (seen[n] as number) + 1;
    };
    const client = new Published({ apiKey: "sch_dev_scoreboard", eventCaptureBaseURL: server.url, logger });
    for (let n = 0; n < total; n++) {
      await client.track({ event: "call", company: { id: `c${n % 5000}` }, traits: { n } });
      if (n % 100 === 99) await sleep(5);
    }
    await Promise.race([client.close(), sleep(30_000, undefined, { ref: false })]);
    // What its close() left on the way still gets its other attempts.
    await sleep(10_000);
    await server.close();
    const lost = seen.filter((times) => times === 0).length;
    const twice = seen.filter((times) => times > 1).length;
    return `${lost} lost, ${twice} counted twice of ${total}`;
  },
  async run(size, progress): Promise<ScoreboardResult> {
    const total = size === "full" ? 1_000_000 : 4_000;
    const server = await CaptureServer.start();
    server.keep = false;
    server.fault = (_, index) => faultOf(index);
    // By its own number, whatever keys it had.
    const seen = new Uint8Array(total);
    server.onEvent = ({ body }) => {
      const { n } = body.traits as { n: number };
      seen[n] = Math.min(255, (seen[n] as number) + 1);
    };
    const queue = new EventQueue({
      apiKey: "sch_dev_scoreboard",
      baseUrl: server.url,
      fetch,
      headers: {},
      clock: systemClock,
      logger,
      flushIntervalMs: 1_000,
      timeoutMs: 1_000,
      maxQueueSize: 10_000,
      maxQueueBytes: 32 * 1024 * 1024,
      maxBatchSize: 100,
      concurrency: 4,
      onFull: "wait",
    });
    for (let n = 0; n < total; n++) {
      await queue.accept("track", { event: "call", company: { id: `c${n % 5000}` }, traits: { n } });
      if (n % 10_000 === 0) progress(n, total);
    }
    const left = await queue.close(120_000);
    const lost = seen.reduce((sum, times) => sum + (times === 0 ? 1 : 0), 0);
    const twice = seen.reduce((sum, times) => sum + (times > 1 ? 1 : 0), 0);
    const { largestBatch, repeated, requestCount } = server;
    await server.close();
    const { dropped, unresolved } = queue.status();
    return {
      figure: `${lost} lost, ${twice} counted twice of ${total}; ${repeated} sent again; ≤ ${largestBatch} a request; ${requestCount} requests`,
      holds: lost === 0 && twice === 0 && largestBatch <= 100,
      counts: { lost, twice, left, dropped, unresolved, largestBatch },
    };
  },
};
