/** Entry of a field that holds a date: an ISO 8601 string on the wire, a `Date` in public form. */
export const DATE = 1;

/**
 * Lists what is special about the fields of an object, by their public name. A field that is not listed keeps its
 * value and only has its name converted. The entry of a listed field is one of:
 * - `DATE`: the value is a date
 * - a table: the value is an object, or a list of objects, with that table
 * - a table in brackets: the value is a map of such objects, whose keys stay as they are
 * - a string: the wire name, where the rule would derive another
 * - a function: returns the table, depending on the object that holds the field
 */
export interface Table {
  readonly [name: string]: typeof DATE | string | Table | readonly [Table] | ((holder: Wire) => Table);
}

/** A parsed JSON object. */
export type Wire = Record<string, unknown>;
