import { EventError } from "./errors";
import type { Entry, Keys } from "./record";

/** An event larger than this cannot be delivered. */
const MAX_EVENT_BYTES: number = 1024 * 1024;

const MAX_DEPTH = 32;

/*
 * Copies of what a caller gave, as plain JSON data, so that later changes do not reach the event. Sizes
 * are counted into the entry on the way; what JSON cannot hold is left out and named in its `problems`.
 */

/** The name of the only key, where that is the caller's own and its value a text. */
export function onlyKey(source: unknown): string | undefined {
  if (typeof source !== "object" || source === null || Array.isArray(source)) return undefined;
  let name: string | undefined;
  for (const key in source) {
    if (name !== undefined || !Object.hasOwn(source, key)) return undefined;
    if (typeof (source as Keys)[key] !== "string") return undefined;
    name = key;
  }
  return name;
}

/** Copies the keys of a company. */
export function copyCompany(entry: Entry, source: unknown): void {
  const name = onlyKey(source);
  entry.companyName = name;
  entry.company =
    name === undefined ? copyKeys(entry, source, "company") : single(entry, source as Keys, name);
}

/** Copies the keys of a user. */
export function copyUser(entry: Entry, source: unknown): void {
  const name = onlyKey(source);
  entry.userName = name;
  entry.user = name === undefined ? copyKeys(entry, source, "user") : single(entry, source as Keys, name);
}

function single(entry: Entry, source: Keys, name: string): string {
  const value = source[name] as string;
  count(entry, name.length + value.length + 6);
  return value;
}

/** Copies a keys object; numbers and booleans become text, as the wire takes strings alone. */
export function copyKeys(entry: Entry, source: unknown, path: string): Keys | undefined {
  if (!isObject(entry, source, path)) return undefined;
  // A spread keeps the shape of the source, which is several times faster than field by field.
  const out: Record<string, unknown> = { ...source };
  for (const key in out) {
    const value = out[key];
    if (typeof value === "string") {
      count(entry, key.length + value.length + 6);
      continue;
    }
    count(entry, key.length + 14);
    const isText = typeof value === "number" || typeof value === "boolean";
    // As `undefined` it does not become JSON.
    out[key] = isText ? String(value) : undefined;
    if (!isText && value !== undefined && value !== null) problem(entry, `${path}.${key}`, typeof value);
  }
  return out as Keys;
}

/** Copies a traits object. Too large: left out as a whole, so that the rest of the event goes on. */
export function copyTraits(entry: Entry, source: unknown, path: string): Record<string, unknown> | undefined {
  if (!isObject(entry, source, path)) return undefined;
  const before = entry.bytes;
  try {
    const root = { source: entry, key: path, above: undefined, depth: 0 };
    return copyObject(entry, source, root) as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof EventError) || error.code !== "event_too_large") throw error;
    entry.bytes = before;
    problem(entry, path, `larger than ${MAX_EVENT_BYTES} bytes`);
    return undefined;
  }
}

/** A text; anything else is left out. */
export function copyText(entry: Entry, source: unknown, path: string): string | undefined {
  if (source === undefined || source === null) return undefined;
  if (typeof source !== "string") {
    problem(entry, path, `expected a string, got ${typeof source}`);
    return undefined;
  }
  count(entry, source.length + path.length + 6);
  return source;
}

export function problem(entry: Entry, path: string, kind: string): void {
  entry.problems ??= [];
  if (entry.problems.length < 10) entry.problems.push(`${path} (${kind})`);
}

function isObject(entry: Entry, source: unknown, path: string): source is Record<string, unknown> {
  if (source === undefined || source === null) return false;
  if (typeof source === "object" && !Array.isArray(source)) return true;
  problem(entry, path, `expected an object, got ${Array.isArray(source) ? "an array" : typeof source}`);
  return false;
}

function count(entry: Entry, bytes: number): void {
  entry.bytes += bytes;
  if (entry.bytes <= MAX_EVENT_BYTES) return;
  const message = `${entry.type}: the event is larger than ${MAX_EVENT_BYTES} bytes; send less in its keys or name`;
  throw new EventError("event_too_large", message);
}

/** The objects above a value, from the nearest on: to tell circles, and where it lies. */
interface Above {
  source: object;
  key: string | number;
  above: Above | undefined;
  depth: number;
}

function copyValue(entry: Entry, source: unknown, at: Above): unknown {
  switch (typeof source) {
    case "string":
      count(entry, source.length + 3);
      return source;
    case "number":
      count(entry, 8);
      if (Number.isFinite(source)) return source;
      return leave(entry, at, String(source));
    case "boolean":
      count(entry, 6);
      return source;
    case "undefined":
      return undefined;
    case "object":
      return source === null ? null : copyObject(entry, source, at);
    default:
      return leave(entry, at, typeof source);
  }
}

function copyObject(entry: Entry, source: object, above: Above): unknown {
  for (let at: Above | undefined = above; at !== undefined; at = at.above) {
    if (at.source === source) return leave(entry, above, "cyclic");
  }
  if (above.depth >= MAX_DEPTH) return leave(entry, above, `deeper than ${MAX_DEPTH}`);
  if (source instanceof Date && Number.isNaN(source.getTime())) return leave(entry, above, "invalid date");
  const at: Above = { source, key: "", above, depth: above.depth + 1 };
  if ("toJSON" in source && typeof source.toJSON === "function") return copyValue(entry, source.toJSON(), at);
  if (Array.isArray(source)) {
    const out: unknown[] = [];
    for (let i = 0; i < source.length; i++) {
      at.key = i;
      count(entry, 2);
      out.push(copyValue(entry, source[i], at) ?? null);
    }
    return out;
  }
  // A spread keeps the shape of the source, which is several times faster than field by field.
  const out: Record<string, unknown> = { ...source };
  for (const key in out) {
    at.key = key;
    count(entry, key.length + 4);
    const value = out[key];
    const copy = copyValue(entry, value, at);
    if (copy !== value) out[key] = copy;
  }
  return out;
}

/** Leaves a value out, and says where it lay. */
function leave(entry: Entry, above: Above, kind: string): undefined {
  let path = "";
  for (let at: Above | undefined = above; at !== undefined; at = at.above) {
    if (at.key !== "") path = typeof at.key === "number" ? `[${at.key}]${path}` : `.${at.key}${path}`;
  }
  problem(entry, path.slice(1), kind);
}
