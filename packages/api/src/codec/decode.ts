import { SchematicError } from "../errors/schematic-error";
import { DATE, type Table } from "./table";
import { entryOf, MAX_DEPTH, walker } from "./walk";

function camel(key: string): string {
  const name =
    key.charAt(0).toLowerCase() + key.slice(1).replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  // Assigning to this name would set the prototype of the result.
  return name === "__proto__" ? key : name;
}

/**
 * Converts a value from wire to public form: camelCase names, `Date`s, `null` as `undefined`. Text that is not a date
 * stays text, and unknown fields are kept. Throws `invalid_response` for a value that is nested too deep.
 */
export const decode: (value: unknown, table: Table) => unknown = /* @__PURE__ */ walker({
  blank: undefined,
  field(key, table) {
    const name = camel(key);
    return [name, entryOf(table, name)];
  },
  leaf(value, entry) {
    if (entry !== DATE || typeof value !== "string") return value;
    const date = new Date(value);
    return Number.isNaN(date.getTime()) ? value : date;
  },
  // Parsed JSON holds only plain objects and lists.
  isLeaf: () => false,
  tooDeep: () =>
    new SchematicError({
      message: `the response is nested more than ${MAX_DEPTH} levels deep`,
      code: "invalid_response",
    }),
});
