import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileJournal } from "@schematic/core/journal";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { CaptureServer, type Fault } from "../test/events/support/capture-server";
import { makeQueue, track } from "../test/events/support/make-queue";

const HTML = "<!doctype html><title>Sign in</title><p>Please sign in to continue.";
const EVENTS = 5;

const ok = (body: string, status = 200, headers: Record<string, string> = {}): Fault => ({
  kind: "status",
  status,
  body,
  headers,
});

/** Responses with a success status that accept nothing. */
const FAULTS: readonly Fault[] = [
  ok(HTML, 200, { "content-type": "text/html" }),
  ok(HTML),
  ok('{"error":"invalid API key"}'),
  ok('{"error":{"code":"quota"}}', 202),
  ok('{"errors":[{"message":"bad"}]}', 201),
  ok('{"status":"ok","error":true}', 207),
  ok('{"events":[{"id":'),
  ok("{"),
  ok("OK"),
  ok("null }"),
  ok(`{"padding":"${"x".repeat(100_000)}"}`),
  { kind: "cut-body", body: '{"ok":true}' },
  { kind: "cut-body", body: "" },
];

/** Responses that are a success. */
const SUCCESSES: readonly Fault[] = [
  ok(""),
  ok("", 204),
  ok(" \n "),
  ok("{}", 202),
  ok('{"error":null}'),
  ok('{"errors":[]}'),
  ok("[]"),
  ok('"accepted"'),
];

interface Counts extends Record<string, number> {
  /** Responses that accept nothing and counted as a delivery. */
  falselyDelivered: number;
  /** Events that never arrived after the server recovered. */
  lost: number;
  /** Events that the next process did not find in the journal. */
  lostByJournal: number;
  /** Failure streaks that were not logged exactly once, or not with the address to check. */
  badLogs: number;
}

async function tryFault(fault: Fault, counts: Counts): Promise<void> {
  const server = await CaptureServer.start();
  server.fault = () => fault;
  const { queue, logs } = makeQueue(server.url);
  for (let i = 0; i < EVENTS; i++) track(queue, i);
  const flushed = queue.flush(60_000);
  await server.when(() => server.requestCount === 2 || queue.status().delivered > 0);
  counts.falselyDelivered += queue.status().delivered;
  const told = logs.filter((line) => line.includes("event_capture_unavailable"));
  const isCut = fault.kind === "cut-body";
  if (!isCut && (told.length !== 1 || !told[0]?.includes("eventCaptureBaseURL"))) counts.badLogs++;
  server.fault = undefined;
  await flushed;
  await queue.close();
  counts.lost += EVENTS - server.counted;
  await server.close();
}

/** A process that meets the fault and ends; the next one delivers its events. */
async function tryWithJournal(fault: Fault, counts: Counts): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "false-200-"));
  const server = await CaptureServer.start();
  server.fault = () => fault;
  const first = makeQueue(server.url, { journal: fileJournal({ dir }) }).queue;
  await Promise.all([...Array(EVENTS).keys()].map((n) => track(first, n)));
  await first.close(700);
  server.fault = undefined;
  const second = makeQueue(server.url, { journal: fileJournal({ dir }) }).queue;
  await second.close();
  counts.lostByJournal += EVENTS - server.counted;
  await server.close();
  rmSync(dir, { recursive: true, force: true });
}

/** Returns true if the response counts as a delivery. */
async function isSuccess(response: Fault): Promise<boolean> {
  const server = await CaptureServer.start();
  server.fault = (_, index) => (index === 0 ? response : undefined);
  const { queue } = makeQueue(server.url);
  track(queue, 0);
  await queue.close();
  await server.close();
  return server.requestCount === 1;
}

export const row: ScoreboardRow = {
  name: "events/false-200",
  target:
    "HTML, errors, truncated and endless JSON with a success status: 0 counted as delivered, 0 settled in the journal, 0 lost",
  async run(size, progress): Promise<ScoreboardResult> {
    const counts: Counts = { falselyDelivered: 0, lost: 0, lostByJournal: 0, badLogs: 0 };
    const journaled = size === "full" ? FAULTS : FAULTS.filter((_, index) => index % 4 === 0);
    await Promise.all(FAULTS.map((fault) => tryFault(fault, counts)));
    progress(1, 3);
    await Promise.all(journaled.map((fault) => tryWithJournal(fault, counts)));
    progress(2, 3);
    const successes = await Promise.all(SUCCESSES.map(isSuccess));
    counts.lost += successes.filter((isDelivered) => !isDelivered).length;
    return {
      figure: `${counts.falselyDelivered} events counted as delivered by ${FAULTS.length} false successes; ${counts.lost} lost, ${counts.lostByJournal} lost by the journal; ${SUCCESSES.length} true successes recognised`,
      holds: Object.values(counts).every((count) => count === 0),
      counts,
    };
  },
};
