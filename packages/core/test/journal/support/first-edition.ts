import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EventType, JournalEvent } from "../../../src/contracts/events";
import { crc32 } from "../../../src/journal/files/crc32";

const TYPES: readonly EventType[] = ["identify", "track", "flag_check"];

/** Returns a record as the first edition wrote it. */
export function firstEditionRecord({ type, group, text }: JournalEvent): Buffer {
  const payload = Buffer.concat([Buffer.from([TYPES.indexOf(type), 0, 0]), Buffer.from(group + text)]);
  payload.writeUInt16LE(Buffer.byteLength(group), 1);
  const header = Buffer.from("SCMJ\0\0\0\0\0\0\0\0");
  header.writeUInt32LE(payload.length, 4);
  header.writeUInt32LE(crc32(payload, 0, payload.length), 8);
  return Buffer.concat([header, payload]);
}

/** Returns a mark as the first edition wrote it. Kind 1 is a first attempt, kind 2 is settled. */
export function firstEditionMark(
  kind: 1 | 2,
  first: number,
  { count = 1, time = 0 }: { count?: number; time?: number } = {},
): Buffer {
  const mark = Buffer.alloc(24);
  mark.writeUInt32LE(kind, 0);
  mark.writeUInt32LE(first, 4);
  mark.writeUInt32LE(count, 8);
  mark.writeDoubleLE(time, 12);
  mark.writeUInt32LE(crc32(mark, 0, 20), 20);
  return mark;
}

/** Writes a folder without an owner, as a closed client of the first edition left it. */
export function writeFirstEdition(dir: string, scope: string, files: { log: Buffer; marks: Buffer }): string {
  const home = createHash("sha256").update(scope).digest("hex").slice(0, 16);
  const folder = join(dir, home, "0b8d6c0e-5a0f-4a44-9d53-4f2f7f6f2a10");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "000000000.log"), files.log);
  writeFileSync(join(folder, "000000000.marks"), files.marks);
  return folder;
}
