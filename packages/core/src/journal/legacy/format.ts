import type { EventType, JournalEvent } from "../../contracts/events";
import { CRC_START, crc32, finishCrc, updateCrc } from "../files/crc32";

/**
 * Reads segments of the first edition. Its records are `u32 magic, u32 length, u32 CRC-32 of the payload,
 * payload`, and the payload is `u8 type, u16 length of the group, group, text`. Its marks are 24 bytes:
 * `u32 kind, u32 first, u32 count, f64 time, u32 CRC-32 of the 20 bytes before`. They name events by their
 * position in the log, so a damaged record must keep its position.
 */
const MAGIC = 0x4a4d4353;
const MAGIC_BYTES: Buffer = Buffer.from("SCMJ");
const HEADER_BYTES = 12;
const PREFIX_BYTES = 3;
const MARK_BYTES = 24;
const SETTLED = 2;
const TYPES: readonly EventType[] = ["identify", "track", "flag_check"];

/** End of the file names of events. */
export const LEGACY_END = ".log";

/** An event that is not settled. */
export interface LegacyEvent {
  event: JournalEvent;
  /** Time of the first attempt in ms since the epoch; absent if there was none. */
  firstAttempt?: number;
}

export interface LegacySegment {
  events: LegacyEvent[];
  damagedBytes: number;
}

interface Entry {
  event: JournalEvent;
  /** Undefined after damage that may have hidden any number of records. */
  position: number | undefined;
}

/**
 * Returns the events of a segment that are not settled. An event whose position is uncertain counts as not
 * settled: the server drops a repeated event by its idempotency key, while a lost one cannot be recovered.
 */
export function decodeLegacy(log: Buffer, marks: Buffer): LegacySegment {
  const { entries, damagedBytes } = decodeLog(log);
  const progress = decodeMarks(marks, entries.length + damagedBytes);
  const events: LegacyEvent[] = [];
  for (const { event, position } of entries) {
    if (position !== undefined && progress.settled.has(position)) continue;
    const firstAttempt = position === undefined ? undefined : progress.firstAttempts.get(position);
    events.push({ event, ...(firstAttempt !== undefined && { firstAttempt }) });
  }
  return { events, damagedBytes };
}

function decodeLog(bytes: Buffer): { entries: Entry[]; damagedBytes: number } {
  const entries: Entry[] = [];
  let damagedBytes = 0;
  let position = 0;
  let isCertain = true;
  for (let at = 0; at < bytes.length; ) {
    const claimed = claimedEnd(bytes, at);
    const next = claimed ?? endByChecksum(bytes, at);
    const event = next === undefined ? undefined : decodePayload(bytes, at, next);
    if (next !== undefined) {
      if (event !== undefined) entries.push({ event, position: isCertain ? position : undefined });
      else damagedBytes += next - at;
      position++;
      at = next;
      continue;
    }
    isCertain = false;
    const found = nextRecord(bytes, at + 1);
    damagedBytes += found - at;
    at = found;
  }
  return { entries, damagedBytes };
}

/** Returns the end of the record at `at` if another record, or the end of the file, follows there. */
function claimedEnd(bytes: Buffer, at: number): number | undefined {
  if (at + HEADER_BYTES + PREFIX_BYTES > bytes.length) return undefined;
  const end = at + HEADER_BYTES + bytes.readUInt32LE(at + 4);
  if (end < at + HEADER_BYTES + PREFIX_BYTES || end > bytes.length) return undefined;
  if (end === bytes.length || startsRecord(bytes, end)) return end;
  // The next record may be damaged as well: a sound record is believed without it.
  return bytes.readUInt32LE(at) === MAGIC && decodePayload(bytes, at, end) ? end : undefined;
}

/** Returns the end of a record whose length is damaged: the next magic bytes at which its checksum is right. */
function endByChecksum(bytes: Buffer, at: number): number | undefined {
  if (at + HEADER_BYTES + PREFIX_BYTES > bytes.length) return undefined;
  const expected = bytes.readUInt32LE(at + 8);
  let state = CRC_START;
  for (let from = at + HEADER_BYTES; from < bytes.length; ) {
    const found = bytes.indexOf(MAGIC_BYTES, from + 1);
    const to = found === -1 ? bytes.length : found;
    state = updateCrc(state, bytes, { from, to });
    if (finishCrc(state) === expected) return to;
    from = to;
  }
  return undefined;
}

/** Returns the offset of the next sound record that another one, or the end of the file, follows. */
function nextRecord(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(MAGIC_BYTES, from); at !== -1; at = bytes.indexOf(MAGIC_BYTES, at + 1)) {
    const end = claimedEnd(bytes, at);
    if (end === undefined || !decodePayload(bytes, at, end)) continue;
    if (end === bytes.length || startsRecord(bytes, end)) return at;
  }
  return bytes.length;
}

function startsRecord(bytes: Buffer, at: number): boolean {
  return at + 4 <= bytes.length && bytes.readUInt32LE(at) === MAGIC;
}

function decodePayload(bytes: Buffer, at: number, end: number): JournalEvent | undefined {
  const start = at + HEADER_BYTES;
  if (crc32(bytes, start, end) !== bytes.readUInt32LE(at + 8)) return undefined;
  const type = TYPES[bytes.readUInt8(start)];
  const groupEnd = start + PREFIX_BYTES + bytes.readUInt16LE(start + 1);
  if (type === undefined || groupEnd > end) return undefined;
  const group = bytes.toString("utf8", start + PREFIX_BYTES, groupEnd);
  return { type, group, text: bytes.toString("utf8", groupEnd, end) };
}

interface Progress {
  settled: Set<number>;
  firstAttempts: Map<number, number>;
}

/** Reads the sound marks of positions below `limit`. */
function decodeMarks(bytes: Buffer, limit: number): Progress {
  const progress: Progress = { settled: new Set(), firstAttempts: new Map() };
  for (let at = 0; at + MARK_BYTES <= bytes.length; at += MARK_BYTES) {
    if (crc32(bytes, at, at + 20) !== bytes.readUInt32LE(at + 20)) continue;
    const isSettled = bytes.readUInt32LE(at) === SETTLED;
    const first = bytes.readUInt32LE(at + 4);
    const end = Math.min(limit, first + bytes.readUInt32LE(at + 8));
    for (let position = first; position < end; position++) {
      if (isSettled) progress.settled.add(position);
      else if (!progress.firstAttempts.has(position)) {
        progress.firstAttempts.set(position, bytes.readDoubleLE(at + 12));
      }
    }
  }
  return progress;
}
