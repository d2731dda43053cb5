import type { Table, Wire } from "./table";

export type Entry = Table[string] | undefined;

/** A direction of conversion. */
export interface Direction {
  /** The new name of a field, and the entry of its table. */
  field(key: string, table: Table): readonly [name: string, entry: Entry];
  /** Leave out what an object inherits: parsed JSON inherits nothing, and looking costs a fifth. */
  readonly ownOnly?: boolean;
  /** What `null` and `undefined` become. */
  readonly blank: null | undefined;
  /** Converts a value that has an entry, but is no object with a table. */
  leaf(value: unknown, entry: Entry): unknown;
}

/** What is known of the fields of one table, in the order in which they came up. */
interface Fields {
  readonly keys: string[];
  readonly names: string[];
  readonly entries: Entry[];
}

/** A server that makes up names must not fill the memory. */
const MAX_FIELDS = 1_000;

/**
 * Makes the function that converts a value by its table. Objects of one kind mostly have their fields in
 * the same order, so the next field is nearly always the one after the last: no look-up at all.
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
    for (const key in value) {
      if (direction.ownOnly && !Object.hasOwn(value, key)) continue;
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
    if (typeof value !== "object" || value === null || value instanceof Date) return value;
    return Array.isArray(value) ? value.map((item) => walk(item, table)) : object(value as Wire, table);
  }

  return walk;
}

/** The entry of a field, never one that the prototype of every object has. */
export function entryOf(table: Table, name: string): Entry {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
