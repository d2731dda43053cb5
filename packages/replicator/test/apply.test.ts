import { describe, expect, test } from "vitest";
import { Applier, type ApplierParts } from "../src/apply/applier";
import { Metrics } from "../src/health/metrics";
import { type Condition, unreadyReason } from "../src/health/readiness";
import { Loads } from "../src/load/loads";
import { Touched } from "../src/load/touched";
import { evictionWarning } from "../src/redis/eviction";
import type { Change } from "../src/store/change";
import { quiet } from "./support";

const put = (id: string, more: object = {}): Change => ({
  kind: "company",
  type: "put",
  entity: { id, keys: {}, ...more },
});
const deleted = (id: string): Change => ({ kind: "company", type: "delete", id });
const patch = (id: string, data: unknown): Change => ({ kind: "company", type: "patch", id, data });

/** A promise that a test settles. */
function gate(): { promise: Promise<void>; open(): void } {
  let open = () => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

interface Fixture {
  applier: Applier;
  metrics: Metrics;
  written: string[][];
  kept: (string | undefined)[];
  pressure: boolean[];
  /** Called before the store accepts a batch. */
  accept: (changes: readonly Change[]) => Promise<void>;
  mayWrite: boolean;
}

function makeApplier(settings: Partial<ApplierParts["settings"]> = {}): Fixture {
  const fixture: Fixture = {
    applier: undefined as never,
    metrics: new Metrics(),
    written: [],
    kept: [],
    pressure: [],
    accept: async () => {},
    mayWrite: true,
  };
  fixture.applier = new Applier({
    store: {
      apply: async (changes) => {
        await fixture.accept(changes);
        fixture.written.push(
          changes.map((one) => (one.kind !== "flags" && one.type === "put" ? one.entity.id : "?")),
        );
        return 0;
      },
      rewrite: async () => {},
    },
    state: {
      keep: async (cursor) => {
        fixture.kept.push(cursor);
      },
    },
    settings: { batchSize: 2, batchTimeoutMs: 5, maxQueued: 4, ...settings },
    metrics: fixture.metrics,
    logger: quiet,
    writing: () => {},
    mayWrite: () => fixture.mayWrite,
    pressure: (isHigh) => void fixture.pressure.push(isHigh),
  });
  return fixture;
}

describe("the applier", () => {
  test("writes in order, and counts what is in Redis", async () => {
    const { applier, written, metrics, kept } = makeApplier();
    applier.begin(undefined);
    applier.take([put("a")], "1-0");
    applier.take([put("b"), put("c")], "2-0");
    applier.take([put("d")], undefined);
    expect([applier.received, applier.applied]).toEqual(["2-0", undefined]);
    await applier.idle();
    expect(written.flat()).toEqual(["a", "b", "c", "d"]);
    expect([applier.received, applier.applied, kept.at(-1)]).toEqual(["2-0", "2-0", "2-0"]);
    expect(metrics.counts).toMatchObject({ messages_applied: 3, redis_errors: 0 });
    expect(metrics.values.messages_waiting).toBe(0);
    expect(applier.waiting).toBeUndefined();
  });

  test("repeats a batch that is refused, says why, and goes on", async () => {
    const fixture = makeApplier();
    const { applier, written, metrics } = fixture;
    let refusals = 3;
    const reasons: (string | undefined)[] = [];
    fixture.accept = async () => {
      reasons.push(applier.waiting?.reason);
      if (refusals-- > 0) throw Object.assign(new Error("OOM command not allowed"), { name: "ReplyError" });
    };
    applier.take([put("a")], "1-0");
    applier.take([put("b")], "2-0");
    await applier.idle();
    expect(written).toEqual([["a", "b"]]);
    expect([metrics.counts.redis_errors, metrics.counts.batches_written]).toEqual([3, 1]);
    expect(reasons[0]).toBeUndefined();
    expect(reasons[3]).toContain("OOM");
  });

  test("writes nothing without the lock", async () => {
    const fixture = makeApplier();
    const { applier, written, metrics } = fixture;
    fixture.mayWrite = false;
    applier.take([put("a")], "1-0");
    while (metrics.counts.redis_errors < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(written).toEqual([]);
    expect(applier.waiting?.reason).toContain("lock");
    fixture.mayWrite = true;
    await applier.idle();
    expect(written).toEqual([["a"]]);
  });

  test("reports pressure when too many messages wait, and when few enough wait again", async () => {
    const fixture = makeApplier();
    const { applier, pressure } = fixture;
    const closed = gate();
    fixture.accept = () => closed.promise;
    for (let i = 0; i < 3; i++) applier.take([put(`a${i}`)], undefined);
    expect(pressure).toEqual([]);
    applier.take([put("last")], undefined);
    expect(pressure).toEqual([true]);
    closed.open();
    await applier.idle();
    expect(pressure.at(-1)).toBe(false);
  });

  test("a page takes its turn between two batches, and is repeated until it is accepted", async () => {
    const fixture = makeApplier();
    const { applier, written } = fixture;
    const closed = gate();
    fixture.accept = () => closed.promise;
    applier.take([put("a")], undefined);
    applier.take([put("b")], undefined);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const order: string[] = [];
    let failures = 1;
    const page = applier.exclusive(async () => {
      order.push(`page after ${written.flat()}`);
      if (failures-- > 0) throw new Error("refused");
    }, new AbortController().signal);
    closed.open();
    await page;
    expect(order).toEqual(["page after a,b", "page after a,b"]);
  });

  test("a page is given up with the reason of its signal", async () => {
    const { applier } = makeApplier();
    const controller = new AbortController();
    const page = applier.exclusive(async () => {
      controller.abort(new Error("lost"));
      throw new Error("refused");
    }, controller.signal);
    await expect(page).rejects.toThrow("lost");
    // The next one has its turn all the same.
    await applier.exclusive(async () => {}, new AbortController().signal);
  });

  test("a batch that is written across a new beginning says nothing about the new cursor", async () => {
    const fixture = makeApplier();
    const { applier } = fixture;
    const closed = gate();
    const started = gate();
    fixture.accept = () => {
      started.open();
      return closed.promise;
    };
    applier.take([put("a")], "9-0");
    applier.take([put("b")], "10-0");
    await started.promise;
    applier.take([put("c")], "11-0");
    applier.rewind("5-0");
    closed.open();
    await applier.idle();
    expect([applier.applied, applier.received, fixture.written]).toEqual(["5-0", "5-0", [["a", "b"]]]);
  });

  test("the position is that of the first confirmation, unless messages came before", () => {
    const { applier } = makeApplier();
    applier.position(undefined);
    applier.position("1-0");
    applier.position("2-0");
    expect([applier.applied, applier.received]).toEqual(["1-0", "1-0"]);
  });

  test("finishes what was received, and takes nothing more", async () => {
    const fixture = makeApplier({ batchTimeoutMs: 60_000 });
    const { applier, written, kept } = fixture;
    applier.take([put("a")], "1-0");
    applier.take([put("b")], "2-0");
    await applier.finish(60_000);
    expect([written, kept.at(-1)]).toEqual([[["a", "b"]], "2-0"]);
    applier.take([put("c")], "3-0");
    await applier.idle();
    expect(written.flat()).toEqual(["a", "b"]);
  });

  test("gives up what Redis does not accept when its time is up", async () => {
    const fixture = makeApplier({ batchSize: 1 });
    fixture.accept = async () => Promise.reject(new Error("refused"));
    fixture.applier.take([put("a")], "1-0");
    await fixture.applier.finish(30);
    expect([fixture.written, fixture.applier.applied]).toEqual([[], undefined]);
  });
});

describe("what arrived while a list was read", () => {
  test("is remembered between begin and end only", () => {
    const touched = new Touched();
    touched.note(put("a"));
    touched.wrote(["k"]);
    touched.begin();
    expect(touched.newest("company", { id: "a", keys: {} })).toEqual({ id: "a", keys: {} });
    expect(touched.written.size).toBe(0);
    touched.note(put("a"));
    touched.wrote(["k"]);
    expect(touched.newest("company", { id: "a", keys: {} })).toBeUndefined();
    expect(touched.newest("user", { id: "a", keys: {} })).toBeDefined();
    expect([...touched.written]).toEqual(["k"]);
    touched.begin();
    touched.end();
    expect(touched.newest("company", { id: "a", keys: {} })).toBeUndefined();
    touched.end();
    expect(touched.newest("company", { id: "a", keys: {} })).toBeDefined();
    expect(touched.written.size).toBe(0);
  });
  test("a whole entity or its deletion is newer than a page", () => {
    const touched = new Touched();
    touched.begin();
    touched.note(deleted("a"));
    touched.note(patch("a", { base_plan_id: "x" }));
    touched.note({ kind: "flags", type: "all", flags: [] });
    expect(touched.newest("company", { id: "a", keys: {} })).toBeUndefined();
    expect([touched.deletions("company"), touched.deletions("user")]).toEqual([1, 0]);
  });
  test("parts are added to a page, in their order", () => {
    const touched = new Touched();
    touched.begin();
    touched.note(patch("a", { base_plan_id: "x", keys: { k: "1" } }));
    touched.note(patch("a", { base_plan_id: "y" }));
    touched.note(patch("a", { traits: "damaged" }));
    expect(touched.newest("company", { id: "a", keys: {} })).toEqual({
      id: "a",
      keys: { k: "1" },
      base_plan_id: "y",
    });
    touched.note(put("a"));
    expect(touched.newest("company", { id: "a", keys: {} })).toBeUndefined();
  });
  test("deletions are counted without a reader as well", () => {
    const touched = new Touched();
    touched.note(deleted("a"));
    expect(touched.deletions("company")).toBe(1);
  });
});

describe("loads", () => {
  function makeLoads() {
    const stopping = new AbortController();
    const calls: { signal: AbortSignal; resolve(): void; reject(error: Error): void }[] = [];
    const fixture = { stopping, calls, loaded: 0, mayLoad: true, loads: undefined as unknown as Loads };
    fixture.loads = new Loads({
      logger: quiet,
      stopping: stopping.signal,
      mayLoad: () => fixture.mayLoad,
      loaded: () => {
        fixture.loaded++;
      },
      load: (signal) =>
        new Promise((resolve, reject) => {
          calls.push({ signal, resolve, reject });
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
    });
    return fixture;
  }
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  test("one at a time; a request during a load starts another one", async () => {
    const fixture = makeLoads();
    fixture.loads.request();
    expect([fixture.loads.isLoading, fixture.calls.length]).toEqual([true, 1]);
    fixture.loads.request();
    expect(fixture.calls[0]?.signal.aborted).toBe(true);
    await settle();
    expect([fixture.calls.length, fixture.loaded]).toEqual([2, 0]);
    fixture.calls[1]?.resolve();
    await settle();
    expect([fixture.loaded, fixture.loads.isLoading]).toEqual([1, false]);
  });
  test("a load that fails starts again", async () => {
    const fixture = makeLoads();
    fixture.loads.request();
    fixture.calls[0]?.reject(new Error("failed"));
    await settle();
    expect([fixture.calls.length, fixture.loaded]).toEqual([2, 0]);
  });
  test("a load that is ended does not start again", async () => {
    const fixture = makeLoads();
    fixture.loads.request();
    fixture.loads.abort();
    await settle();
    expect([fixture.calls.length, fixture.loaded, fixture.loads.isLoading]).toEqual([1, 0, false]);
    fixture.mayLoad = false;
    fixture.loads.request();
    expect(fixture.calls.length).toBe(1);
    fixture.mayLoad = true;
    fixture.loads.request();
    expect(fixture.calls.length).toBe(2);
    fixture.stopping.abort();
    await settle();
    expect([fixture.calls.length, fixture.loads.isLoading]).toEqual([2, false]);
    fixture.loads.request();
    expect(fixture.calls.length).toBe(2);
  });
});

test("readiness: the first thing that is wrong is the reason", () => {
  const ready: Condition = {
    redisStatus: "ready",
    redisTrouble: undefined,
    phase: undefined,
    lockTrouble: undefined,
    isConnected: true,
    isLoaded: true,
    waiting: undefined,
    maxLagMs: 5_000,
  };
  const reason = (changes: Partial<Condition>) => unreadyReason({ ...ready, ...changes });
  expect(reason({})).toBeUndefined();
  expect(reason({ redisStatus: "end" })).toBe("Redis is not connected: end");
  expect(reason({ redisStatus: "end", redisTrouble: "refused" })).toBe("Redis is not connected: refused");
  expect(reason({ phase: "waiting: x", lockTrouble: "y" })).toBe("waiting: x");
  expect(reason({ lockTrouble: "NOPERM" })).toContain("NOPERM");
  expect(reason({ isConnected: false })).toContain("datastream");
  expect(reason({ isLoaded: false })).toContain("being loaded");
  expect(reason({ waiting: { ms: 5_000, reason: "OOM" } })).toBeUndefined();
  expect(reason({ waiting: { ms: 5_001, reason: "OOM" } })).toBe(
    "a change has waited 5 s to be written: OOM",
  );
  expect(reason({ waiting: { ms: 7_000, reason: undefined } })).toBe("a change has waited 7 s to be written");
});

test.each([
  [["noeviction"], false, undefined],
  [[], false, undefined],
  [[""], false, undefined],
  [["volatile-lru"], false, "the writer lock"],
  [["volatile-lru"], true, "companies"],
  [["noeviction", "allkeys-lru"], false, "companies"],
])("eviction policies %j (entries with TTL: %s)", (policies, hasTtl, expected) => {
  const warning = evictionWarning(policies, hasTtl);
  if (expected === undefined) expect(warning).toBeUndefined();
  else expect(warning).toContain(expected);
});
