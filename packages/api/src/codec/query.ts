import { isDate, snakeCase } from "@schematic-internal/kit";
import { SchematicError } from "../errors/schematic-error";

type Pairs = Map<string, string[]>;

/** Returns one pair of a query string. Throws for text that no URL can hold. */
function pairOf(name: string, value: unknown): string {
  try {
    return `${encodeURIComponent(name)}=${encodeURIComponent(textOf(value))}`;
  } catch (cause) {
    throw new SchematicError({
      message: `query parameter ${JSON.stringify(name)} cannot be written as text`,
      code: "invalid_options",
      cause,
    });
  }
}

function textOf(value: unknown): string {
  if (isDate(value)) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Adds `value` under `name`. Arrays repeat the name; objects become `name[key]`, or JSON if `isFlat`. */
function append(pairs: Pairs, [name, value]: readonly [string, unknown], isFlat: boolean): void {
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) append(pairs, [name, item], isFlat);
  } else if (typeof value === "object" && !isFlat && !isDate(value)) {
    for (const [key, item] of Object.entries(value)) append(pairs, [`${name}[${key}]`, item], isFlat);
  } else {
    const list = pairs.get(name) ?? [];
    pairs.set(name, list);
    list.push(pairOf(name, value));
  }
}

/**
 * Returns the query string of a call including the leading `?`, or an empty string. `request` is in public form (arrays
 * repeat, a map is one JSON value); `extra` is sent under exactly its names and wins over the same name.
 */
export function queryString(
  request: object | null | undefined,
  extra?: Record<string, unknown> | null,
): string {
  const pairs: Pairs = new Map();
  for (const [name, value] of Object.entries(request ?? {})) append(pairs, [snakeCase(name), value], true);
  for (const pair of Object.entries(extra ?? {})) {
    pairs.delete(pair[0]);
    append(pairs, pair, false);
  }
  return pairs.size > 0 ? `?${[...pairs.values()].flat().join("&")}` : "";
}
