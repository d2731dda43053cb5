import type { Table } from "./table";
import { entryOf, walker } from "./walk";

/** Wire name of a public name. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * Public form to wire form. `undefined` and `null` both become `null`, which clears the field; a field
 * that is not there stays away.
 */
export const encode: (value: unknown, table: Table) => unknown = /* @__PURE__ */ walker({
  blank: null,
  ownOnly: true,
  field(name, table) {
    const entry = entryOf(table, name);
    return [typeof entry === "string" ? entry : snake(name), entry];
  },
  leaf: (value) => value,
});
