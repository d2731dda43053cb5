import { afterEach, beforeEach, describe, expect, test } from "vitest";

type Maybe<T> = T | Promise<T>;
interface Slot {
  companyId: string;
  creditTypeId: string;
}
interface Grant {
  leaseId: string;
  granted: number;
  tracked: number;
  expiresAt: number;
  lifeMs: number;
}
interface View {
  leaseId: string;
  granted: number;
  remaining: number;
  expiresAt: number;
  lifeMs: number;
}
interface Reserved {
  outcome: string;
  leaseId?: string;
  remaining?: number;
  lifeMs?: number;
}
interface Reference extends Slot {
  id: string;
  leaseId: string;
}
interface StoredHold extends Reference {
  eventSubtype: string;
  quantity: number;
  amount: number;
  consumptionRate: number;
  evalCtx: { company?: Record<string, string>; user?: Record<string, string> };
}

/** `LeaseStore` as the suite needs it; this package imports no other. */
export interface ConformingLeaseStore {
  read(slot: Slot): Maybe<View | undefined>;
  install(slot: Slot, grant: Grant): Maybe<string>;
  reserve(slot: Slot, amount: number, minLifeMs: number): Maybe<Reserved>;
  adjust(slot: Slot, leaseId: string, amount: number): Maybe<boolean>;
  extend(slot: Slot, grant: Grant): Maybe<boolean>;
  claimExtension(slot: Slot, leaseId: string, forMs: number): Maybe<boolean>;
  endExtension(slot: Slot, leaseId: string): Maybe<void>;
  remove(slot: Slot, leaseId: string): Maybe<void>;
}

/** `ReservationStore` as the suite needs it. */
export interface ConformingReservationStore {
  add(hold: StoredHold, ttlMs: number): Maybe<number>;
  claim(hold: Reference): Maybe<{ state: string; leaseId: string; amount: number } | undefined>;
  expire(limit: number): Maybe<StoredHold[]>;
}

export interface StoreUnderTest<T> {
  /** An empty store. */
  store: T;
  /** Lets `ms` pass for the store: real time, or a fake clock's. */
  pass(ms: number): Maybe<void>;
}

/** Micro-credits in one credit. */
const CREDIT = 1_000_000;
const LONG_MS = 600_000;

const grantOf = (leaseId: string, credits: number, more: Partial<Grant> = {}): Grant => ({
  leaseId,
  granted: credits * CREDIT,
  tracked: 0,
  expiresAt: Date.now() + LONG_MS,
  lifeMs: LONG_MS,
  ...more,
});

/** Behaviour of every lease store. Call it at the top level of a test file. */
export function describeLeaseStore(
  name: string,
  make: () => Maybe<StoreUnderTest<ConformingLeaseStore>>,
): void {
  describe(`lease store: ${name}`, () => {
    let made: StoreUnderTest<ConformingLeaseStore>;
    let store: ConformingLeaseStore;
    const slot = { companyId: "comp_1", creditTypeId: "bilcr_1" };
    const remaining = async (): Promise<number | undefined> => (await store.read(slot))?.remaining;
    beforeEach(async () => {
      made = await make();
      store = made.store;
    });

    test("an empty slot has no lease and takes no debit", async () => {
      expect(await store.read(slot)).toBeUndefined();
      expect(await store.reserve(slot, 1, 0)).toEqual({ outcome: "none" });
      expect(await store.adjust(slot, "lse_1", 1)).toBe(false);
      expect(await store.extend(slot, grantOf("lse_1", 1))).toBe(false);
      expect(await store.claimExtension(slot, "lse_1", 1_000)).toBe(false);
      await store.remove(slot, "lse_1");
    });

    test("a lease is added at what is not yet tracked", async () => {
      expect(await store.install(slot, grantOf("lse_1", 10, { tracked: 3 * CREDIT }))).toBe("installed");
      const view = await store.read(slot);
      expect(view).toMatchObject({ leaseId: "lse_1", granted: 10 * CREDIT, remaining: 7 * CREDIT });
      expect(view?.lifeMs).toBeGreaterThan(LONG_MS / 2);
      expect(view?.lifeMs).toBeLessThanOrEqual(LONG_MS);
    });

    test("a live lease is kept, whatever else arrives", async () => {
      await store.install(slot, grantOf("lse_1", 10));
      expect(await store.install(slot, grantOf("lse_2", 90))).toBe("kept");
      expect(await store.read(slot)).toMatchObject({ leaseId: "lse_1", remaining: 10 * CREDIT });
    });

    test("the same lease again only grows", async () => {
      await store.install(slot, grantOf("lse_1", 10));
      await store.reserve(slot, 4 * CREDIT, 0);
      expect(await store.install(slot, grantOf("lse_1", 10))).toBe("grown");
      expect(await remaining()).toBe(6 * CREDIT);
      expect(await store.install(slot, grantOf("lse_1", 15))).toBe("grown");
      expect(await remaining()).toBe(11 * CREDIT);
      await store.install(slot, grantOf("lse_1", 12));
      expect(await store.read(slot)).toMatchObject({ granted: 15 * CREDIT, remaining: 11 * CREDIT });
    });

    test("debits end at exactly zero", async () => {
      await store.install(slot, grantOf("lse_1", 3));
      for (let left = 2; left >= 0; left--) {
        const reserved = await store.reserve(slot, CREDIT, 0);
        expect(reserved).toMatchObject({ outcome: "reserved", leaseId: "lse_1", remaining: left * CREDIT });
      }
      expect(await store.reserve(slot, 1, 0)).toMatchObject({ outcome: "short", remaining: 0 });
    });

    test("small and large amounts are exact to the micro-credit", async () => {
      await store.install(slot, grantOf("lse_1", 0, { granted: 300_000 }));
      for (let i = 0; i < 3; i++) expect((await store.reserve(slot, 100_000, 0)).outcome).toBe("reserved");
      expect(await remaining()).toBe(0);
      const large = { companyId: "comp_2", creditTypeId: "bilcr_1" };
      await store.install(large, grantOf("lse_9", 0, { granted: 123_456_789_012_345 }));
      await store.reserve(large, 1, 0);
      expect((await store.read(large))?.remaining).toBe(123_456_789_012_344);
      for (let i = 0; i < 50; i++) await store.reserve(large, 1, 0);
      expect((await store.read(large))?.remaining).toBe(123_456_789_012_294);
    });

    test("a debit that needs a longer life is refused without effect", async () => {
      await store.install(slot, grantOf("lse_1", 10));
      expect((await store.reserve(slot, CREDIT, 2 * LONG_MS)).outcome).toBe("ending");
      expect(await remaining()).toBe(10 * CREDIT);
    });

    test("refunds end at what was granted, and reach their own lease only", async () => {
      await store.install(slot, grantOf("lse_1", 10));
      await store.reserve(slot, 4 * CREDIT, 0);
      expect(await store.adjust(slot, "lse_2", CREDIT)).toBe(false);
      expect(await store.adjust(slot, "lse_1", 3 * CREDIT)).toBe(true);
      expect(await remaining()).toBe(9 * CREDIT);
      await store.adjust(slot, "lse_1", 50 * CREDIT);
      expect(await remaining()).toBe(10 * CREDIT);
    });

    test("use beyond a hold may leave less than nothing", async () => {
      await store.install(slot, grantOf("lse_1", 2));
      expect(await store.adjust(slot, "lse_1", -5 * CREDIT)).toBe(true);
      expect(await remaining()).toBe(-3 * CREDIT);
      expect((await store.reserve(slot, 1, 0)).outcome).toBe("short");
      await store.extend(slot, grantOf("lse_1", 6));
      expect(await remaining()).toBe(CREDIT);
    });

    test("extensions raise the total, in whatever order they arrive", async () => {
      await store.install(slot, grantOf("lse_1", 10));
      expect(await store.extend(slot, grantOf("lse_1", 30))).toBe(true);
      expect(await store.extend(slot, grantOf("lse_1", 20, { expiresAt: 1, lifeMs: 1 }))).toBe(true);
      expect(await store.extend(slot, grantOf("lse_2", 90))).toBe(false);
      const view = await store.read(slot);
      expect(view).toMatchObject({ granted: 30 * CREDIT, remaining: 30 * CREDIT });
      expect(view?.lifeMs).toBeGreaterThan(LONG_MS / 2);
    });

    test("an ended lease takes nothing and makes room for the next", async () => {
      await store.install(slot, grantOf("lse_1", 10, { expiresAt: Date.now() + 200, lifeMs: 60 }));
      await made.pass(120);
      expect(await store.reserve(slot, 1, 0)).toEqual({ outcome: "none" });
      expect(await store.adjust(slot, "lse_1", 1)).toBe(false);
      expect(await store.extend(slot, grantOf("lse_1", 20))).toBe(false);
      expect((await store.read(slot))?.lifeMs ?? 0).toBeLessThanOrEqual(0);
      expect(await store.install(slot, grantOf("lse_2", 5))).toBe("installed");
      expect(await store.read(slot)).toMatchObject({ leaseId: "lse_2", remaining: 5 * CREDIT });
    });

    test("an ended lease that returns keeps its balance", async () => {
      await store.install(slot, grantOf("lse_1", 10, { expiresAt: Date.now() + 200, lifeMs: 60 }));
      await store.reserve(slot, 8 * CREDIT, 0);
      await made.pass(120);
      expect(await store.install(slot, grantOf("lse_1", 11))).toBe("grown");
      expect(await remaining()).toBe(3 * CREDIT);
      expect((await store.reserve(slot, 3 * CREDIT, 0)).outcome).toBe("reserved");
    });

    test("one caller at a time extends a lease", async () => {
      await store.install(slot, grantOf("lse_1", 10));
      expect(await store.claimExtension(slot, "lse_2", 60_000)).toBe(false);
      const claims = await Promise.all(
        Array.from({ length: 8 }, () => store.claimExtension(slot, "lse_1", 60_000)),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      await store.endExtension(slot, "lse_1");
      expect(await store.claimExtension(slot, "lse_1", 40)).toBe(true);
      await made.pass(90);
      expect(await store.claimExtension(slot, "lse_1", 1_000)).toBe(true);
    });

    test("a removed lease is gone; another one is not removed", async () => {
      await store.install(slot, grantOf("lse_1", 10));
      await store.remove(slot, "lse_2");
      expect(await remaining()).toBe(10 * CREDIT);
      await store.remove(slot, "lse_1");
      expect((await store.reserve(slot, 1, 0)).outcome).toBe("none");
      expect(await store.install(slot, grantOf("lse_2", 1))).toBe("installed");
    });

    test("slots do not touch each other", async () => {
      const other = { companyId: "comp_1", creditTypeId: "bilcr_2" };
      await store.install(slot, grantOf("lse_1", 1));
      await store.install(other, grantOf("lse_2", 2));
      await store.reserve(slot, CREDIT, 0);
      expect((await store.read(other))?.remaining).toBe(2 * CREDIT);
    });

    test("concurrent debits never exceed the lease", async () => {
      await store.install(slot, grantOf("lse_1", 50));
      const debits = await Promise.all(Array.from({ length: 200 }, () => store.reserve(slot, CREDIT, 0)));
      expect(debits.filter(({ outcome }) => outcome === "reserved")).toHaveLength(50);
      expect(await remaining()).toBe(0);
    });
  });
}

/** Behaviour of every reservation store. Call it at the top level of a test file. */
export function describeReservationStore(
  name: string,
  make: () => Maybe<StoreUnderTest<ConformingReservationStore>>,
): void {
  describe(`reservation store: ${name}`, () => {
    let made: StoreUnderTest<ConformingReservationStore>;
    let store: ConformingReservationStore;
    const holdOf = (id: string): StoredHold => ({
      id,
      leaseId: "lse_1",
      companyId: "comp_1",
      creditTypeId: "bilcr_1",
      eventSubtype: "tokens",
      quantity: 2.5,
      amount: 3 * CREDIT,
      consumptionRate: 1,
      evalCtx: { company: { id: "acme" }, user: { id: "ü" } },
    });
    beforeEach(async () => {
      made = await make();
      store = made.store;
    });
    afterEach(async () => {
      await store.expire(1_000);
    });

    test("a hold is claimed exactly once", async () => {
      const expiresAt = await store.add(holdOf("a"), LONG_MS);
      expect(Math.abs(expiresAt - Date.now() - LONG_MS)).toBeLessThan(LONG_MS / 2);
      const claims = await Promise.all([1, 2, 3, 4].map(() => store.claim(holdOf("a"))));
      expect(claims.filter(Boolean)).toEqual([{ state: "open", leaseId: "lse_1", amount: 3 * CREDIT }]);
      expect(await store.claim(holdOf("a"))).toBeUndefined();
      expect(await store.claim(holdOf("none"))).toBeUndefined();
    });

    test("only holds whose time is over expire", async () => {
      await store.add(holdOf("short"), 30);
      await store.add(holdOf("long"), LONG_MS);
      await made.pass(80);
      const expired = await store.expire(256);
      expect(expired).toEqual([holdOf("short")]);
      expect(await store.expire(256)).toEqual([]);
      expect(await store.claim(holdOf("long"))).toMatchObject({ state: "open" });
    });

    test("an expired hold leaves a mark, which is claimed once", async () => {
      await store.add(holdOf("late"), 20);
      await made.pass(70);
      await store.expire(256);
      expect(await store.claim(holdOf("late"))).toMatchObject({ state: "expired", leaseId: "lse_1" });
      expect(await store.claim(holdOf("late"))).toBeUndefined();
    });

    test("a hold that was claimed does not expire", async () => {
      await store.add(holdOf("done"), 20);
      await store.claim(holdOf("done"));
      await made.pass(70);
      expect(await store.expire(256)).toEqual([]);
      expect(await store.claim(holdOf("done"))).toBeUndefined();
    });

    test("a step of a sweep takes at most its limit", async () => {
      for (let i = 0; i < 7; i++) await store.add(holdOf(`hold-${i}`), 10 + i);
      await made.pass(80);
      const first = await store.expire(5);
      const second = await store.expire(5);
      expect(first).toHaveLength(5);
      expect([...first, ...second].map(({ id }) => id).sort()).toEqual(
        Array.from({ length: 7 }, (_, i) => `hold-${i}`),
      );
    });

    test("concurrent sweeps expire each hold once", async () => {
      for (let i = 0; i < 20; i++) await store.add(holdOf(`hold-${i}`), 10);
      await made.pass(60);
      const sweeps = await Promise.all([store.expire(256), store.expire(256), store.expire(256)]);
      expect(new Set(sweeps.flat().map(({ id }) => id)).size).toBe(20);
      expect(sweeps.flat()).toHaveLength(20);
    });
  });
}
