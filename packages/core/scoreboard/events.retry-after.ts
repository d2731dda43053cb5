import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { CaptureServer } from "../test/events/support/capture-server";
import { FakeClock } from "../test/events/support/fake-clock";
import { makeQueue, track } from "../test/events/support/make-queue";

const CONCURRENCY = 4;
const STEP_MS = 250;
/** The fixed clock starts at this time. */
const START = Date.parse("2025-01-01T00:00:00Z");
const httpDate = (offsetMs: number): string => new Date(START + offsetMs).toUTCString();

/** Waits that a server may ask for, and requests that may follow within a minute at most. */
const WISHES: readonly { readonly headers: Record<string, string>; readonly most: number }[] = [
  { headers: {}, most: 120 },
  { headers: { "retry-after": "0" }, most: 120 },
  { headers: { "retry-after": "0.001" }, most: 120 },
  { headers: { "retry-after": "-5" }, most: 120 },
  { headers: { "retry-after": "soon" }, most: 120 },
  { headers: { "retry-after": httpDate(-3_600_000) }, most: 120 },
  { headers: { "retry-after": "5" }, most: 12 },
  { headers: { "retry-after": httpDate(30_000) }, most: 60 },
  { headers: { "retry-after": "1000000000000" }, most: 0 },
  { headers: { "retry-after": httpDate(1e12) }, most: 0 },
  { headers: { "x-ratelimit-reset": "0" }, most: 120 },
  { headers: { "x-ratelimit-reset": String(START / 1000 + 40) }, most: 60 },
];

/** Moves the clock, and lets all requests of each step end. */
async function pass(clock: FakeClock, { ms, isIdle }: { ms: number; isIdle: () => boolean }): Promise<void> {
  for (let passed = 0; passed < ms; passed += STEP_MS) {
    clock.advance(STEP_MS);
    do await new Promise((resolve) => setImmediate(resolve));
    while (!isIdle());
  }
}

interface Reaction {
  /** Requests within a minute, without those that were on their way before the first response. */
  readonly requests: number;
  readonly perSecond: number;
  readonly lost: number;
}

async function react(status: number, headers: Record<string, string>): Promise<Reaction> {
  const server = await CaptureServer.start();
  const clock = new FakeClock(Math.random);
  let isRefusing = true;
  const seconds = new Map<number, number>();
  server.fault = () => {
    const second = Math.floor((clock.now() - START) / 1000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
    return isRefusing ? { kind: "status", status, headers } : undefined;
  };
  const { queue } = makeQueue(server.url, { clock, concurrency: CONCURRENCY });
  const events = 100 * CONCURRENCY;
  for (let n = 0; n < events; n++) track(queue, n, `c${n}`);
  const isIdle = (): boolean => queue.status().inFlight === 0;
  // A caller that waits shortens every other wait.
  const flushed = queue.flush(3_600_000);
  await pass(clock, { ms: 60_000, isIdle });
  const requests = server.requestCount - CONCURRENCY;
  // The first second contains the requests that were sent before the first response.
  const later = [...seconds].filter(([second]) => second > 0).map(([, count]) => count);
  isRefusing = false;
  while (server.counted < events) await pass(clock, { ms: 60_000, isIdle });
  await flushed;
  await queue.close();
  await server.close();
  return { requests, perSecond: Math.max(0, ...later), lost: events - server.counted };
}

/** Returns the times at which clients come back that were all asked to wait for 20 s, in s. */
async function returns(clients: number): Promise<number[]> {
  const server = await CaptureServer.start();
  const times: number[] = [];
  for (let i = 0; i < clients; i++) {
    const clock = new FakeClock(Math.random);
    const first = server.requestCount;
    server.fault = (_, index) =>
      index === first ? { kind: "status", status: 429, headers: { "retry-after": "20" } } : undefined;
    const { queue } = makeQueue(server.url, { clock });
    track(queue, 0);
    void queue.flush(3_600_000);
    while (queue.status().delivered === 0) {
      await pass(clock, { ms: STEP_MS, isIdle: () => queue.status().inFlight === 0 });
    }
    times.push((clock.now() - START) / 1000);
    await queue.close();
  }
  await server.close();
  return times;
}

export const row: ScoreboardRow = {
  name: "events/retry-after",
  target:
    "`Retry-After` of 0, past dates, 1e12, HTTP dates, other texts, none: at most 2 requests/s from one client, returns spread by jitter, 0 lost",
  async run(size, progress): Promise<ScoreboardResult> {
    const statuses = size === "full" ? [429, 503, 500, 408] : [429, 503];
    const clients = size === "full" ? 100 : 20;
    const counts = { tooMany: 0, together: 0, lost: 0 };
    let fastest = 0;
    for (const [index, status] of statuses.entries()) {
      const reactions = await Promise.all(WISHES.map(({ headers }) => react(status, headers)));
      for (const [i, { requests, perSecond, lost }] of reactions.entries()) {
        if (requests > (WISHES[i]?.most ?? 0) || perSecond > 2) counts.tooMany++;
        counts.lost += lost;
        fastest = Math.max(fastest, perSecond);
      }
      progress(index + 1, statuses.length + 1);
    }
    const times = await returns(clients);
    const [earliest, latest] = [Math.min(...times), Math.max(...times)];
    if (earliest < 20 || latest - earliest < 2) counts.together++;
    return {
      figure: `at most ${fastest} requests/s after ${statuses.length * WISHES.length} kinds of refusals, ${counts.lost} events lost; ${clients} clients that were asked to wait 20 s came back after ${earliest.toFixed(1)} to ${latest.toFixed(1)} s`,
      holds: Object.values(counts).every((count) => count === 0),
      counts,
    };
  },
};
