import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DEFAULTS, EventQueue, type EventQueueOptions, systemClock } from "@schematic/core";
import { fileJournal } from "@schematic/core/journal";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { CaptureServer, type Fault } from "../test/events/support/capture-server";

const silent = (): void => undefined;
const INTERVAL_MS = DEFAULTS.eventBufferIntervalMs;

interface Case {
  readonly name: string;
  readonly fault: Fault;
  /** Number of events that the server never accepts. */
  readonly poison: number;
  /** Companies that these events come from. */
  readonly companies: number;
  /** Time limit of a request, in ms. */
  readonly timeoutMs: number;
  /** Processes that share a journal, one after another. Without a journal there is one. */
  readonly restarts?: number;
}

interface Figures {
  readonly lost: number;
  readonly poisonDelivered: number;
  /** Poison events that neither wait nor were reported. */
  readonly poisonLost: number;
  /** 99th percentile of the delay of the other events, in ms. */
  readonly p99: number;
}

const STATUS: Fault = { kind: "status", status: 500 };
const RESET: Fault = { kind: "reset" };
const HANG: Fault = { kind: "hang" };

function casesOf(size: "small" | "full"): Case[] {
  const timeoutMs = DEFAULTS.captureTimeoutMs;
  const of = (name: string, fault: Fault, poison: number, more: Partial<Case> = {}): Case => ({
    name: `${poison} by ${name}`,
    fault,
    poison,
    companies: poison,
    timeoutMs,
    ...more,
  });
  // Two hundred events that hang for ten seconds each would need more requests than a client starts at once.
  const brief = { timeoutMs: 100 };
  if (size === "small") {
    return [of("500", STATUS, 4), of("500", STATUS, 1, { restarts: 3 })];
  }
  const counts = [1, 10, 200];
  return [
    ...counts.flatMap((n) => [of("500", STATUS, n), of("500, one company", STATUS, n, { companies: 1 })]),
    ...counts.map((n) => of("reset", RESET, n)),
    of("time-out", HANG, 1),
    of("time-out", HANG, 10),
    of("time-out of 100 ms", HANG, 200, brief),
    of("500, journal", STATUS, 10, { restarts: 3 }),
    of("500, journal", STATUS, 200, { restarts: 3 }),
  ];
}

/** Sends `total` events over `seconds`, of which some are never accepted, and closes. */
async function run(test: Case, { total, seconds }: { total: number; seconds: number }): Promise<Figures> {
  const server = await CaptureServer.start();
  server.keep = false;
  server.fault = ({ events }) =>
    events.some(({ body }) => body.event === "poison") ? test.fault : undefined;
  const trackedAt = new Map<number, number>();
  const delays = new Map<number, number>();
  let poisonDelivered = 0;
  server.onEvent = ({ body }) => {
    const { n } = body.traits as { n: number };
    if (body.event === "poison") poisonDelivered++;
    else if (!delays.has(n)) delays.set(n, performance.now() - (trackedAt.get(n) ?? 0));
  };
  const runs = test.restarts ?? 1;
  const dir = test.restarts === undefined ? undefined : mkdtempSync(join(tmpdir(), "poison-"));
  let waiting = 0;
  let reported = 0;
  for (let i = 0; i < runs; i++) {
    const queue = queueOf(server.url, test, dir);
    queue.onDrop(({ count, reason }) => {
      if (reason !== "closed") reported += count;
    });
    const [from, to] = [Math.floor((i * total) / runs), Math.floor(((i + 1) * total) / runs)];
    await feed(queue, { test, total, from, to, seconds: seconds / runs, trackedAt });
    waiting = await queue.close();
  }
  await server.close();
  if (dir !== undefined) rmSync(dir, { recursive: true, force: true });
  const sorted = [...delays.values()].sort((a, b) => a - b);
  return {
    lost: total - test.poison - delays.size,
    poisonDelivered,
    poisonLost: test.poison - waiting - reported,
    p99: sorted[Math.floor(0.99 * sorted.length)] ?? 0,
  };
}

interface Feed {
  readonly test: Case;
  readonly total: number;
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  readonly trackedAt: Map<number, number>;
}

/** Tracks events at an even rate; every (total / poison)-th is poison. */
async function feed(queue: EventQueue, { test, total, from, to, seconds, trackedAt }: Feed): Promise<void> {
  const { poison, companies } = test;
  const started = performance.now();
  for (let n = from; n < to; ) {
    const elapsed = (performance.now() - started) / (1000 * seconds);
    for (const due = Math.min(to, from + Math.ceil(elapsed * (to - from))); n < due; n++) {
      const isPoison = Math.floor(((n + 1) * poison) / total) > Math.floor((n * poison) / total);
      const company = {
        id: isPoison ? `poison-${Math.floor((n * poison) / total) % companies}` : `c${n % 500}`,
      };
      trackedAt.set(n, performance.now());
      void queue.accept("track", { event: isPoison ? "poison" : "call", company, traits: { n } });
    }
    await sleep(20);
  }
}

function queueOf(baseUrl: string, { timeoutMs }: Case, dir: string | undefined): EventQueue {
  const options: EventQueueOptions = {
    apiKey: "sch_dev_scoreboard",
    baseUrl,
    fetch,
    headers: {},
    clock: systemClock,
    logger: { error: silent, warn: silent, info: silent, debug: silent },
    flushIntervalMs: INTERVAL_MS,
    timeoutMs,
    maxQueueSize: DEFAULTS.maxQueueSize,
    maxQueueBytes: DEFAULTS.maxQueueBytes,
    maxBatchSize: DEFAULTS.maxBatchSize,
    concurrency: DEFAULTS.eventConcurrency,
    onFull: "drop",
    ...(dir !== undefined && { journal: fileJournal({ dir }) }),
  };
  return new EventQueue(options);
}

export const row: ScoreboardRow = {
  name: "events/poison",
  target:
    "1, 10 and 200 of 10,000 events are never accepted (5xx, reset, time-out; one and many companies; journal and three processes): 0 others lost, p99 of their delay ≤ 3 flush intervals",
  async run(size, progress): Promise<ScoreboardResult> {
    const cases = casesOf(size);
    const load = size === "full" ? { total: 10_000, seconds: 15 } : { total: 600, seconds: 1.5 };
    const figures: string[] = [];
    const counts = { lost: 0, poisonDelivered: 0, poisonLost: 0 };
    let slow = 0;
    for (const [i, test] of cases.entries()) {
      const { lost, poisonDelivered, poisonLost, p99 } = await run(test, load);
      counts.lost += lost;
      counts.poisonDelivered += poisonDelivered;
      counts.poisonLost += poisonLost;
      if (p99 > 3 * INTERVAL_MS) slow++;
      figures.push(`${test.name}: p99 ${Math.round(p99)} ms`);
      progress(i + 1, cases.length);
    }
    const holds = slow === 0 && Object.values(counts).every((count) => count === 0);
    return { figure: `${counts.lost} others lost; ${figures.join(", ")}`, holds, counts };
  },
};
