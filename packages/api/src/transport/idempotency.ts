import { isObject, randomId } from "@schematic-internal/kit";

/** Returns a copy of `record` that has a value under `name`. A key that the caller chose is kept. */
function withKey(record: unknown, name: string): unknown {
  if (!isObject(record) || (Object.hasOwn(record, name) && record[name])) return record;
  return { ...record, [name]: randomId() };
}

/**
 * Fills the idempotency key of a body in wire form, so that every attempt of a call sends the same one and the server
 * carries the call out once. `field` is the key's name, or `list[].name` for one key in each item of a list.
 */
export function withIdempotencyKeys(body: unknown, field: string): unknown {
  const [list = "", name] = field.split("[].");
  if (name === undefined) return withKey(body, field);
  if (!isObject(body)) return body;
  const items = body[list];
  return Array.isArray(items) ? { ...body, [list]: items.map((item) => withKey(item, name)) } : body;
}
