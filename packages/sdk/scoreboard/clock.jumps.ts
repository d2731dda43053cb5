import { startEmulator } from "@schematic/emulator";
import type { ScoreboardRow } from "@schematic-internal/testing";
import { type Clock, LocalCache, SchematicClient } from "../src/index";

const HOUR = 3_600_000;
const JUMPS = [HOUR, -HOUR, 24 * HOUR, -24 * HOUR, -1];

/** The machine's clock, but for a wall clock that can be set; counts the timers it sets. */
class JumpingClock implements Clock {
  offset = 0;
  timers = 0;
  now(): number {
    return Date.now() + this.offset;
  }
  monotonic(): number {
    return performance.now();
  }
  random(): number {
    return Math.random();
  }
  setTimer(fn: () => void, ms: number, hold?: boolean): () => void {
    this.timers++;
    const timer = setTimeout(fn, ms);
    if (!hold) timer.unref();
    return () => clearTimeout(timer);
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Counts extends Record<string, number> {
  jumps: number;
  earlyExpiries: number;
  lateExpiries: number;
  reconnects: number;
  timers: number;
  lostEvents: number;
  staleAnswers: number;
}

const acme = { company: { id: "acme" } };

/** Jumps while a REST client's cache is warm: entries live as long as they should. */
async function cacheJumps(url: string, apiKey: string, counts: Counts): Promise<void> {
  for (const jump of JUMPS) {
    const clock = new JumpingClock();
    const ttl = 400;
    const client = new SchematicClient({
      apiKey,
      basePath: url,
      eventCaptureBaseURL: url,
      clock,
      cacheProviders: { flagChecks: [new LocalCache({ ttl, clock })] },
    });
    // The entry is younger than the time since then.
    const askedAt = clock.monotonic();
    await client.checkFlag(acme, "sso");
    clock.offset += jump;
    const answer = await client.checkFlagWithEntitlement(acme, "sso");
    if (answer.source !== "cache" && clock.monotonic() - askedAt < ttl) counts.earlyExpiries++;
    await sleep(ttl + 20);
    if ((await client.checkFlagWithEntitlement(acme, "sso")).source === "cache") counts.lateExpiries++;
    await client.close();
  }
}

/** Jumps while a datastream client runs: it stays connected, true and calm, and its events arrive. */
async function streamJumps(options: { settleMs: number }, counts: Counts): Promise<void> {
  await using emulator = await startEmulator({
    seed: {
      features: [{ key: "sso" }],
      plans: [{ key: "pro", entitlements: [{ feature: "sso" }] }],
      companies: [{ keys: { id: "acme" }, plan: "pro" }],
    },
  });
  await cacheJumps(emulator.url, emulator.apiKey, counts);
  const clock = new JumpingClock();
  const client = new SchematicClient({
    apiKey: emulator.apiKey,
    basePath: emulator.url,
    eventCaptureBaseURL: emulator.captureUrl,
    eventBufferInterval: 20,
    useDataStream: true,
    maxStaleness: 60_000,
    clock,
  });
  await client.initialize();
  await client.checkFlag(acme, "sso");
  let tracked = 0;
  for (const jump of JUMPS) {
    const before = clock.timers;
    clock.offset += jump;
    counts.jumps++;
    for (let i = 0; i < 10; i++) {
      await client.track({ event: "tick", ...acme });
      tracked++;
    }
    const answer = await client.checkFlagWithEntitlement(acme, "sso");
    if (answer.source !== "datastream" || !answer.value) counts.staleAnswers++;
    await sleep(options.settleMs);
    await client.flush();
    counts.timers = Math.max(counts.timers, clock.timers - before);
  }
  counts.reconnects = client.status().connection?.reconnects ?? 0;
  await client.close();
  counts.lostEvents = tracked - emulator.events().filter((event) => event.type === "track").length;
}

/** The wall clock jumps by an hour, a day, a step back; the monotonic one goes on. */
export const row: ScoreboardRow = {
  name: "clock/jumps",
  target: "no early expiry, no timer storm",
  async run(size, progress) {
    const counts: Counts = {
      jumps: 0,
      earlyExpiries: 0,
      lateExpiries: 0,
      reconnects: 0,
      timers: 0,
      lostEvents: 0,
      staleAnswers: 0,
    };
    await streamJumps({ settleMs: size === "full" ? 2_000 : 50 }, counts);
    progress(1, 1);
    const { earlyExpiries, lateExpiries, reconnects, lostEvents, staleAnswers } = counts;
    const wrong = earlyExpiries + lateExpiries + reconnects + lostEvents + staleAnswers;
    return {
      figure: `${counts.jumps} jumps: ${earlyExpiries} early and ${lateExpiries} late expiries, ${reconnects} reconnects, at most ${counts.timers} timers after a jump, ${lostEvents} events lost`,
      holds: wrong === 0 && counts.timers < 100,
      counts,
    };
  },
};
