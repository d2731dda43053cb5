import { isDate, snakeCase } from "@schematic-internal/kit";
import { SchematicError } from "../errors/schematic-error";
import type { Table } from "./table";
import { entryOf, MAX_DEPTH, walker } from "./walk";

function invalidRequest(message: string): SchematicError {
  return new SchematicError({ message, code: "invalid_options" });
}

/**
 * Converts a value from public to wire form. `undefined` and `null` both become `null`, which clears the field; an
 * absent field stays absent. Throws `invalid_options` for an invalid date and for a value that is nested too deep.
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
      throw invalidRequest("the request has an invalid Date");
    return value;
  },
  isLeaf: isDate,
  tooDeep: () => invalidRequest(`the request is cyclic or nested more than ${MAX_DEPTH} levels deep`),
});
