import { createHash } from "node:crypto";

/** An id that is the same for the same name, so that a reset brings back the same ids. */
export function stableId(prefix: string, name: string): string {
  const digest = BigInt(`0x${createHash("sha256").update(name).digest("hex").slice(0, 16)}`);
  return `${prefix}_${digest.toString(36).padStart(13, "0").slice(0, 12)}`;
}

/** Ids that count up, for what has no name of its own. */
export class IdSequence {
  #next = 1;

  make(prefix: string): string {
    return `${prefix}_${(this.#next++).toString(36).padStart(12, "0")}`;
  }
}

/** Keys in one order, so that they can be compared as text. */
export function canonicalKeys(keys: Record<string, string>): string {
  return JSON.stringify(Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
