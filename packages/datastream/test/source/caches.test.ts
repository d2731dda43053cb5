import type { CacheProvider, FlagSource } from "@schematic/core";
import { peekFlag, resolveFlag } from "@schematic-internal/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DataStreamOptions, dataStream, sharedCaches } from "../../src/index";
import { company, flag, meteredFlag, metric, trait, user } from "../support/entities";
import { host, until } from "../support/host";
import { StreamServer } from "../support/stream-server";

const VERSION = "fde6dba2";
/** Version under which the published Node SDK 1.6.2 writes. */
const OLDER = "4b54a537";
const acme = { company: { org: "Acme Inc" } };
const FAST = { spread: 20, min: 0, max: 20 };

/** A cache that keeps JSON, as a shared one does, and knows what it was told. */
class JsonCache<T> implements CacheProvider<T> {
  readonly entries = new Map<string, { text: string; ttl: number | null | undefined }>();
  readonly deletedMissing: [string[], string | undefined][] = [];

  async get(key: string): Promise<T | null> {
    const entry = this.entries.get(key);
    return entry === undefined ? null : (JSON.parse(entry.text) as T);
  }

  async set(key: string, value: T, ttl?: number | null): Promise<void> {
    this.entries.set(key, { text: JSON.stringify(value), ttl });
  }

  async delete(key: string): Promise<void> {
    this.entries.delete(key);
  }

  async deleteMissing(keep: string[], options?: { scanPattern?: string }): Promise<void> {
    this.deletedMissing.push([keep, options?.scanPattern]);
    const prefix = options?.scanPattern?.replace("*", "") ?? "";
    for (const key of this.entries.keys()) {
      if (key.startsWith(prefix) && !keep.includes(key)) this.entries.delete(key);
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: what was stored is looked at field by field.
  value(key: string): any {
    const entry = this.entries.get(key);
    return entry && JSON.parse(entry.text);
  }
}

function blockFor(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end; );
}

let server: StreamServer;
let shared: JsonCache<never>;
const open: FlagSource[] = [];

function slots(cache: CacheProvider<never>): DataStreamOptions {
  return {
    caches: sharedCaches({
      companyCache: cache,
      companyLookupCache: cache,
      userCache: cache,
      userLookupCache: cache,
      flagCache: cache,
    }),
  };
}

function begin(options: DataStreamOptions): FlagSource {
  const source = dataStream({ reconnect: FAST, ...options });
  open.push(source);
  source.start(host(server.url));
  return source;
}

beforeEach(async () => {
  shared = new JsonCache();
  server = new StreamServer();
  server.flags.set("Feature", flag("Feature"));
  server.flags.set("metered", meteredFlag("metered", 10));
  server.companies.set(
    "acme",
    company("acme", { keys: { Org: "Acme Inc", org: "Acme Inc" }, metrics: [metric("calls", 3)] }),
  );
  server.users.set("ada", user("ada"));
  await server.start();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((source) => source.close()));
  await server.stop();
});

describe("caches that are given", () => {
  it("hold what is in memory, in the shared layout, with its times to live", async () => {
    const source = begin(slots(shared));
    await source.ready();
    await resolveFlag(source, { ...acme, user: { email: "ada" } }, "Feature");
    await until(() => shared.entries.has(`user:${VERSION}:email:ada`) && shared.entries.size === 6);
    expect([...shared.entries].map(([key, { ttl }]) => [key, ttl]).sort()).toEqual([
      [`company:${VERSION}:comp_acme`, 86_400_000],
      [`company:${VERSION}:org:acme inc`, 86_400_000],
      [`flags:${VERSION}:feature`, undefined],
      [`flags:${VERSION}:metered`, undefined],
      [`user:${VERSION}:email:ada`, 86_400_000],
      [`user:${VERSION}:user_ada`, 86_400_000],
    ]);
    expect(shared.value(`company:${VERSION}:org:acme inc`)).toBe("comp_acme");
    expect(shared.value(`company:${VERSION}:comp_acme`)).toMatchObject({
      account_id: "acct_1",
      plan_ids: [],
    });
    expect(shared.value(`flags:${VERSION}:feature`)).toMatchObject({ key: "Feature", default_value: false });
  });

  it("take an explicit cacheTTL, null too", async () => {
    const source = begin({ ...slots(shared), cacheTTL: null });
    await source.ready();
    await resolveFlag(source, acme, "Feature");
    await until(() => shared.entries.has(`company:${VERSION}:comp_acme`));
    expect(shared.entries.get(`company:${VERSION}:comp_acme`)?.ttl).toBeNull();
  });

  it("follow changes: partials, tracked usage, keys, deletes, flags that are gone", async () => {
    shared.entries.set("flags:older:gone", { text: "{}", ttl: null });
    shared.entries.set(`flags:${VERSION}:gone`, { text: "{}", ttl: null });
    const source = begin(slots(shared));
    await source.ready();
    await resolveFlag(source, acme, "metered");
    await until(() => !shared.entries.has(`flags:${VERSION}:gone`));
    expect(shared.entries.has("flags:older:gone"), "another version's flags stay").toBe(true);
    const stored = (): { metrics: { value: number }[]; keys: object } =>
      shared.value(`company:${VERSION}:comp_acme`);
    server.partial("company", "comp_acme", { metrics: [metric("calls", 7)] });
    await until(() => stored()?.metrics[0]?.value === 7);
    source.track({ event: "calls", company: { org: "Acme Inc" }, quantity: 2 });
    await until(() => stored().metrics[0]?.value === 9);
    server.send("rulesengine.Company", "full", company("acme", { keys: { slug: "acme" } }));
    await until(() => shared.entries.has(`company:${VERSION}:slug:acme`));
    await until(() => !shared.entries.has(`company:${VERSION}:org:acme inc`));
    server.send("rulesengine.Company", "delete", { id: "comp_acme" });
    await until(() => [...shared.entries.keys()].every((key) => !key.startsWith("company:")));
    server.send("rulesengine.Flag", "delete", { key: "Feature" });
    await until(() => !shared.entries.has(`flags:${VERSION}:feature`));
    expect(shared.deletedMissing.at(-1)?.[1]).toBe(`flags:${VERSION}:*`);
  });

  it("answer, marked as old, while the server has never been there", async () => {
    const first = begin(slots(shared));
    await first.ready();
    await resolveFlag(first, { ...acme, user: { email: "ada" } }, "Feature");
    await until(() => shared.entries.size === 6);
    await first.close();
    await server.stop();

    const second = begin(slots(shared));
    await until(() => second.status().state === "waiting");
    const answer = await resolveFlag(second, { ...acme, user: { email: "ada" } }, "Feature");
    expect(answer).toMatchObject({
      value: true,
      companyId: "comp_acme",
      userId: "user_ada",
      ageMs: Infinity,
    });
    // Its age is not known, so that no limit of age can be kept.
    const third = begin({ ...slots(shared), maxStaleness: 3_600_000 });
    await until(() => third.status().state === "waiting");
    expect(await resolveFlag(third, acme, "Feature")).toBeUndefined();

    server.companies.set(
      "acme",
      company("acme", { keys: { org: "Acme Inc" }, traits: [trait("plan", "free")] }),
    );
    await server.start();
    await until(() => peekFlag(second, acme, "Feature")?.value === false);
    expect(peekFlag(second, acme, "Feature")).not.toHaveProperty("ageMs");
  });

  it.each([
    ["after the time was up", () => {}],
    ["before the time was up and after it", () => blockFor(80)],
  ])("answer although this process stood still %s", async (_, stall) => {
    const first = begin(slots(shared));
    await first.ready();
    await resolveFlag(first, acme, "Feature");
    await until(() => shared.entries.size === 4);
    await first.close();
    await server.stop();
    const stalled = new JsonCache<never>();
    // Read after the turn in which the 50 ms have passed, as what came over a socket meanwhile is.
    stalled.get = (key) =>
      new Promise((resolve) => {
        setImmediate(() => {
          blockFor(80);
          setImmediate(() => resolve(shared.get(key)));
        });
      });
    const second = begin(slots(stalled));
    await until(() => second.status().state === "waiting");
    // Resolves once the engine is loaded, so that the reads of the next call begin at once.
    await resolveFlag(second, {}, "unknown");
    const answer = resolveFlag(second, acme, "Feature");
    stall();
    expect(await answer).toMatchObject({ value: true, companyId: "comp_acme" });
  });

  it("may hold camelCase, as the published Node SDK writes it", async () => {
    const camel = (text: string): string =>
      text.replace(/_([a-z])(?=[a-z_]*":)/g, (_, letter) => letter.toUpperCase());
    const put = (key: string, value: unknown) =>
      shared.entries.set(key, { text: camel(JSON.stringify(value)), ttl: null });
    put(`flags:${VERSION}:metered`, meteredFlag("metered", 10));
    put(`company:${VERSION}:org:acme inc`, "comp_acme");
    put(`company:${VERSION}:comp_acme`, server.companies.get("acme"));
    expect(shared.value(`company:${VERSION}:comp_acme`)).toHaveProperty("accountId");
    await server.stop();
    const source = begin(slots(shared));
    await until(() => source.status().state === "waiting");
    expect(await resolveFlag(source, acme, "metered")).toMatchObject({ value: true, featureUsage: 3 });
  });

  it("are read under the older version too, where the current one has no entry", async () => {
    await server.stop();
    const put = (version: string, name: string, value: unknown): void => {
      shared.entries.set(name.replace("VERSION", version), { text: JSON.stringify(value), ttl: null });
    };
    const free = company("acme", { keys: { org: "Acme Inc" }, traits: [trait("plan", "free")] });
    const pro = company("acme", { keys: { org: "Acme Inc" }, traits: [trait("plan", "pro")] });
    put(OLDER, "flags:VERSION:feature", flag("Feature"));
    put(OLDER, "company:VERSION:org:acme inc", "comp_acme");
    put(OLDER, "company:VERSION:comp_acme", pro);
    const first = begin(slots(shared));
    await until(() => first.status().state === "waiting");
    expect(await resolveFlag(first, acme, "Feature")).toMatchObject({ value: true, companyId: "comp_acme" });
    put(VERSION, "company:VERSION:comp_acme", free);
    const second = begin(slots(shared));
    await until(() => second.status().state === "waiting");
    expect(await resolveFlag(second, acme, "Feature")).toMatchObject({
      value: false,
      companyId: "comp_acme",
    });
    const written = [...shared.entries.keys()].filter((key) => key.includes(OLDER));
    expect(written, "nothing is written under the older version").toHaveLength(3);
  });

  it("are not believed when a look-up leads to an entity that does not carry the key", async () => {
    shared.entries.set(`company:${VERSION}:org:acme inc`, { text: '"comp_zeta"', ttl: null });
    shared.entries.set(`company:${VERSION}:comp_zeta`, { text: JSON.stringify(company("zeta")), ttl: null });
    shared.entries.set(`flags:${VERSION}:feature`, { text: JSON.stringify(flag("Feature")), ttl: null });
    await server.stop();
    const source = begin(slots(shared));
    await until(() => source.status().state === "waiting");
    expect(await resolveFlag(source, acme, "Feature")).toBeUndefined();
    expect(await resolveFlag(source, {}, "Feature")).toMatchObject({ value: false });
  });
});

describe("a cache that is broken", () => {
  const throwing: CacheProvider<never> = {
    get: () => {
      throw new Error("cache down");
    },
    set: () => Promise.reject(new Error("cache down")),
    delete: () => {
      throw new Error("cache down");
    },
    deleteMissing: () => Promise.reject(new Error("cache down")),
  };
  const hanging: CacheProvider<never> = {
    get: () => new Promise(() => {}),
    set: () => new Promise(() => {}),
    delete: () => new Promise(() => {}),
    deleteMissing: () => new Promise(() => {}),
  };

  it.each([
    ["throws", throwing],
    ["hangs", hanging],
  ])("that %s fails and delays nothing", async (_, cache) => {
    const source = begin(slots(cache));
    await source.ready();
    expect(await resolveFlag(source, acme, "metered")).toMatchObject({ value: true });
    server.partial("company", "comp_acme", { metrics: [metric("calls", 10)] });
    await until(() => peekFlag(source, acme, "metered")?.value === false);
    await server.stop();
    await until(() => source.status().state === "waiting");
    // Memory has it still; what memory lacks is asked of the cache, which is not waited for long.
    expect(peekFlag(source, acme, "metered")).toMatchObject({ value: false });
    expect(await resolveFlag(source, { company: { org: "other" } }, "metered")).toBeUndefined();
  });

  it("is refused where it is none, or was not made for the copy", () => {
    expect(() => sharedCaches({ flagCache: {} as never })).toThrow(/flagCache/);
    expect(() => sharedCaches({ redis: {} } as never)).toThrow(/redis/);
    expect(() => dataStream({ caches: { caches: {} } })).toThrow(/sharedCaches/);
    expect(() => dataStream({ caches: sharedCaches({ flagCache: undefined } as object) })).not.toThrow();
  });

  it("gets the last version of an entity once it works again", async () => {
    let broken = true;
    const flaky = new JsonCache<never>();
    const set = flaky.set.bind(flaky);
    flaky.set = (key, value, ttl) => (broken ? Promise.reject(new Error("away")) : set(key, value, ttl));
    const source = begin({ caches: sharedCaches({ companyCache: flaky, companyLookupCache: flaky }) });
    await source.ready();
    await resolveFlag(source, acme, "metered");
    broken = false;
    server.partial("company", "comp_acme", { metrics: [metric("calls", 5)] });
    await until(() => flaky.value(`company:${VERSION}:comp_acme`)?.metrics[0].value === 5);
  });
});
