import { DATE, type Table } from "./table";
import { entryOf, walker } from "./walk";

function camel(key: string): string {
  const name =
    key.charAt(0).toLowerCase() + key.slice(1).replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  // Assigning to this name would set the prototype of the result.
  return name === "__proto__" ? key : name;
}

/**
 * Returns a function that converts parsed JSON from wire form to public form by its table. `tooDeep` creates the error for
 * a value that is nested too deeply: the webhook decoders have an error of their own, so that a bundle which only
 * verifies webhooks does not hold the errors of the REST client.
 */
export function decoder(tooDeep: () => Error): (value: unknown, table: Table) => unknown {
  return walker({
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
    tooDeep,
  });
}
