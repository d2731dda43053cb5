import { snake } from "./encode";

type Append = (name: string, value: unknown) => void;

function text(value: unknown): string {
  return value instanceof Date
    ? value.toISOString()
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);
}

/** Adds `value` under `name`: arrays repeat the name, objects become `name[key]`. */
function nested(append: Append, name: string, value: unknown): void {
  if (Array.isArray(value)) for (const item of value) nested(append, name, item);
  else if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    for (const [key, item] of Object.entries(value)) nested(append, `${name}[${key}]`, item);
  } else append(name, value);
}

/**
 * The query string of a call, with its question mark, or an empty string. `request` is in public form
 * (arrays repeat, a map is one JSON value); `extra` goes verbatim and wins over the same name.
 */
export function queryString(request: object | null | undefined, extra?: Record<string, unknown>): string {
  const pairs = new Map<string, string[]>();
  const append: Append = (name, value) => {
    if (value === undefined || value === null) return;
    const pair = `${encodeURIComponent(name)}=${encodeURIComponent(text(value))}`;
    const list = pairs.get(name);
    if (list) list.push(pair);
    else pairs.set(name, [pair]);
  };
  for (const [name, value] of Object.entries(request ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) append(snake(name), item);
  }
  for (const [name, value] of Object.entries(extra ?? {})) {
    pairs.delete(name);
    nested(append, name, value);
  }
  const query = [...pairs.values()].flat().join("&");
  return query && `?${query}`;
}
