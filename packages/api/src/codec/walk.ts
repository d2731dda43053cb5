import type { Table, Wire } from "./table";

/** How one field is converted, worked out at its first sight: new name, and the entry of its table. */
export type Field = readonly [name: string, entry: Table[string] | undefined];

const MAX_LEARNT = 1_000;

/** A direction of conversion: names and leaves. */
export interface Direction {
  name(key: string, table: Table): Field;
  leaf(value: unknown, entry: Table[string] | undefined): unknown;
}

/**
 * Makes the function that converts a value by its table. One look-up a field gives both its new name
 * and what to do with its value; names that a server makes up are learnt too, up to a bound.
 */
export function walker(direction: Direction): (value: unknown, table: Table) => unknown {
  const learnt = new WeakMap<Table, Map<string, Field>>();

  function walk(value: unknown, table: Table): unknown {
    if (typeof value !== "object" || value === null || value instanceof Date) return value;
    if (Array.isArray(value)) return value.map((item) => walk(item, table));
    let fields = learnt.get(table);
    if (fields === undefined) {
      fields = new Map();
      learnt.set(table, fields);
    }
    const out: Wire = {};
    for (const key of Object.keys(value)) {
      let field = fields.get(key);
      if (field === undefined) {
        field = direction.name(key, table);
        if (fields.size < MAX_LEARNT) fields.set(key, field);
      }
      const item = (value as Wire)[key];
      const entry = typeof field[1] === "function" ? field[1](value as Wire) : field[1];
      out[field[0]] =
        typeof item === "object" && item !== null && typeof entry === "object"
          ? Array.isArray(entry)
            ? map(item, entry[0])
            : walk(item, entry as Table)
          : direction.leaf(item, entry);
    }
    return out;
  }

  function map(value: object, table: Table): unknown {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, table)]));
  }

  return walk;
}

/** The entry of a field, never one that the prototype of every object has. */
export function entryOf(table: Table, name: string): Table[string] | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
