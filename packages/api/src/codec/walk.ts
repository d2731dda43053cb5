import type { Table, Wire } from "./table";

export type Entry = Table[string] | undefined;

/** One direction of conversion: from wire form to public form, or back. */
export interface Direction {
  /** Returns the new name of a field, and the entry of its table. */
  field(key: string, table: Table): readonly [name: string, entry: Entry];
  /** The result for `null` and `undefined`. */
  readonly blank: null | undefined;
  /** Converts a value that has an entry but is not an object with a table. */
  leaf(value: unknown, entry: Entry): unknown;
  /** True for objects that are values of their own and stay as they are. */
  isLeaf(value: object): boolean;
  /** Returns the error for a value that is nested more than `MAX_DEPTH` levels deep. */
  tooDeep(): Error;
}

/** Known fields of one table, in the order in which they first occurred. */
interface Fields {
  readonly keys: string[];
  readonly names: string[];
  readonly entries: Entry[];
}

/** Fields that are remembered per table, so that a server with ever new names cannot fill the memory. */
const MAX_FIELDS = 1_000;

/** Levels of converted objects and lists. Schemas have at most 12; only hostile input has more than this. */
export const MAX_DEPTH = 100;

/**
 * Returns the function that converts a value by its table. Objects of one kind mostly have their fields in the same
 * order, so the next field is nearly always the one that followed the last time, and needs no look-up.
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

  function fieldsOf(table: Table): Fields {
    let fields = known.get(table);
    if (fields === undefined) {
      fields = { keys: [], names: [], entries: [] };
      known.set(table, fields);
    }
    return fields;
  }

  function convertObject(value: Wire, table: Table, depth: number): Wire {
    const fields = fieldsOf(table);
    const { keys, names, entries } = fields;
    const out: Wire = {};
    let next = 0;
    // Own members only: an old library may have added enumerable ones to Object.prototype.
    for (const key of Object.keys(value)) {
      if (keys[next] !== key) {
        next = keys.indexOf(key);
        if (next < 0) next = learn(fields, key, table);
      }
      const name = names[next] as string;
      const entry = entries[next];
      next += 1;
      out[name] = convertField(value[key], typeof entry === "function" ? entry(value) : entry, depth);
    }
    return out;
  }

  function convertField(item: unknown, entry: Entry, depth: number): unknown {
    if (item === null || item === undefined) return direction.blank;
    if (entry === undefined) return item;
    if (typeof item !== "object" || typeof entry !== "object") return direction.leaf(item, entry);
    return Array.isArray(entry)
      ? convertMap(item, entry[0], depth + 1)
      : convert(item, entry as Table, depth + 1);
  }

  function convertMap(value: object, table: Table, depth: number): unknown {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, convert(item, table, depth + 1)]),
    );
  }

  function convert(value: unknown, table: Table, depth: number): unknown {
    if (typeof value !== "object" || value === null || direction.isLeaf(value)) return value;
    if (depth > MAX_DEPTH) throw direction.tooDeep();
    if (Array.isArray(value)) return value.map((item) => convert(item, table, depth + 1));
    return convertObject(value as Wire, table, depth);
  }

  return (value, table) => convert(value, table, 0);
}

/** Returns the entry of a field, never a member that every object inherits. */
export function entryOf(table: Table, name: string): Entry {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
