import type { CacheProvider, CacheWatcher, FlagSource, SharedCache } from "@schematic/core";
import { peekFlag, resolveFlag } from "@schematic-internal/testing";
import { afterEach, expect, test } from "vitest";
import { type ReplicatorSourceOptions, replicatorSource } from "../../src/index";
import { schemaVersion } from "../../src/protocol";
import { company, flag, trait } from "../support/entities";
import { FakeClock, settle } from "../support/fake-clock";
import { host } from "../support/host";

/** A shared cache whose reads are answered when the test says so: what happens in between is the subject. */
class SlowCache implements CacheProvider<unknown> {
  readonly entries = new Map<string, string>();
  reads = 0;
  /** All five slots are this cache. */
  readonly #watchers: CacheWatcher[] = [];
  readonly shared: SharedCache;
  #waiting: (() => void)[] = [];

  constructor(watched: boolean) {
    this.shared = {
      readMany: async (keys) => {
        this.reads++;
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
        return keys.map((key) => this.entries.get(key));
      },
      replace: async () => false,
      ...(watched && {
        watch: (watcher: CacheWatcher) => {
          this.#watchers.push(watcher);
          return () => {};
        },
      }),
    };
  }

  tell(word: (watcher: CacheWatcher) => void): void {
    for (const watcher of this.#watchers) word(watcher);
  }

  get = (): null => null;
  set = (): void => {};
  delete = (): void => {};

  /** Answers everything that is asked, also what is asked because of an answer. */
  async answer(): Promise<void> {
    for (let i = 0; i < 5; i++) {
      for (const go of this.#waiting.splice(0)) go();
      await settle();
    }
  }
}

const clock = new FakeClock();
const acme = { company: { name: "acme" } };
let source: FlagSource;
afterEach(() => source.close());

async function start(watched: boolean, more: Partial<ReplicatorSourceOptions> = {}): Promise<SlowCache> {
  const cache = new SlowCache(watched);
  put(cache, await schemaVersion(), "pro");
  source = replicatorSource({
    companyCache: cache,
    companyLookupCache: cache as never,
    userCache: cache,
    userLookupCache: cache as never,
    flagCache: cache,
    ...more,
  });
  source.start(host("http://localhost", { clock, fetch: () => Promise.reject(new Error("nobody")) }));
  await source.ready();
  cache.tell((one) => one.trusted());
  return cache;
}

function put(cache: SlowCache, version: string, plan: string): string {
  const entity = company("acme", { id: "comp_1", keys: { name: "acme" }, traits: [trait("plan", plan)] });
  cache.entries.set(`flags:${version}:f`, JSON.stringify(flag("f")));
  cache.entries.set(`company:${version}:comp_1`, JSON.stringify(entity));
  cache.entries.set(`company:${version}:name:acme`, '"comp_1"');
  return `company:${version}:comp_1`;
}

const sync = () => peekFlag(source, acme, "f")?.value;

test("who only asks synchronously gets an answer as soon as it was read", async () => {
  const cache = await start(true);
  expect(sync()).toBeUndefined();
  await cache.answer();
  expect(sync()).toBe(true);
});

test("an entry that changed answers synchronous checks until it is read again, for 50 ms at most", async () => {
  const cache = await start(true);
  sync();
  await cache.answer();
  const key = put(cache, await schemaVersion(), "free");
  await clock.advance(10_000);
  cache.tell((one) => one.changed([key]));
  const { reads } = cache;
  expect([sync(), sync(), sync()]).toEqual([true, true, true]);
  await settle();
  // One question for all of them.
  expect(cache.reads).toBe(reads + 1);
  await clock.advance(50);
  expect(sync()).toBe(true);
  await clock.advance(1);
  expect(sync()).toBeUndefined();
  await cache.answer();
  expect(sync()).toBe(false);
});

test("who can wait is never given what has changed", async () => {
  const cache = await start(true);
  sync();
  await cache.answer();
  const key = put(cache, await schemaVersion(), "free");
  cache.tell((one) => one.changed([key]));
  const answer = resolveFlag(source, acme, "f");
  await cache.answer();
  expect(await answer).toMatchObject({ value: false });
});

test("what was read is dropped at once when changes are not told any more", async () => {
  const cache = await start(true);
  sync();
  await cache.answer();
  expect(sync()).toBe(true);
  cache.tell((one) => one.lost("gone"));
  expect(sync()).toBeUndefined();
});

test("without word of changes each check asks, unless a time is given", async () => {
  const cache = await start(false);
  const ask = async () => {
    const { reads } = cache;
    const answer = resolveFlag(source, acme, "f");
    await cache.answer();
    expect(await answer).toMatchObject({ value: true });
    return cache.reads - reads;
  };
  await ask();
  expect(await ask()).toBeGreaterThan(0);
  await source.close();

  const timed = await start(false, { untrackedTtl: 200 });
  const first = resolveFlag(source, acme, "f");
  await timed.answer();
  expect(await first).toMatchObject({ value: true });
  put(timed, await schemaVersion(), "free");
  const { reads } = timed;
  await clock.advance(200);
  expect(await resolveFlag(source, acme, "f")).toMatchObject({ value: true });
  expect(sync()).toBe(true);
  expect(timed.reads).toBe(reads);
  await clock.advance(1);
  const late = resolveFlag(source, acme, "f");
  await timed.answer();
  expect(await late).toMatchObject({ value: false });
});

test("a cache that stops telling of changes is used for as long as is allowed from then on", async () => {
  const cache = await start(true, { untrackedTtl: 200 });
  sync();
  await cache.answer();
  cache.tell((one) => one.lost("gone"));
  // What was read before may have changed unnoticed.
  expect(sync()).toBeUndefined();
  await cache.answer();
  expect(sync()).toBe(true);
  await clock.advance(201);
  expect(sync()).toBeUndefined();
});
