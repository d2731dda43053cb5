import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONFLICT, type Item, NOBODY } from "../../src/data/item";
import { Store } from "../../src/data/store";
import { company } from "../support/entities";

const acme = company("acme", { keys: { org: "acme", slug: "a" } });
const zeta = company("zeta", { keys: { org: "zeta", slug: "z" } });

describe("Store", () => {
  it("finds an entity by each of its keys, passing over keys that lead nowhere", () => {
    const store = new Store("company", 10);
    const record = store.put(acme);
    expect(store.find({ org: "acme" })).toBe(record);
    expect(store.find({ slug: "a", other: "x" })).toBe(record);
    expect(store.find({ org: "a" })).toBeUndefined();
    expect(store.find({})).toBe(NOBODY);
    expect(store.find(null)).toBe(NOBODY);
  });

  it("tells a conflict when keys lead to two entities", () => {
    const store = new Store("company", 10);
    store.put(acme);
    store.put(zeta);
    expect(store.find({ org: "acme", slug: "z" })).toBe(CONFLICT);
  });

  it("does not mix up a name and a value that look alike when joined", () => {
    const store = new Store("company", 10);
    const left = store.put(company("1", { keys: { "a:b": "c" } }));
    const right = store.put(company("2", { keys: { a: "b:c" } }));
    expect(store.find({ "a:b": "c" })).toBe(left);
    expect(store.find({ a: "b:c" })).toBe(right);
  });

  it("follows keys that change, move to another entity, or are called __proto__", () => {
    const store = new Store("company", 10);
    const first = store.put(acme);
    store.put({ ...acme, keys: { org: "acme2" } });
    expect(store.find({ org: "acme" })).toBeUndefined();
    expect(store.find({ org: "acme2" })).toBe(first);
    const second = store.put({ ...zeta, keys: { org: "acme2" } });
    expect(store.find({ org: "acme2" })).toBe(second);
    store.remove(first);
    expect(store.find({ org: "acme2" })).toBe(second);
    const odd = store.put({ ...company("odd"), keys: JSON.parse('{"__proto__": "x"}') });
    expect(store.find(JSON.parse('{"__proto__": "x"}'))).toBe(odd);
  });

  it("does not take the match of some keys for an answer when it is strict", () => {
    const store = new Store("company", 10);
    const record = store.put(acme);
    store.strict = true;
    expect(store.find({ org: "acme", other: "x" })).toBeUndefined();
    store.alias(record, { org: "acme", other: "x" });
    expect(store.find({ org: "acme", other: "x" })).toBe(record);
    store.dropAliases();
    expect(store.find({ org: "acme", other: "x" })).toBeUndefined();
    expect(store.find({ org: "acme" })).toBe(record);
  });

  it("leads aliases to their entity until it goes", () => {
    const store = new Store("company", 10);
    const record = store.put(acme);
    store.alias(record, { org: "ACME" });
    store.alias(record, { org: "ACME INC", slug: "A" });
    expect(store.find({ org: "ACME" })).toBe(record);
    expect(store.find({ slug: "A", org: "ACME INC" })).toBe(record);
    store.remove(record);
    expect(store.find({ org: "ACME" })).toBeUndefined();
    expect(store.find({ org: "ACME INC", slug: "A" })).toBeUndefined();
    expect(store.find({ slug: "a" })).toBeUndefined();
  });

  it("takes several keys of one question for an alias only together", () => {
    const store = new Store("company", 10);
    store.strict = true;
    const first = store.put(acme);
    const second = store.put(zeta);
    store.alias(first, { slug: "a", org: "unknown" });
    store.alias(second, { slug: "z", org: "unknown" });
    expect(store.find({ slug: "a", org: "unknown" })).toBe(first);
    expect(store.find({ slug: "z", org: "unknown" })).toBe(second);
    expect(store.find({ org: "unknown" })).toBeUndefined();
    expect(store.find({ slug: "a", org: "other" })).toBeUndefined();
    // A set that led to one entity says nothing once one of its keys leads to another.
    store.put({ ...zeta, keys: { org: "zeta", slug: "a" } });
    expect(store.find({ slug: "a", org: "unknown" })).toBeUndefined();
  });

  it("keeps at most 16 aliases of an entity, and drops all of them together", () => {
    const store = new Store("company", 10);
    const record = store.put(acme);
    for (let i = 0; i < 16; i++) store.alias(record, { slug: "a", org: `x${i}` });
    store.strict = true;
    expect(store.find({ slug: "a", org: "x0" })).toBe(record);
    store.alias(record, { slug: "a", org: "x16" });
    expect(store.find({ slug: "a", org: "x0" })).toBeUndefined();
    expect(store.find({ slug: "a", org: "x16" })).toBe(record);
  });

  it("goes round all entities to find the least recently used, also after removals", () => {
    const gone: string[] = [];
    const store = new Store("company", 100, (record) => gone.push(record.value.id));
    const items = Array.from({ length: 100 }, (_, i) => store.put(company(`${i}`)));
    for (const item of items.slice(0, 50)) store.remove(item);
    store.remove(items[0] as never);
    for (let i = 100; i < 150; i++) store.put(company(`${i}`));
    expect(store.size).toBe(100);
    for (let i = 0; i < 100; i++) store.put(company(`new${i}`));
    expect(store.size).toBe(100);
    expect(new Set(gone).size).toBe(100);
    expect(gone.filter((id) => id.startsWith("comp_new")).length).toBeLessThan(50);
  });

  it("makes room by the least recently used, and tells which", () => {
    const gone: string[] = [];
    const store = new Store("company", 2, (record) => gone.push(record.value.id));
    store.put(acme);
    store.put(zeta);
    store.find({ org: "acme" });
    store.put(company("third"));
    expect(gone).toEqual(["comp_zeta"]);
    expect(store.size).toBe(2);
    expect(store.find({ org: "zeta" })).toBeUndefined();
    expect(store.find({ org: "acme" })).not.toBeUndefined();
  });

  it("keeps watched entities while others can go", () => {
    const gone: string[] = [];
    const store = new Store("company", 2, (record) => gone.push(record.value.id));
    store.put(acme).watchers = new Set([() => {}]);
    store.put(zeta);
    store.put(company("third"));
    expect(gone).toEqual(["comp_zeta"]);
  });

  it("frees the engine's copy of what it forgets", () => {
    const freed: string[] = [];
    const hold = (record: Item): void => {
      record.handle = { kind: "company", free: () => void freed.push(record.value.id) };
    };
    const store = new Store("company", 2);
    hold(store.put(acme));
    hold(store.put(zeta));
    hold(store.put(company("third")));
    store.clear();
    expect(freed.sort()).toEqual(["comp_acme", "comp_third", "comp_zeta"]);
  });

  it("knows what is stale, the most recently used first", () => {
    const store = new Store("company", 10);
    store.put(acme);
    store.put(zeta);
    store.markStale(5);
    store.put(company("fresh"));
    store.find({ org: "acme" });
    expect(store.staleByUse().map((one) => [one.value.id, one.staleSince])).toEqual([
      ["comp_acme", 5],
      ["comp_zeta", 5],
    ]);
  });

  it("agrees with a plain list of entities, whatever is put, moved and removed", () => {
    const key = fc.constantFrom("a", "b", "c", "d");
    const step = fc.record({
      id: fc.constantFrom("1", "2", "3"),
      keys: fc.dictionary(fc.constantFrom("x", "y"), key),
      remove: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const store = new Store("company", 100);
        const owner = new Map<string, string>();
        const entities = new Map<string, Record<string, string>>();
        const release = (id: string): void => {
          for (const [name, value] of Object.entries(entities.get(id) ?? {})) {
            if (owner.get(`${name}=${value}`) === id) owner.delete(`${name}=${value}`);
          }
        };
        for (const { id, keys, remove } of steps) {
          release(id);
          const record = store.byId(id);
          if (remove) {
            if (record) store.remove(record);
            entities.delete(id);
          } else {
            store.put({ id, keys });
            entities.set(id, keys);
            for (const [name, value] of Object.entries(keys)) owner.set(`${name}=${value}`, id);
          }
          expect(store.size).toBe(entities.size);
          for (const name of ["x", "y"]) {
            for (const value of ["a", "b", "c", "d"]) {
              const found = store.find({ [name]: value });
              expect(found?.value.id).toBe(owner.get(`${name}=${value}`));
            }
          }
        }
      }),
    );
  });
});
