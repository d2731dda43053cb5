import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Clock, LocalCache } from "../src/index";

/** A clock that moves only when told; time is the subject here. */
function stillClock(): Clock & { advance(ms: number): void; wall: number } {
  let monotonic = 0;
  return {
    wall: 1_700_000_000_000,
    now() {
      return this.wall;
    },
    monotonic: () => monotonic,
    random: () => 0.5,
    setTimer: () => () => {},
    advance(ms: number) {
      monotonic += ms;
      this.wall += ms;
    },
  };
}

describe("LocalCache", () => {
  test("a miss is null", async () => {
    const cache = new LocalCache<number>();
    expect(await cache.get("a")).toBeNull();
    await cache.set("a", 1);
    expect(await cache.get("a")).toBe(1);
    await cache.delete("a");
    await cache.delete("never");
    expect(await cache.get("a")).toBeNull();
  });

  test("an entry that was used is kept when newer ones come", async () => {
    const cache = new LocalCache<number>({ maxItems: 2 });
    await cache.set("a", 1);
    for (const key of ["b", "c", "d", "e", "f", "g"]) {
      await cache.set(key, 2);
      expect(await cache.get("a")).toBe(1);
    }
    expect(await cache.get("b")).toBeNull();
  });

  test("keeps the maxItems entries used last, and at most as many again", () => {
    const cache = new LocalCache<number>({ maxItems: 1_000 });
    for (let i = 0; i < 5_500; i++) {
      cache.setSync(`k${i}`, i);
      expect(cache.size).toBe(Math.min(i + 1, 1_000));
    }
    const ages = Array.from({ length: 5_500 }, (_, i) => cache.ageOf(`k${i}`));
    expect(ages.slice(4_500)).not.toContain(undefined);
    expect(ages.filter((age) => age !== undefined).length).toBeLessThanOrEqual(2_000);
  });

  test("an entry lives for its ttl, by the clock that never steps back", async () => {
    const clock = stillClock();
    const cache = new LocalCache<number>({ ttl: 100, clock });
    await cache.set("a", 1);
    await cache.set("long", 1, 1_000);
    await cache.set("for ever", 1, null);
    clock.advance(99);
    clock.wall += 86_400_000;
    expect(await cache.get("a")).toBe(1);
    clock.wall -= 2 * 86_400_000;
    clock.advance(1);
    expect(await cache.get("a")).toBeNull();
    expect(await cache.get("long")).toBe(1);
    clock.advance(1e12);
    expect([await cache.get("long"), await cache.get("for ever")]).toEqual([null, 1]);
  });

  test("ttl null means no expiry", async () => {
    const clock = stillClock();
    const cache = new LocalCache<number>({ ttl: null, clock });
    await cache.set("a", 1);
    clock.advance(1e12);
    expect(await cache.get("a")).toBe(1);
  });

  test.each([{ maxItems: 0 }, { ttl: 0 }, { maxItems: -1 }, { maxItems: Number.NaN }])(
    "%j is off",
    async (options) => {
      const cache = new LocalCache<number>(options);
      await cache.set("a", 1);
      expect(await cache.get("a")).toBeNull();
      expect(cache.size).toBe(0);
    },
  );

  test("a set with ttl 0 stores nothing and takes away what was there", async () => {
    const cache = new LocalCache<number>();
    await cache.set("a", 1);
    await cache.set("a", 2, 0);
    expect(await cache.get("a")).toBeNull();
  });

  test("deleteMissing looks only at what the pattern names", async () => {
    const cache = new LocalCache<number>();
    for (const key of ["flags:v1:a", "flags:v1:b", "company:v1:a"]) await cache.set(key, 1);
    await cache.deleteMissing(["flags:v1:a"], { scanPattern: "flags:v1:*" });
    expect(["flags:v1:a", "flags:v1:b", "company:v1:a"].map((key) => cache.getSync(key))).toEqual([
      1,
      undefined,
      1,
    ]);
  });

  test("deleteMissing keeps what is named", async () => {
    const cache = new LocalCache<number>();
    for (const key of ["a", "b", "c"]) await cache.set(key, 1);
    await cache.deleteMissing(["b", "x"]);
    expect([await cache.get("a"), await cache.get("b"), await cache.get("c")]).toEqual([null, 1, null]);
    cache.clear();
    expect(cache.size).toBe(0);
    await cache.set("d", 4);
    expect(await cache.get("d")).toBe(4);
  });

  test("returns the newest value or a miss, and never misses the entries used last, whatever the calls", () => {
    const keys = ["0", "1", "2", "3", "4", "5", "6"];
    const key = fc.constantFrom(...keys);
    const call = fc.oneof(
      fc.tuple(fc.constant("set" as const), key, fc.nat(), fc.constantFrom(undefined, 5, 50, null, 0)),
      fc.tuple(fc.constant("get" as const), key, fc.nat(), fc.constant(undefined)),
      fc.tuple(fc.constant("delete" as const), key, fc.nat(), fc.constant(undefined)),
      fc.tuple(fc.constant("wait" as const), key, fc.integer({ min: 1, max: 10 }), fc.constant(undefined)),
    );
    fc.assert(
      fc.property(fc.array(call, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (calls, maxItems) => {
        const clock = stillClock();
        const cache = new LocalCache<number>({ maxItems, ttl: 20, clock });
        /** Every entry that was stored and not deleted, the one used last at the end. */
        let model: { key: string; value: number; dies: number }[] = [];
        for (const [name, key, value, ttl] of calls) {
          const now = clock.monotonic();
          const known = model.find((entry) => entry.key === key);
          const rest = model.filter((entry) => entry !== known);
          if (name === "wait") clock.advance(value);
          else if (name === "delete") {
            void cache.delete(key);
            model = rest;
          } else if (name === "set") {
            cache.setSync(key, value, ttl);
            const dies = ttl === null ? Infinity : now + (ttl ?? 20);
            model = dies > now ? [...rest, { key, value, dies }] : rest;
          } else {
            const alive = known !== undefined && known.dies > now ? known : undefined;
            const isKept = known !== undefined && model.indexOf(known) >= model.length - maxItems;
            const found = cache.getSync(key);
            if (alive === undefined) expect(found).toBeUndefined();
            else if (isKept) expect(found).toBe(alive.value);
            else expect([undefined, alive.value]).toContain(found);
            model = found === undefined ? rest : [...rest, ...model.filter((entry) => entry === known)];
          }
          expect(cache.size).toBeLessThanOrEqual(maxItems);
          const held = keys.filter((one) => cache.ageOf(one) !== undefined);
          expect(held.length).toBeLessThanOrEqual(2 * maxItems);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("the age of an entry counts from its last write", async () => {
    const clock = stillClock();
    const cache = new LocalCache<number>({ clock });
    expect(cache.ageOf("a")).toBeUndefined();
    cache.setSync("a", 1);
    clock.advance(30);
    expect([cache.getSync("a"), cache.ageOf("a")]).toEqual([1, 30]);
    cache.setSync("a", 2);
    expect(cache.ageOf("a")).toBe(0);
  });
});
