/**
 * What is special about an object's fields, by camelCase name. A field that is not listed keeps its
 * value as it is; its name is converted. `1` is a date, a table an object or an array of them, `[table]`
 * a map of objects whose keys stay verbatim, a string the wire name where the rule does not give it, and
 * a function picks the table by the object that holds the field.
 */
export interface Table {
  readonly [name: string]: 1 | string | Table | readonly [Table] | ((holder: Wire) => Table);
}

/** A parsed JSON object. */
export type Wire = Record<string, unknown>;
