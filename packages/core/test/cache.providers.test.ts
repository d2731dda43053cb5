import { describe, expect, test } from "vitest";
import {
  type CacheProvider,
  type CheckFlagWithEntitlementResponse,
  type Clock,
  LocalCache,
  systemClock,
} from "../src/index";
import { setUp } from "./support/client";

type Cached = CheckFlagWithEntitlementResponse;

/** A cache as a user might write it: asynchronous, in a map, its values in JSON as in Redis. */
class JsonCache implements CacheProvider<Cached> {
  readonly texts = new Map<string, string>();
  async get(key: string): Promise<Cached | null> {
    const text = this.texts.get(key);
    return text === undefined ? null : JSON.parse(text);
  }
  async set(key: string, value: Cached): Promise<void> {
    this.texts.set(key, JSON.stringify(value));
  }
  async delete(key: string): Promise<void> {
    this.texts.delete(key);
  }
}

const ctx = { company: { id: "c1" } };
const never = new Promise<never>(() => {});
const throwing = () => {
  throw new Error("cache down");
};
const rejecting = () => Promise.reject(new Error("cache down"));

describe("flag-check cache providers", () => {
  test("[] turns caching off", async () => {
    const { server, client } = await setUp({ cacheProviders: { flagChecks: [] } });
    for (let i = 0; i < 3; i++) await client.checkFlag(ctx, "flag");
    expect(server.seen).toHaveLength(3);
    expect(client.checkFlagSync(ctx, "flag")).toBe(false);
  });

  test("several are asked in order, and those before the hit are filled", async () => {
    const [first, second] = [new LocalCache<Cached>(), new JsonCache()];
    const shared = await setUp({ cacheProviders: { flagChecks: [second] } });
    await shared.client.checkFlag(ctx, "flag");
    const { client } = await setUp({
      basePath: shared.server.url,
      cacheProviders: { flagChecks: [first, second] },
    });
    expect(await client.checkFlagWithEntitlement(ctx, "flag")).toMatchObject({
      value: true,
      source: "cache",
    });
    second.texts.clear();
    expect(await client.checkFlagWithEntitlement(ctx, "flag")).toMatchObject({
      value: true,
      source: "cache",
    });
    expect(shared.server.seen).toHaveLength(1);
  });

  test("one in memory does not go before one that was named first; only a synchronous check skips that", async () => {
    const [first, second] = [new JsonCache(), new LocalCache<Cached>()];
    const { server, client } = await setUp({ cacheProviders: { flagChecks: [first, second] } });
    await client.checkFlag(ctx, "flag");
    for (const [key, text] of first.texts) first.texts.set(key, text.replace("true", "false"));
    expect(await client.checkFlag(ctx, "flag")).toBe(false);
    expect(await client.checkFlagWithEntitlement(ctx, "flag")).toMatchObject({
      value: false,
      source: "cache",
    });
    expect(client.checkFlagSync(ctx, "flag")).toBe(true);
    expect(server.seen).toHaveLength(1);
  });

  test("as many contexts as there may be, each has its own answer", async () => {
    const { client } = await setUp(
      { cacheProviders: { flagChecks: [new LocalCache<Cached>({ maxItems: 100 })] } },
      (seen) => ({
        data: { flag: "f", value: (seen.body?.company?.id ?? seen.body?.user?.id) === "1", reason: "match" },
        params: {},
      }),
    );
    for (const context of [
      { company: { id: "1" } },
      { company: { id: "2" } },
      { user: { id: "1" } },
      { company: { ref: "1" } },
    ]) {
      const wanted =
        Object.values({ ...context.company, ...("user" in context ? context.user : {}) })[0] === "1" &&
        !("ref" in (context.company ?? {}));
      for (let i = 0; i < 2; i++) expect(await client.checkFlag(context as object, "f")).toBe(wanted);
    }
  });

  test("an answer fills them all", async () => {
    const caches = [new JsonCache(), new JsonCache()];
    const { client } = await setUp({ cacheProviders: { flagChecks: caches } });
    await client.checkFlag(ctx, "flag");
    expect(caches.map((cache) => cache.texts.size)).toEqual([1, 1]);
  });

  test.each([
    ["throws", { get: throwing, set: throwing }],
    ["rejects", { get: rejecting, set: rejecting }],
    ["hangs", { get: () => never, set: () => never }],
    ["gives junk", { get: async () => ({ value: "yes" }) as never, set: async () => {} }],
    ["gives text", { get: () => "true" as never, set: () => {} }],
  ])("one that %s is a miss and a warning, then the next is asked", async (_title, broken) => {
    const good = new JsonCache();
    const flagChecks = [{ ...broken, delete: () => {} } as CacheProvider<Cached>, good];
    const { server, client, logger } = await setUp({ cacheProviders: { flagChecks } });
    for (let i = 0; i < 6; i++) expect(await client.checkFlag(ctx, "flag")).toBe(true);
    expect(server.seen).toHaveLength(1);
    const warnings = logger.lines.filter((line) => line.startsWith("warn"));
    expect(warnings.some((line) => line.includes("cacheProviders.flagChecks[0]"))).toBe(true);
    expect(warnings.length).toBeLessThanOrEqual(2);
  });

  test("one that hangs gets the 50 ms that the README names, by whatever the clock says", async () => {
    const waits: number[] = [];
    const clock = {
      now: () => 1_700_000_000_000,
      monotonic: () => 1_000_000,
      random: Math.random,
      setTimer: (fn: () => void, ms: number) => {
        waits.push(ms);
        const timer = setTimeout(fn, 0);
        return () => clearTimeout(timer);
      },
    };
    const hanging: CacheProvider<Cached> = { get: () => never, set: () => never, delete: () => {} };
    const { client } = await setUp({ clock, cacheProviders: { flagChecks: [hanging] } });
    expect(await client.checkFlag(ctx, "flag")).toBe(true);
    // At least one more turn of the event loop, in which a response that arrived is read. Then the limit of the write.
    expect(waits).toContain(0);
    expect(waits.filter((ms) => ms > 0)).toEqual([50, 1_000]);
  });

  test("an answer that came while this process stood still is a hit", async () => {
    const { client, logger } = await setUp({
      cacheProviders: {
        flagChecks: [
          {
            // Read after the turn in which the 50 ms have passed, as what came over a socket meanwhile is.
            get: () =>
              new Promise<Cached>((resolve) => {
                setImmediate(() => {
                  for (const end = performance.now() + 80; performance.now() < end; );
                  setImmediate(() => resolve({ flagKey: "flag", value: true, reason: "r" }));
                });
              }),
            set: () => {},
            delete: () => {},
          },
        ],
      },
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(await client.checkFlagWithEntitlement(ctx, "flag")).toMatchObject({
      value: true,
      source: "cache",
    });
    expect(logger.lines).toEqual([]);
  });

  test("one is still read and written after more writes than may be under way at once", async () => {
    const cache = new JsonCache();
    const { client } = await setUp({ cacheProviders: { flagChecks: [cache] } });
    for (let i = 0; i < 300; i++) await client.checkFlag({ company: { id: `c${i}` } }, "flag");
    await expect.poll(() => cache.texts.size).toBe(300);
    const last = await client.checkFlagWithEntitlement({ company: { id: "c299" } }, "flag");
    expect(last.source).toBe("cache");
  });

  test("one that failed three times is asked again after a second, and not before", async () => {
    let elapsed = 0;
    const clock: Clock = { ...systemClock, monotonic: () => elapsed };
    let reads = 0;
    const failing: CacheProvider<Cached> = {
      get: () => {
        reads++;
        return rejecting();
      },
      set: async () => {},
      delete: async () => {},
    };
    const { client } = await setUp({ clock, cacheProviders: { flagChecks: [failing] } });
    const check = (id: number) => client.checkFlag({ company: { id: `c${id}` } }, "flag");
    for (let i = 0; i < 5; i++) await check(i);
    expect(reads).toBe(3);
    elapsed = 999;
    await check(5);
    expect(reads).toBe(3);
    elapsed = 1_001;
    await check(6);
    expect(reads).toBe(4);
    await check(7);
    expect(reads).toBe(4);
  });

  test("one that recovers is read as before: earlier failures no longer count", async () => {
    let fail = true;
    let reads = 0;
    let elapsed = 0;
    const clock: Clock = { ...systemClock, monotonic: () => elapsed };
    const flaky: CacheProvider<Cached> = {
      get: async () => {
        reads++;
        if (fail) throw new Error("cache down");
        return null;
      },
      set: async () => {},
      delete: async () => {},
    };
    const { client } = await setUp({ clock, cacheProviders: { flagChecks: [flaky] } });
    const check = (id: number) => client.checkFlag({ company: { id: `c${id}` } }, "flag");
    for (let i = 0; i < 3; i++) await check(i);
    elapsed = 1_001;
    fail = false;
    await check(3);
    fail = true;
    for (let i = 4; i < 9; i++) await check(i);
    expect(reads).toBe(3 + 1 + 3);
  });

  test("writes that hang are given up, so that later ones are made", async () => {
    const timers = new Set<() => void>();
    const clock: Clock = {
      ...systemClock,
      setTimer: (fn, delayMs, hold) => {
        if (delayMs !== 1_000) return systemClock.setTimer(fn, delayMs, hold);
        timers.add(fn);
        return () => timers.delete(fn);
      },
    };
    let elapsed = 0;
    let hangs = true;
    const written: string[] = [];
    const provider: CacheProvider<Cached> = {
      get: () => undefined,
      set: (key) => {
        written.push(key);
        return hangs ? never : Promise.resolve();
      },
      delete: () => {},
    };
    const options = {
      clock: { ...clock, monotonic: () => elapsed },
      cacheProviders: { flagChecks: [provider] },
    };
    const { client, logger } = await setUp(options);
    const check = (name: string) => client.checkFlag({ company: { id: name } }, "flag");
    for (let i = 0; i < 300; i++) await check(`c${i}`);
    expect(written).toHaveLength(256);
    expect(logger.lines).toEqual([]);
    for (const expire of [...timers]) expire();
    await expect.poll(() => logger.lines.length).toBe(1);
    expect(logger.lines[0]).toMatch(
      /flagChecks\[0\] failed to write: .*no response within 1000 ms; .*not cached/,
    );
    await check("refused");
    expect(written).toHaveLength(256);
    hangs = false;
    elapsed = 1_001;
    await check("probe");
    await expect.poll(() => check("next").then(() => written.length)).toBeGreaterThanOrEqual(258);
  });

  test("reads that fail do not end writes, and writes that succeed do not hide failed reads", async () => {
    let [reads, writes] = [0, 0];
    const provider: CacheProvider<Cached> = {
      get: () => {
        reads++;
        throw new Error("cannot read");
      },
      set: () => {
        writes++;
      },
      delete: () => {},
    };
    const clock: Clock = { ...systemClock, monotonic: () => 0 };
    const { client } = await setUp({ clock, cacheProviders: { flagChecks: [provider] } });
    for (let i = 0; i < 10; i++) await client.checkFlag({ company: { id: `c${i}` } }, "flag");
    expect({ reads, writes }).toEqual({ reads: 3, writes: 10 });
  });

  test("one that hangs is left alone after three tries", async () => {
    let reads = 0;
    const hanging: CacheProvider<Cached> = {
      get: () => {
        reads++;
        return never;
      },
      set: () => never,
      delete: () => {},
    };
    const { client } = await setUp({ cacheProviders: { flagChecks: [hanging] } });
    for (let i = 0; i < 3; i++) expect(await client.checkFlag(ctx, `f${i}`)).toBe(true);
    const before = reads;
    for (let i = 0; i < 20; i++) expect(await client.checkFlag(ctx, `g${i}`)).toBe(true);
    expect(before).toBe(3);
    // A second of rest may pass on a slow machine: then one more try is due.
    expect(reads).toBeLessThan(8);
  });

  test("nothing of one context answers another, whatever its texts hold", async () => {
    const { server, client } = await setUp({}, (seen) => ({
      data: { flag: "f", value: seen.body.company.a === "1", reason: "match" },
      params: {},
    }));
    expect(await client.checkFlag({ company: { a: "1" } }, "f")).toBe(true);
    expect(await client.checkFlag({ company: { a: "1|1:b1:2" } }, "f")).toBe(false);
    expect(await client.checkFlag({ company: { "a1:1": "2" } }, "f")).toBe(false);
    expect(server.seen).toHaveLength(3);
  });

  test("maxStaleness bounds the age of cached answers; ages are told on request", async () => {
    let monotonic = 0;
    const clock = {
      now: () => 1_700_000_000_000 + monotonic,
      monotonic: () => monotonic,
      random: Math.random,
      setTimer: (fn: () => void, ms: number) => {
        const timer = setTimeout(fn, ms);
        return () => clearTimeout(timer);
      },
    };
    for (const flagChecks of [undefined, [new JsonCache()]]) {
      monotonic = 0;
      const { server, client } = await setUp({
        clock,
        maxStaleness: 1_000,
        ...(flagChecks && { cacheProviders: { flagChecks } }),
      });
      await client.checkFlag(ctx, "flag");
      monotonic = 900;
      const answer = await client.checkFlagWithEntitlement(ctx, "flag", { includeAge: true });
      expect(answer).toMatchObject({ source: "cache", ageMs: 900 });
      expect((await client.checkFlagWithEntitlement(ctx, "flag")).ageMs).toBeUndefined();
      monotonic = 1_100;
      expect(await client.checkFlagWithEntitlement(ctx, "flag")).toMatchObject({ source: "api" });
      expect(server.seen).toHaveLength(2);
    }
  });
});
