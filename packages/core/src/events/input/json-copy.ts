import type { EventType } from "../../contracts/events";
import { EventError } from "../errors";

/** An event larger than this cannot be delivered. */
const MAX_EVENT_BYTES: number = 1024 * 1024;
const MAX_DEPTH = 32;

export type Keys = Record<string, string>;

const NONE: readonly unknown[] = [];

/** An event while it is checked and copied: what it weighs, and what it goes on without. */
export class Draft {
  readonly type: EventType;
  /** Size against the queue's bound, estimated. */
  bytes: number;
  /** Paths and kinds of values that it goes on without, as in `traits.owner (cyclic)`. */
  problems: string[] | undefined = undefined;
  /** Its number and its parts, as they wait. */
  own: number | undefined = undefined;
  parts: readonly unknown[] = NONE;

  constructor(type: EventType, bytes: number) {
    this.type = type;
    this.bytes = bytes;
  }
}

/*
 * Copies of what a caller gave, as plain JSON data, so that later changes do not reach the event. Sizes
 * are counted into the draft on the way; what JSON cannot hold is left out and named in its `problems`.
 */

export function problem(draft: Draft, path: string, kind: string): undefined {
  draft.problems ??= [];
  if (draft.problems.length < 10) draft.problems.push(`${path} (${kind})`);
}

function count(draft: Draft, bytes: number): void {
  draft.bytes += bytes;
  if (draft.bytes <= MAX_EVENT_BYTES) return;
  const message = `${draft.type}: the event is larger than ${MAX_EVENT_BYTES} bytes; send less in its keys or name`;
  throw new EventError("event_too_large", message);
}

/** The name of the only key, where that is the caller's own and its value a text. */
export function onlyKey(source: unknown): string | undefined {
  if (typeof source !== "object" || source === null || Array.isArray(source)) return undefined;
  let only: string | undefined;
  for (const name in source) {
    if (only !== undefined || !Object.hasOwn(source, name)) return undefined;
    if (typeof (source as Keys)[name] !== "string") return undefined;
    only = name;
  }
  return only;
}

/** The value of the only key, which is `name`; without a name a copy of the keys as they are. */
export function keyValue(
  draft: Draft,
  source: unknown,
  name: string | undefined,
  path: string,
): string | Keys | undefined {
  if (name === undefined) return copyKeys(draft, source, path);
  const value = (source as Keys)[name] as string;
  count(draft, name.length + value.length + 6);
  return value;
}

/** Copies a keys object; numbers and booleans become text, as the wire takes strings alone. */
export function copyKeys(draft: Draft, source: unknown, path: string): Keys | undefined {
  if (!isObject(draft, source, path)) return undefined;
  // A spread keeps the shape of the source, which is several times faster than field by field.
  const out: Record<string, unknown> = { ...source };
  for (const name in out) {
    const value = out[name];
    const isText = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    // As `undefined` it does not become JSON.
    const text = isText ? String(value) : undefined;
    if (text !== value) out[name] = text;
    count(draft, name.length + (text?.length ?? 0) + 6);
    if (!isText && value !== undefined && value !== null) problem(draft, `${path}.${name}`, typeof value);
  }
  return out as Keys;
}

/** A text; anything else is left out. */
export function copyText(draft: Draft, source: unknown, path: string): string | undefined {
  if (source === undefined || source === null) return undefined;
  if (typeof source !== "string") return problem(draft, path, typeof source);
  count(draft, source.length + path.length + 6);
  return source;
}

/** Copies a traits object. Too large: left out as a whole, so that the rest of the event goes on. */
export function copyTraits(draft: Draft, source: unknown, path: string): Record<string, unknown> | undefined {
  if (!isObject(draft, source, path)) return undefined;
  const before = draft.bytes;
  try {
    return copy(draft, source, { source: draft, name: path, above: undefined, depth: 0 }) as typeof source;
  } catch (error) {
    if (!(error instanceof EventError)) throw error;
    draft.bytes = before;
    return problem(draft, path, `larger than ${MAX_EVENT_BYTES} bytes`);
  }
}

/** An object or array that is being copied, and the one around it: to tell circles, and where a value lies. */
interface Above {
  source: object;
  /** What is being copied of it. */
  name: string;
  above: Above | undefined;
  depth: number;
}

function copy(draft: Draft, source: unknown, above: Above): unknown {
  switch (typeof source) {
    case "string":
      count(draft, source.length);
      return source;
    case "number":
      return Number.isFinite(source) ? source : leave(draft, above, String(source));
    case "object":
      return source === null ? null : copyObject(draft, source, above);
    case "boolean":
    case "undefined":
      return source;
    default:
      return leave(draft, above, typeof source);
  }
}

function copyObject(draft: Draft, source: object, above: Above): unknown {
  for (let at: Above | undefined = above; at !== undefined; at = at.above) {
    if (at.source === source) return leave(draft, above, "cyclic");
  }
  if (above.depth >= MAX_DEPTH) return leave(draft, above, `deeper than ${MAX_DEPTH}`);
  if (source instanceof Date && Number.isNaN(source.getTime())) return leave(draft, above, "invalid date");
  const at: Above = { source, name: "", above, depth: above.depth + 1 };
  if ("toJSON" in source && typeof source.toJSON === "function") return copy(draft, source.toJSON(), at);
  // A spread keeps the shape of the source, which is several times faster than field by field.
  const out = (Array.isArray(source) ? [...source] : { ...source }) as Record<string, unknown>;
  for (const name in out) {
    at.name = name;
    count(draft, name.length + 8);
    const value = out[name];
    const copied = copy(draft, value, at);
    if (copied !== value) out[name] = copied;
  }
  return out;
}

/** Leaves a value out, and says where it lay. */
function leave(draft: Draft, above: Above, kind: string): undefined {
  let path = above.name;
  for (let at = above.above; at !== undefined; at = at.above) if (at.name !== "") path = `${at.name}.${path}`;
  return problem(draft, path, kind);
}

/** Whether it is a plain object; what is there and no object is a problem. */
export function isObject(draft: Draft, source: unknown, path: string): source is Record<string, unknown> {
  if (source === undefined || source === null) return false;
  if (typeof source === "object" && !Array.isArray(source)) return true;
  problem(draft, path, typeof source === "object" ? "array" : typeof source);
  return false;
}
