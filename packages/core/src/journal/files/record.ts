import type { EventType, JournalEvent } from "../../contracts/events";
import { crc32 } from "./crc32";

/**
 * A segment file is a sequence of records. Records are appended and never changed. All numbers are little
 * endian:
 *
 * | offset | bytes | content                                       |
 * | ------ | ----- | --------------------------------------------- |
 * | 0      | 4     | magic bytes, which occur in no UTF-8 text     |
 * | 4      | 4     | offset of the record in its file              |
 * | 8      | 4     | length of the payload                         |
 * | 12     | 4     | CRC-32 of the payload                         |
 * | 16     | 4     | CRC-32 of bytes 0 to 15                       |
 * | 20     | 1     | payload: event type                           |
 * | 21     | 4     | payload: length of the group                  |
 * | 25     | …     | payload: the group as a JSON string, the text |
 *
 * The group holds keys that callers choose. The JSON string, the magic bytes and the offset in the header
 * make sure that no part of a group or a text is ever taken for a record.
 */
const MAGIC: Buffer = Buffer.from([0xff, 0xfe, 0xfd, 0xfc]);
const HEADER_BYTES = 20;
const PREFIX_BYTES = 5;

/** A record holds the index of its type, so new types go last. */
const TYPES: readonly EventType[] = ["identify", "track", "flag_check", "inference"];

/** A record that was read. */
export interface RecordAt {
  /** Names the record within its file. */
  offset: number;
  event: JournalEvent;
}

export interface DecodedRecords {
  records: RecordAt[];
  /** Number of bytes that belong to no sound record. */
  damagedBytes: number;
}

/** Returns the record of an event. `placeRecord` completes it when its offset is known. */
export function encodeRecord({ type, group, text }: JournalEvent): Buffer {
  const escaped = JSON.stringify(group);
  const groupBytes = Buffer.byteLength(escaped);
  const length = PREFIX_BYTES + groupBytes + Buffer.byteLength(text);
  const record = Buffer.allocUnsafe(HEADER_BYTES + length);
  MAGIC.copy(record, 0);
  record.writeUInt32LE(length, 8);
  record.writeUInt8(TYPES.indexOf(type), HEADER_BYTES);
  record.writeUInt32LE(groupBytes, HEADER_BYTES + 1);
  record.write(escaped, HEADER_BYTES + PREFIX_BYTES);
  record.write(text, HEADER_BYTES + PREFIX_BYTES + groupBytes);
  record.writeUInt32LE(crc32(record, HEADER_BYTES, record.length), 12);
  return record;
}

/** Writes the offset into a record and completes its header. */
export function placeRecord(record: Buffer, offset: number): void {
  record.writeUInt32LE(offset, 4);
  record.writeUInt32LE(crc32(record, 0, 16), 16);
}

/**
 * Reads the sound records of a segment. A record with a sound header and a damaged payload is skipped as a
 * whole. After a damaged header the next magic bytes are searched.
 */
export function decodeRecords(bytes: Buffer): DecodedRecords {
  const records: RecordAt[] = [];
  let damagedBytes = 0;
  for (let at = 0; at < bytes.length; ) {
    const end = claimedEnd(bytes, at);
    if (end === undefined) {
      const next = bytes.indexOf(MAGIC, at + 1);
      const resumeAt = next === -1 ? bytes.length : next;
      damagedBytes += resumeAt - at;
      at = resumeAt;
      continue;
    }
    const event = end <= bytes.length ? decodePayload(bytes, at, end) : undefined;
    if (event === undefined) damagedBytes += Math.min(end, bytes.length) - at;
    else records.push({ offset: at, event });
    at = end;
  }
  return { records, damagedBytes };
}

/** Returns the end of the record that a sound header at `at` announces, else undefined. */
function claimedEnd(bytes: Buffer, at: number): number | undefined {
  if (at + HEADER_BYTES > bytes.length) return undefined;
  if (bytes.compare(MAGIC, 0, MAGIC.length, at, at + MAGIC.length) !== 0) return undefined;
  if (crc32(bytes, at, at + 16) !== bytes.readUInt32LE(at + 16)) return undefined;
  if (bytes.readUInt32LE(at + 4) !== at) return undefined;
  return at + HEADER_BYTES + bytes.readUInt32LE(at + 8);
}

function decodePayload(bytes: Buffer, at: number, end: number): JournalEvent | undefined {
  const start = at + HEADER_BYTES;
  if (end < start + PREFIX_BYTES) return undefined;
  if (crc32(bytes, start, end) !== bytes.readUInt32LE(at + 12)) return undefined;
  const type = TYPES[bytes.readUInt8(start)];
  const groupStart = start + PREFIX_BYTES;
  const groupEnd = groupStart + bytes.readUInt32LE(start + 1);
  if (type === undefined || groupEnd > end) return undefined;
  const group = parseText(bytes.toString("utf8", groupStart, groupEnd));
  return group === undefined ? undefined : { type, group, text: bytes.toString("utf8", groupEnd, end) };
}

function parseText(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
