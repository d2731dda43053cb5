import type { WireEntity, WireFlag } from "@schematic/datastream/protocol";
import { type RedisServer, startRedis } from "@schematic-internal/testing";
import { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { writeChanges } from "../src/apply/write-changes";
import { Metrics } from "../src/health/metrics";
import { Batch } from "../src/store/batch";
import type { Change } from "../src/store/change";
import { cleanOtherVersions } from "../src/store/cleanup";
import { parseEntity } from "../src/store/entry";
import { FlagEdits, FlagIndex } from "../src/store/flag-index";
import { Layout, versionOf } from "../src/store/layout";
import { ReplayState } from "../src/store/replay-state";
import { Roster } from "../src/store/roster";
import { SharedStore } from "../src/store/shared-store";
import { quiet } from "./support";

const layout = new Layout("v1");
const company = (id: string, keys: Record<string, string>, more: object = {}): WireEntity => ({
  id,
  keys,
  ...more,
});
const flag = (id: string, key: string): WireFlag => ({ id, key, default_value: true });
const put = (entity: WireEntity): Change => ({ kind: "company", type: "put", entity });

describe("keys", () => {
  test("are those of the published replicator, in lower case", () => {
    expect(layout.flag("Big-Team")).toBe("schematic:flags:v1:big-team");
    expect(layout.entity("company", "comp_1")).toBe("schematic:company:v1:comp_1");
    expect(layout.lookup("user", "Email", "A@B.c")).toBe("schematic:user:v1:email:a@b.c");
    expect(layout.lookups("company", { a: "1", b: "2" })).toHaveLength(2);
    expect(layout.all("flags")).toBe("schematic:flags:v1:*");
  });
  test("name an entity or a look-up, and a version", () => {
    expect(layout.idIn("company", "schematic:company:v1:comp_1")).toBe("comp_1");
    expect(layout.idIn("company", "schematic:company:v1:id:acme")).toBeUndefined();
    expect(versionOf("schematic:user:v2:x")).toBe("v2");
    expect(versionOf("schematic:datastream:writer_lock")).toBeUndefined();
  });
});

describe("a stored entity", () => {
  test.each([
    ["nothing", null],
    ["no JSON", "{"],
    ["null", "null"],
    ["a list", "[]"],
    ["another entity", '{"id":"b","keys":{}}'],
    ["an entity without an id", '{"keys":{}}'],
  ])("%s cannot be used", (_, text) => expect(parseEntity(text, "a")).toBeUndefined());
  test("is used without keys that are not texts", () => {
    expect(parseEntity('{"id":"a","keys":{"x":"1","y":2,"z":null},"n":1}', "a")).toEqual({
      id: "a",
      keys: { x: "1" },
      n: 1,
    });
    expect(parseEntity('{"id":"a","keys":null}', "a")).toEqual({ id: "a", keys: {} });
  });
});

describe("flags by id and key", () => {
  test("edits take effect when they are committed", () => {
    const index = new FlagIndex();
    const first = new FlagEdits(index);
    first.set("1", "a");
    first.set("2", "b");
    expect([index.keyOf("1"), first.keyOf("1"), first.idOf("b")]).toEqual([undefined, "a", "2"]);
    first.commit();
    expect([index.keyOf("1"), index.idOf("b"), [...index.keys()]]).toEqual(["a", "2", ["a", "b"]]);

    const second = new FlagEdits(index);
    second.set("1", "c");
    second.remove("b");
    expect([second.idOf("a"), second.keyOf("1"), second.keyOf("2")]).toEqual([undefined, "c", undefined]);
    expect(index.keyOf("2")).toBe("b");
    second.commit();
    expect([...index.keys()]).toEqual(["c"]);
    expect(index.keyOf("2")).toBeUndefined();
  });
  test("a key that another flag takes no longer belongs to the former one", () => {
    const index = new FlagIndex();
    const edits = new FlagEdits(index);
    edits.set("old", "a");
    edits.set("new", "a");
    expect([edits.keyOf("old"), edits.idOf("a")]).toEqual([undefined, "new"]);
    edits.clear();
    expect(edits.keyOf("new")).toBeUndefined();
    edits.set("x", "y");
    edits.commit();
    expect([...index.keys()]).toEqual(["y"]);
  });
  test("a cleared index is read as empty before it is committed", () => {
    const index = new FlagIndex();
    index.apply(new Map([["1", "a"]]), new Map([["a", "1"]]));
    const edits = new FlagEdits(index);
    edits.clear();
    expect([edits.keyOf("1"), edits.idOf("a"), index.keyOf("1")]).toEqual([undefined, undefined, "a"]);
    edits.commit();
    expect([...index.keys()]).toEqual([]);
  });
});

describe("the roster", () => {
  test("follows changes", () => {
    const roster = new Roster();
    roster.note(put(company("a", {})));
    roster.note({ kind: "company", type: "patch", id: "b", data: {} });
    roster.note({ kind: "flags", type: "all", flags: [] });
    roster.add("user", "u");
    expect([roster.all("company"), roster.all("user"), roster.size("company")]).toEqual([["a"], ["u"], 1]);
    roster.note({ kind: "company", type: "delete", id: "a" });
    expect(roster.size("company")).toBe(0);
  });
  test("samples cover all ids and start again", () => {
    const roster = new Roster();
    roster.replace("company", ["a", "b", "c", "d", "e"]);
    expect(roster.sample("company", 2)).toEqual(["a", "b"]);
    expect(roster.sample("company", 2)).toEqual(["c", "d"]);
    expect(roster.sample("company", 2)).toEqual(["e"]);
    expect(roster.sample("company", 2)).toEqual(["a", "b"]);
    roster.replace("company", ["x"]);
    expect(roster.sample("company", 2)).toEqual(["x"]);
    expect(roster.sample("user", 2)).toEqual([]);
  });
});

describe("a batch", () => {
  const entityKey = layout.entity("company", "a");
  const lookup = (value: string) => layout.lookup("company", "k", value);
  const batchOf = (old?: WireEntity) => new Batch(layout, new Map([[entityKey, old]]));

  test("an entity comes before its look-ups, and old look-ups are dropped", () => {
    const batch = batchOf(company("a", { k: "1" }));
    batch.add(put(company("a", { k: "2" })));
    expect([...batch.texts.keys()]).toEqual([entityKey, lookup("2")]);
    expect(batch.texts.get(lookup("2"))).toBe('"a"');
    expect([...batch.dropped]).toEqual([[lookup("1"), '"a"']]);
    expect([...batch.writtenKeys()]).toEqual([entityKey, lookup("2")]);
  });
  test("a part changes the stored entity, also twice", () => {
    const batch = batchOf(company("a", { k: "1" }, { base_plan_id: "x" }));
    batch.add({ kind: "company", type: "patch", id: "a", data: { keys: { k: "2" } } });
    batch.add({ kind: "company", type: "patch", id: "a", data: { keys: { k: "3" }, base_plan_id: "y" } });
    expect(JSON.parse(batch.texts.get(entityKey) ?? "")).toEqual(
      company("a", { k: "3" }, { base_plan_id: "y" }),
    );
    expect([...batch.dropped.keys()].sort()).toEqual([lookup("1"), lookup("2")]);
    expect(batch.texts.has(lookup("2"))).toBe(false);
    expect(batch.skipped).toBe(0);
  });
  test("a part of a missing entity is skipped and reported; one of another entity is skipped", () => {
    const batch = batchOf(undefined);
    batch.add({ kind: "company", type: "patch", id: "a", data: { base_plan_id: "x" } });
    expect([batch.skipped, batch.incomplete]).toEqual([1, [{ kind: "company", id: "a" }]]);
    const other = batchOf(company("a", {}));
    other.add({ kind: "company", type: "patch", id: "a", data: { id: "b" } });
    expect([other.skipped, other.texts.size, other.incomplete]).toEqual([1, 0, []]);
  });
  test("a deletion removes entity and look-ups, and a part after it is skipped", () => {
    const batch = batchOf(company("a", { k: "1" }));
    batch.add({ kind: "company", type: "delete", id: "a" });
    batch.add({ kind: "company", type: "patch", id: "a", data: {} });
    expect([...batch.texts]).toEqual([[entityKey, undefined]]);
    expect([...batch.dropped]).toEqual([[lookup("1"), '"a"']]);
    expect(batch.skipped).toBe(1);
    const missing = batchOf(undefined);
    missing.add({ kind: "company", type: "delete", id: "a" });
    expect([missing.skipped, [...missing.texts]]).toEqual([1, [[entityKey, undefined]]]);
  });
  test("a look-up that another entity took in the same batch stays", () => {
    const batch = batchOf(company("a", { k: "1" }));
    batch.add(put(company("b", { k: "1" })));
    batch.add(put(company("a", { k: "2" })));
    expect(batch.texts.get(lookup("1"))).toBe('"b"');
    expect(batch.dropped.size).toBe(0);
  });
  test("a look-up that was dropped and comes back is written", () => {
    const batch = batchOf(company("a", { k: "1" }));
    batch.add(put(company("a", { k: "2" })));
    batch.add(put(company("a", { k: "1" })));
    expect(batch.texts.get(lookup("1"))).toBe('"a"');
    expect([...batch.dropped.keys()]).toEqual([lookup("2")]);
  });
  test("a change that cannot be processed fails by itself", () => {
    let deep: unknown = "x";
    for (let i = 0; i < 100_000; i++) deep = [deep];
    const batch = batchOf(undefined);
    batch.add(put(company("a", { k: "1" }, { deep })));
    batch.add(put(company("b", {})));
    batch.put("user", company("c", {}, { deep }));
    expect(batch.failed.map(({ name }) => name)).toEqual(["company a", "user c"]);
    expect([...batch.texts.keys()]).toEqual([layout.entity("company", "b")]);
  });
  test("flags are renamed, deleted by key or id, and replaced by a list", () => {
    const index = new FlagIndex();
    index.apply(
      new Map([
        ["1", "a"],
        ["2", "b"],
      ]),
      new Map([
        ["a", "1"],
        ["b", "2"],
      ]),
    );
    const batch = new Batch(layout, new Map(), index);
    batch.add({ kind: "flags", type: "put", flag: flag("1", "c") });
    batch.add({ kind: "flags", type: "delete", key: undefined, id: "2" });
    batch.add({ kind: "flags", type: "delete", key: undefined, id: "unknown" });
    expect([batch.texts.get(layout.flag("a")), batch.texts.get(layout.flag("b"))]).toEqual([
      undefined,
      undefined,
    ]);
    expect(batch.texts.has(layout.flag("a")) && batch.texts.has(layout.flag("b"))).toBe(true);
    expect(JSON.parse(batch.texts.get(layout.flag("c")) ?? "")).toEqual(flag("1", "c"));
    expect(batch.skipped).toBe(1);
    batch.add({ kind: "flags", type: "all", flags: [flag("3", "D"), flag("4", "e")] });
    batch.add({ kind: "flags", type: "delete", key: "e", id: undefined });
    expect([...(batch.flagList ?? [])]).toEqual([layout.flag("d")]);
    batch.commit();
    expect([...index.keys()]).toEqual(["D"]);
  });
});

describe("in Redis", () => {
  let server: RedisServer;
  let redis: Redis;
  let store: SharedStore;
  const seen: { failed: string[]; incomplete: string[]; written: string[] } = {
    failed: [],
    incomplete: [],
    written: [],
  };
  let mayWrite = true;
  beforeAll(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });
  beforeEach(async () => {
    await redis.flushall();
    mayWrite = true;
    Object.assign(seen, { failed: [], incomplete: [], written: [] });
    store = new SharedStore(redis, layout, {
      listener: {
        failed: (name) => void seen.failed.push(name),
        incomplete: (kind, id) => void seen.incomplete.push(`${kind} ${id}`),
        mayWrite: () => mayWrite,
        written: (keys) => void seen.written.push(...keys),
      },
    });
  });
  const keys = async () => (await redis.keys("*")).sort();

  test("a batch is written, read again, and reported", async () => {
    const a = company("a", { k: "1" });
    expect(await store.apply([put(a), { kind: "flags", type: "put", flag: flag("1", "f") }])).toBe(0);
    expect(seen.written).toEqual([...store.keysOf("company", a), layout.flag("f")]);
    expect(await redis.ttl(layout.entity("company", "a"))).toBe(-1);
    const patch: Change = { kind: "company", type: "patch", id: "a", data: { keys: { k: "2" } } };
    const unknown: Change = { kind: "user", type: "patch", id: "u", data: {} };
    expect(await store.apply([patch, unknown])).toBe(1);
    expect(seen.incomplete).toEqual(["user u"]);
    expect(await keys()).toEqual(
      [layout.entity("company", "a"), layout.lookup("company", "k", "2"), layout.flag("f")].sort(),
    );
    expect(store.roster.all("company")).toEqual(["a"]);
    await store.apply([{ kind: "company", type: "delete", id: "a" }]);
    expect(await keys()).toEqual([layout.flag("f")]);
  });

  test("a look-up that leads to another entity by now stays", async () => {
    await store.apply([put(company("a", { k: "1" }))]);
    await store.apply([put(company("b", { k: "1" }))]);
    await store.apply([{ kind: "company", type: "delete", id: "a" }]);
    expect(await redis.get(layout.lookup("company", "k", "1"))).toBe('"b"');
  });

  test("without EVAL, a look-up is dropped by two commands", async () => {
    await store.apply([put(company("a", { k: "1" })), put(company("b", { k: "2" }))]);
    await redis.set(layout.lookup("company", "k", "2"), '"a"');
    await redis.call("ACL", "SETUSER", "default", "-eval");
    await store.apply([
      { kind: "company", type: "delete", id: "a" },
      { kind: "company", type: "delete", id: "b" },
    ]);
    await redis.call("ACL", "SETUSER", "default", "+eval");
    expect(await keys()).toEqual([layout.lookup("company", "k", "2")]);
  });

  test("entries expire after the TTL", async () => {
    const expiring = new SharedStore(redis, layout, { ttlMs: 60_000 });
    await expiring.put("company", [company("a", { k: "1" })]);
    for (const key of await keys()) expect(await redis.pttl(key)).toBeGreaterThan(0);
  });

  test("nothing is written without the lock", async () => {
    await store.put("company", [company("a", {})]);
    mayWrite = false;
    const before = await keys();
    await expect(store.put("company", [company("b", {})])).rejects.toThrow("lock");
    await expect(store.apply([put(company("b", {}))])).rejects.toThrow("lock");
    await expect(store.rewrite(put(company("b", {})))).rejects.toThrow("lock");
    await expect(store.retain("company", new Set())).rejects.toThrow("lock");
    expect(await keys()).toEqual(before);
    expect(store.roster.all("company")).toEqual(["a"]);
  });

  test("a full list deletes other flags of this version only", async () => {
    await redis.set("schematic:flags:v2:other", "x");
    await store.apply([{ kind: "flags", type: "all", flags: [flag("1", "a"), flag("2", "b")] }]);
    await store.apply([{ kind: "flags", type: "all", flags: [flag("2", "b")] }]);
    expect(await keys()).toEqual([layout.flag("b"), "schematic:flags:v2:other"].sort());
    expect(await store.lacksFlag()).toBe(false);
    await redis.del(layout.flag("b"));
    expect(await store.lacksFlag()).toBe(true);
  });

  test("a renamed flag that Redis refuses at first loses its old key in the end", async () => {
    await store.apply([{ kind: "flags", type: "put", flag: flag("1", "old") }]);
    const rename: Change = { kind: "flags", type: "put", flag: flag("1", "new") };
    mayWrite = false;
    await expect(store.apply([rename])).rejects.toThrow();
    mayWrite = true;
    await store.apply([rename]);
    expect(await keys()).toEqual([layout.flag("new")]);
  });

  test("missing and damaged entities and look-ups are found", async () => {
    const ids = ["ok", "gone", "damaged", "type", "lookup", "other"];
    await store.put(
      "company",
      ids.map((id) => company(id, { k: id })),
    );
    expect(await store.missing("company", ids)).toEqual([]);
    await redis.del(layout.entity("company", "gone"), layout.entity("company", "type"));
    await redis.set(layout.entity("company", "damaged"), "{");
    await redis.lpush(layout.entity("company", "type"), "x");
    await redis.del(layout.lookup("company", "k", "lookup"));
    await redis.set(layout.entity("company", "other"), JSON.stringify(company("ok", {})));
    expect(await store.missing("company", ids)).toEqual(["gone", "damaged", "type", "lookup", "other"]);
    expect([...(await store.ids("company"))].sort()).toEqual(
      ["damaged", "ok", "other", "lookup", "type"].sort(),
    );
  });

  test("a change that Redis refuses for its entry is written whole, others as usual", async () => {
    await redis.lpush(layout.entity("company", "b"), "x");
    await redis.lpush(layout.lookup("company", "k", "b"), "x");
    const skipped: string[] = [];
    const changes = ["a", "b", "c", "d"].map((id) => put(company(id, { k: id })));
    expect(await writeChanges(store, changes, (name) => void skipped.push(name))).toBe(0);
    expect(skipped).toEqual([]);
    expect(await store.missing("company", ["a", "b", "c", "d"])).toEqual([]);
  });

  test("of many changes only the one that cannot be written is skipped", async () => {
    const refusing = {
      apply: async (changes: readonly Change[]) => {
        const isBad = changes.some(
          (one) => one.kind !== "flags" && one.type === "put" && one.entity.id === "bad",
        );
        if (isBad) throw Object.assign(new Error("ERR no such thing"), { name: "ReplyError" });
        return store.apply(changes);
      },
      rewrite: async () => {
        throw Object.assign(new Error("ERR no such thing"), { name: "ReplyError" });
      },
    } as unknown as SharedStore;
    const skipped: string[] = [];
    const changes: Change[] = ["a", "b", "bad", "c"].map((id) => put(company(id, {})));
    changes.push({ kind: "company", type: "patch", id: "none", data: {} });
    expect(await writeChanges(refusing, changes, (name) => void skipped.push(name))).toBe(1);
    expect(skipped).toEqual(["company bad"]);
    expect([...(await store.ids("company"))].sort()).toEqual(["a", "b", "c"]);
    expect(await writeChanges(refusing, [], () => {})).toBe(0);
    const failing = { apply: async () => Promise.reject(new Error("OOM")) } as unknown as SharedStore;
    await expect(writeChanges(failing, changes, () => {})).rejects.toThrow("OOM");
  });

  test("a part of an entity cannot be written whole; a deletion can", async () => {
    await store.put("company", [company("a", {})]);
    await expect(store.rewrite({ kind: "company", type: "patch", id: "a", data: {} })).rejects.toThrow(
      TypeError,
    );
    await store.rewrite({ kind: "company", type: "delete", id: "a" });
    await store.rewrite({ kind: "flags", type: "put", flag: flag("1", "f") });
    expect(await keys()).toEqual([layout.flag("f")]);
    expect(store.roster.size("company")).toBe(0);
  });

  test("other versions are deleted, and before them the published replicator's cursor", async () => {
    const published = "schematic:datastream:replay_cursor";
    const parts = { redis, layout, metrics: new Metrics(), logger: quiet };
    await redis.mset({ [published]: "1-0", [layout.flag("a")]: "x", "other:flags:v2:a": "x" });
    expect(await cleanOtherVersions(parts)).toBe(0);
    expect(await redis.exists(published)).toBe(1);
    await redis.mset({
      "schematic:company:v2:a": "x",
      "schematic:user:v0:a:b": "x",
      "schematic:flags:v2:a": "x",
    });
    expect(await cleanOtherVersions(parts)).toBe(3);
    expect(await keys()).toEqual([layout.flag("a"), "other:flags:v2:a"].sort());
    expect(parts.metrics.counts.keys_cleaned).toBe(3);
  });

  describe("the cursor", () => {
    const cursorKey = "cursor";
    let state: ReplayState;
    beforeEach(() => {
      state = new ReplayState(redis, layout, cursorKey);
    });
    const believed = () => new ReplayState(redis, layout, cursorKey).believable(store);

    test("is believed only with all that was loaded with it", async () => {
      await store.put("company", [company("a", { k: "1" }), company("b", {})]);
      await state.keep("5-0", true);
      expect(await believed()).toBeUndefined();
      await state.loaded({ company: 2, user: 0 });
      store.roster.replace("company", []);
      expect(await believed()).toBe("5-0");
      expect(store.roster.all("company").sort()).toEqual(["a", "b"]);
      await redis.del(layout.entity("company", "a"));
      expect(await believed()).toBeUndefined();
      await state.loaded({ company: 1, user: 1 });
      expect(await believed()).toBeUndefined();
      await state.loaded({ company: 1, user: 0 });
      expect(await believed()).toBe("5-0");
      await redis.set(layout.state, JSON.stringify({ version: "v2", company: 1, user: 0 }));
      expect([await believed(), await state.intact()]).toEqual([undefined, false]);
    });

    test.each(["{", "null", "7", '{"version":"v1"}', '{"version":"v1","company":-1,"user":0}'])(
      "counts %s are not believed",
      async (text) => {
        await redis.mset({ [cursorKey]: "5-0", [layout.state]: text });
        expect([await believed(), await state.intact()]).toEqual([undefined, false]);
      },
    );

    test("and counts of another type are not believed", async () => {
      await redis.lpush(cursorKey, "x");
      await redis.lpush(layout.state, "x");
      expect([await believed(), await state.intact()]).toEqual([undefined, false]);
      await state.reachable(AbortSignal.timeout(60_000));
    });

    test("is written when it is new, and not while it is doubted", async () => {
      await state.keep(undefined, true);
      expect(await redis.exists(cursorKey)).toBe(0);
      await state.keep("1-0", false);
      await state.keep("2-0", false);
      // The second follows too soon.
      expect(await redis.get(cursorKey)).toBe("1-0");
      state.doubt();
      await state.keep("3-0", true);
      expect(await redis.get(cursorKey)).toBe("1-0");
      state.trust();
      await state.keep("3-0", true);
      expect(await redis.get(cursorKey)).toBe("3-0");
      await redis.del(cursorKey);
      await state.keep("3-0", true);
      expect(await redis.exists(cursorKey)).toBe(0);
      await state.forget();
      await state.keep("3-0", true);
      expect(await redis.get(cursorKey)).toBe("3-0");
    });

    test("that was being written when Redis was lost is not believed before both were compared", async () => {
      await state.loaded({ company: 0, user: 0 });
      const writing = state.keep("9-0", true);
      state.doubt();
      await writing;
      expect(await state.believable(store)).toBeUndefined();
      state.trust();
      expect(await state.believable(store)).toBe("9-0");
      expect(await state.intact()).toBe(true);
      await state.forget();
      expect([await redis.exists(cursorKey, layout.state), await state.intact()]).toEqual([0, false]);
    });
  });
});
