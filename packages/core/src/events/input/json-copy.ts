import { isDate, messageOf } from "@schematic-internal/kit";
import type { EventType } from "../../contracts/events";
import { EventError } from "../errors";

/** An event larger than this cannot be delivered. */
const MAX_EVENT_BYTES = 1024 * 1024;
const MAX_DEPTH = 32;
const MAX_PROBLEMS = 10;

/** Estimated size of an event that is being copied, and the values that it goes on without. */
export class CopyReport {
  readonly type: EventType;
  bytes: number;
  /** Paths and kinds of omitted values, as in `traits.owner (cyclic)`. */
  problems: string[] | undefined = undefined;

  constructor(type: EventType, bytes: number) {
    this.type = type;
    this.bytes = bytes;
  }

  /** Records a value that is left out, and returns undefined in its place. */
  omit(path: string, kind: string): undefined {
    this.problems ??= [];
    if (this.problems.length < MAX_PROBLEMS) this.problems.push(`${path} (${kind})`);
  }

  /** @throws {EventError} `event_too_large` */
  count(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes <= MAX_EVENT_BYTES) return;
    const message = `${this.type}: the event is larger than ${MAX_EVENT_BYTES} bytes; shorten its keys or its name`;
    throw new EventError("event_too_large", message);
  }
}

/** Returns a shallow copy of the own members. A member that cannot be read is left out. */
export function readMembers(report: CopyReport, source: object, path: string): Record<string, unknown> {
  try {
    // A spread keeps the shape of the source, which is several times faster than copying each member.
    return { ...source };
  } catch {
    // A getter or a proxy throws: the other members are read one by one.
  }
  const members: Record<string, unknown> = {};
  let names: string[] = [];
  try {
    names = Object.keys(source);
  } catch (error) {
    report.omit(path || "event", `unreadable: ${messageOf(error)}`);
  }
  for (const name of names) {
    try {
      members[name] = (source as Record<string, unknown>)[name];
    } catch (error) {
      report.omit(path ? `${path}.${name}` : name, `unreadable: ${messageOf(error)}`);
    }
  }
  return members;
}

/** True for an object that is not an array. Any other value except null and undefined is recorded as omitted. */
export function isMembers(
  report: CopyReport,
  source: unknown,
  path: string,
): source is Record<string, unknown> {
  if (source === undefined || source === null) return false;
  if (typeof source !== "object") {
    report.omit(path, typeof source);
    return false;
  }
  try {
    if (!Array.isArray(source)) return true;
    report.omit(path, "array");
  } catch (error) {
    report.omit(path, `unreadable: ${messageOf(error)}`);
  }
  return false;
}

/** Copies a traits object as plain JSON data. Traits that are too large are left out as a whole. */
export function copyTraits(
  report: CopyReport,
  source: unknown,
  path: string,
): Record<string, unknown> | undefined {
  if (!isMembers(report, source, path)) return undefined;
  const { bytes } = report;
  try {
    return copyValue(report, source, {
      source: undefined,
      path,
      parent: undefined,
      depth: 0,
    }) as typeof source;
  } catch (error) {
    report.bytes = bytes;
    if (error instanceof EventError) return report.omit(path, `larger than ${MAX_EVENT_BYTES} bytes`);
    return report.omit(path, `unreadable: ${messageOf(error)}`);
  }
}

/** Location of a value, and the objects around it. */
interface Place {
  /** The object that holds the value. */
  readonly source: object | undefined;
  readonly path: string;
  readonly parent: Place | undefined;
  readonly depth: number;
}

function copyValue(report: CopyReport, source: unknown, place: Place): unknown {
  switch (typeof source) {
    case "string":
      report.count(source.length);
      return source;
    case "number":
      return Number.isFinite(source) ? source : report.omit(place.path, String(source));
    case "object":
      return source === null ? null : copyObject(report, source, place);
    case "boolean":
    case "undefined":
      return source;
    default:
      return report.omit(place.path, typeof source);
  }
}

function copyObject(report: CopyReport, source: object, place: Place): unknown {
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
    if (at.source === source) return report.omit(place.path, "cyclic");
  }
  if (place.depth >= MAX_DEPTH) return report.omit(place.path, `deeper than ${MAX_DEPTH} levels`);
  try {
    // Literals, which are the most frequent objects, are none of these.
    if (Object.getPrototypeOf(source) !== Object.prototype) {
      if (isDate(source)) return copyDate(report, source, place.path);
      const tag = Object.prototype.toString.call(source);
      // JSON would make an empty object of them.
      if (tag === "[object Map]" || tag === "[object Set]") return report.omit(place.path, tag.slice(8, -1));
    }
    const { toJSON } = source as { toJSON?: unknown };
    if (typeof toJSON === "function") {
      const json: unknown = toJSON.call(source);
      return copyValue(report, json, { ...place, source, parent: place, depth: place.depth + 1 });
    }
    if (Array.isArray(source)) return copyArray(report, source, place);
  } catch (error) {
    if (error instanceof EventError) throw error;
    return report.omit(place.path, `unreadable: ${messageOf(error)}`);
  }
  const copy = readMembers(report, source, place.path);
  for (const name of Object.keys(copy)) {
    report.count(name.length + 8);
    const value = copy[name];
    // Only objects and omitted values need to know where they are.
    const isSimple = typeof value === "string" || typeof value === "boolean";
    const path = isSimple ? place.path : `${place.path}.${name}`;
    const copied = copyValue(report, value, { source, path, parent: place, depth: place.depth + 1 });
    if (copied !== value) define(copy, name, copied);
  }
  return copy;
}

/** Replaces a member. An assignment to `__proto__` would replace the prototype instead. */
function define(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== "__proto__") target[name] = value;
  else Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

function copyDate(report: CopyReport, date: Date, path: string): string | undefined {
  const time = Date.prototype.getTime.call(date);
  if (Number.isNaN(time)) return report.omit(path, "invalid date");
  report.count(24);
  return new Date(time).toISOString();
}

function copyArray(report: CopyReport, source: readonly unknown[], place: Place): unknown[] {
  const { length } = source;
  // Checked before the copy: a sparse array may claim more elements than fit into memory.
  report.count(length);
  const copy: unknown[] = [];
  for (let i = 0; i < length; i++) {
    const path = `${place.path}.${i}`;
    const at: Place = { source, path, parent: place, depth: place.depth + 1 };
    let value: unknown;
    try {
      value = source[i];
    } catch (error) {
      value = report.omit(path, `unreadable: ${messageOf(error)}`);
    }
    copy.push(copyValue(report, value, at));
  }
  return copy;
}
