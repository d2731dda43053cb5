import { afterEach, beforeEach, describe, expect, test } from "vitest";

/** `CacheProvider` as the suite needs it; this package imports no other. */
export interface ConformingCache<T> {
  get(key: string): Promise<T | null | undefined> | T | null | undefined;
  set(key: string, value: T, ttl?: number | null): Promise<void> | void;
  delete(key: string): Promise<void> | void;
  deleteMissing?(keysToKeep: string[], options?: { scanPattern?: string }): Promise<void> | void;
  getMany?(keys: string[]): Promise<(T | null | undefined)[]>;
}

export interface CacheUnderTest {
  /** An empty cache whose entries have no expiry of their own. */
  cache: ConformingCache<unknown>;
  /** Lets `ms` pass for the cache: real time, or a fake clock's. */
  pass(ms: number): Promise<void> | void;
  close?(): Promise<void> | void;
}

/** What every cache does, in memory or shared. Call it at the top level of a test file. */
export function describeCache(name: string, make: () => Promise<CacheUnderTest> | CacheUnderTest): void {
  describe(`cache: ${name}`, () => {
    let made: CacheUnderTest;
    let cache: ConformingCache<unknown>;
    beforeEach(async () => {
      made = await make();
      cache = made.cache;
    });
    afterEach(() => made.close?.());

    test("an unknown key is a miss", async () => {
      expect((await cache.get("nothing")) ?? null).toBeNull();
    });

    test.each([
      ["an object", { id: "comp_1", traits: [{ value: "ü" }], metrics: [], empty: {} }],
      ["a text", "comp_1"],
      ["an empty text", ""],
      ["zero", 0],
      ["false", false],
      ["an empty list", []],
      ["a large number", 9_007_199_254_740_991],
      ["a fraction", 0.1],
    ])("%s comes back as it was stored", async (_, value) => {
      await cache.set("key", value);
      expect(await cache.get("key")).toEqual(value);
    });

    test("keys with odd characters do not meet", async () => {
      const keys = ["a:b", "a", "a*", "a?", "[a]", "a\\", "ä", " ", "{a}", "__proto__", "constructor"];
      for (const key of keys) await cache.set(key, key);
      for (const key of keys) expect(await cache.get(key)).toBe(key);
    });

    test("a second set replaces value and expiry", async () => {
      await cache.set("key", 1, 30);
      await cache.set("key", 2, null);
      await made.pass(60);
      expect(await cache.get("key")).toBe(2);
    });

    test("an entry is gone after its TTL, to the millisecond and not the second", async () => {
      await cache.set("short", 1, 40);
      await cache.set("long", 1, 60_000);
      await made.pass(80);
      expect((await cache.get("short")) ?? null).toBeNull();
      expect(await cache.get("long")).toBe(1);
    });

    test("delete forgets, also what is not there", async () => {
      await cache.set("key", 1);
      await cache.delete("key");
      await cache.delete("key");
      expect((await cache.get("key")) ?? null).toBeNull();
    });

    test("deleteMissing keeps what is named and forgets the rest", async () => {
      if (!cache.deleteMissing) return;
      for (let i = 0; i < 1_500; i++) await cache.set(`flags:v:${i}`, i);
      const keep = ["flags:v:3", "flags:v:1499", "flags:v:none"];
      await cache.deleteMissing(keep, { scanPattern: "flags:v:*" });
      const left = await Promise.all(Array.from({ length: 1_500 }, (_, i) => cache.get(`flags:v:${i}`)));
      expect(left.filter((value) => value !== null && value !== undefined)).toEqual([3, 1_499]);
    });

    test("getMany answers in the order of its keys", async () => {
      if (!cache.getMany) return;
      await cache.set("a", 1);
      await cache.set("c", { c: 3 });
      const values = await cache.getMany(["c", "b", "a", "c"]);
      expect(values.map((value) => value ?? null)).toEqual([{ c: 3 }, null, 1, { c: 3 }]);
      expect(await cache.getMany([])).toEqual([]);
    });

    test("many at once do not disturb each other", async () => {
      const keys = Array.from({ length: 200 }, (_, i) => `key-${i}`);
      await Promise.all(keys.map((key) => cache.set(key, key)));
      expect(await Promise.all(keys.map((key) => cache.get(key)))).toEqual(keys);
    });
  });
}
