import { snake } from "./encode";

/** Adds `value` under `name`: arrays repeat the name, objects become `name[key]`, or JSON where `flat`. */
function append(pairs: Map<string, string[]>, [name, value]: [string, unknown], flat?: boolean): void {
  if (value === undefined || value === null) return;
  const isObject = typeof value === "object" && !(value instanceof Date);
  if (Array.isArray(value)) for (const item of value) append(pairs, [name, item], flat);
  else if (isObject && !flat) {
    for (const [key, item] of Object.entries(value)) append(pairs, [`${name}[${key}]`, item]);
  } else {
    const text = isObject
      ? JSON.stringify(value)
      : value instanceof Date
        ? value.toISOString()
        : String(value);
    const list = pairs.get(name) ?? [];
    pairs.set(name, list);
    list.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
  }
}

/**
 * The query string of a call, with its question mark, or an empty string. `request` is in public form
 * (arrays repeat, a map is one JSON value); `extra` goes verbatim and wins over the same name.
 */
export function queryString(request: object | null | undefined, extra?: Record<string, unknown>): string {
  const pairs = new Map<string, string[]>();
  for (const [name, value] of Object.entries(request ?? {})) append(pairs, [snake(name), value], true);
  for (const pair of Object.entries(extra ?? {})) {
    pairs.delete(pair[0]);
    append(pairs, pair);
  }
  return pairs.size > 0 ? `?${[...pairs.values()].flat().join("&")}` : "";
}
