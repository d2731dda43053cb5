import { isDate, snakeCase } from "@schematic-internal/kit";
import { SchematicError } from "../errors/schematic-error";
import type { Table } from "./table";
import { entryOf, walker } from "./walk";

/**
 * Converts a value from public to wire form. `undefined` and `null` both become `null`, which clears the field; an
 * absent field stays absent.
 */
export const encode: (value: unknown, table: Table) => unknown = /* @__PURE__ */ walker({
  blank: null,
  field(name, table) {
    const entry = entryOf(table, name);
    return [typeof entry === "string" ? entry : snakeCase(name), entry];
  },
  leaf(value) {
    // JSON would write `null`, which clears the field.
    if (isDate(value) && Number.isNaN(value.getTime()))
      throw new SchematicError({ message: "the request has an invalid Date", code: "invalid_options" });
    return value;
  },
});
