import { SchematicError } from "../errors/schematic-error";
import { decoder } from "./decode";
import type { Table } from "./table";
import { MAX_DEPTH } from "./walk";

/**
 * Converts a value from wire to public form: camelCase names, `Date`s, `null` as `undefined`. Text that is not a date
 * stays text, and unknown fields are kept. Throws `invalid_response` for a value that is nested too deep.
 */
export const decode: (value: unknown, table: Table) => unknown = /* @__PURE__ */ decoder(
  () =>
    new SchematicError({
      message: `the response is nested more than ${MAX_DEPTH} levels deep`,
      code: "invalid_response",
    }),
);
