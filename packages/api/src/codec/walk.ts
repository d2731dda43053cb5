import { isDate } from "@schematic-internal/kit";
import type { Table, Wire } from "./table";

export type Entry = Table[string] | undefined;

/** A direction of conversion. */
export interface Direction {
  /** Returns the new name of a field and its entry in the table. */
  field(key: string, table: Table): readonly [name: string, entry: Entry];
  /** The result for `null` and `undefined`. */
  readonly blank: null | undefined;
  /** Converts a value that has an entry and is not an object with a table. */
  leaf(value: unknown, entry: Entry): unknown;
}

/** Known fields of one table, in the order in which they were first seen. */
interface Fields {
  readonly keys: string[];
  readonly names: string[];
  readonly entries: Entry[];
}

/** Fields of one table that are remembered: a server that invents names must not fill the memory. */
const MAX_FIELDS = 1_000;

/**
 * Returns a function that converts a value by its table. Objects of one kind mostly have their fields in the same
 * order, so the next field is nearly always the one after the last, without a look-up.
 */
export function walker(direction: Direction): (value: unknown, table: Table) => unknown {
  const known = new WeakMap<Table, Fields>();

  function learn(fields: Fields, key: string, table: Table): number {
    const { keys, names, entries } = fields;
    const index = keys.length < MAX_FIELDS ? keys.length : MAX_FIELDS - 1;
    [names[index], entries[index]] = direction.field(key, table);
    keys[index] = key;
    return index;
  }

  function object(value: Wire, table: Table): Wire {
    let fields = known.get(table);
    if (fields === undefined) {
      fields = { keys: [], names: [], entries: [] };
      known.set(table, fields);
    }
    const { keys, names, entries } = fields;
    const out: Wire = {};
    let next = 0;
    for (const key of Object.keys(value)) {
      if (keys[next] !== key) {
        next = keys.indexOf(key);
        if (next < 0) next = learn(fields, key, table);
      }
      const item = value[key];
      const name = names[next] as string;
      const given = entries[next++];
      const entry = typeof given === "function" ? given(value) : given;
      if (item === null || item === undefined) out[name] = direction.blank;
      else if (entry === undefined) out[name] = item;
      else if (typeof item === "object" && typeof entry === "object")
        out[name] = Array.isArray(entry) ? map(item, entry[0]) : walk(item, entry as Table);
      else out[name] = direction.leaf(item, entry);
    }
    return out;
  }

  function map(value: object, table: Table): unknown {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, table)]));
  }

  function walk(value: unknown, table: Table): unknown {
    if (typeof value !== "object" || value === null || isDate(value)) return value;
    return Array.isArray(value) ? value.map((item) => walk(item, table)) : object(value as Wire, table);
  }

  return walk;
}

/** Returns the entry of a field. Members of `Object.prototype` are not entries. */
export function entryOf(table: Table, name: string): Entry {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
