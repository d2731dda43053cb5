import type { Keys } from "../buffer/pending-event";
import { type CopyReport, isMembers, readMembers } from "./json-copy";

/** Quotes, colon and comma of a member. */
const MEMBER_BYTES = 6;

/** Copies the keys of a company or user. Numbers and booleans become text, because the API accepts only text. */
export function copyKeys(report: CopyReport, source: unknown, path: string): Keys | undefined {
  if (!isMembers(report, source, path)) return undefined;
  const keys = readMembers(report, source, path);
  for (const name in keys) {
    // Members that a program added to Object.prototype are not keys.
    if (!Object.hasOwn(keys, name)) continue;
    const value = keys[name];
    if (typeof value === "string") report.count(name.length + value.length + MEMBER_BYTES);
    else keys[name] = keyText(report, value, `${path}.${name}`);
  }
  return keys as Keys;
}

/** Returns undefined, which does not become JSON, for a value that is no key. */
function keyText(report: CopyReport, value: unknown, path: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" && typeof value !== "boolean") return report.omit(path, typeof value);
  const text = String(value);
  report.count(path.length + text.length + MEMBER_BYTES);
  return text;
}

/** Returns the text. Any other value except null and undefined is recorded as omitted. */
export function copyText(report: CopyReport, source: unknown, path: string): string | undefined {
  if (source === undefined || source === null) return undefined;
  if (typeof source !== "string") return report.omit(path, typeof source);
  report.count(source.length + path.length + MEMBER_BYTES);
  return source;
}
