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
    store.alias(record, { org: "ACME", slug: "a" });
    expect(store.find({ org: "ACME" })).toBe(record);
    store.remove(record);
    expect(store.find({ org: "ACME" })).toBeUndefined();
    expect(store.find({ slug: "a" })).toBeUndefined();
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
