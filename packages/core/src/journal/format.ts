import type { EventType, JournalEvent } from "../contracts/events";
import { crc32 } from "./crc32";

/**
 * A segment is a log of records, appended to and never changed:
 * `u32 magic, u32 length, u32 CRC-32 of the payload, payload`; the payload is
 * `u8 type, u16 length of the group, group, text`, all little endian and UTF-8.
 *
 * Beside it lies a file of marks, 24 bytes each: what became of its events, by their place in the log:
 * `u32 kind, u32 first, u32 count, f64 time, u32 CRC-32 of the 20 bytes before`.
 */
const MAGIC = 0x4a4d4353;
const HEADER = 12;
export const MARK_BYTES = 24;
const TYPES: readonly EventType[] = ["identify", "track", "flag_check"];

export function encodeEvent({ type, group, text }: JournalEvent): Buffer {
  // A group that long is nobody's; without it the event only loses its place in the order.
  const kept = Buffer.byteLength(group) <= 0xffff ? group : "";
  const groupBytes = Buffer.byteLength(kept);
  const length = 3 + groupBytes + Buffer.byteLength(text);
  const out = Buffer.allocUnsafe(HEADER + length);
  out.writeUInt32LE(MAGIC, 0);
  out.writeUInt32LE(length, 4);
  out.writeUInt8(TYPES.indexOf(type), HEADER);
  out.writeUInt16LE(groupBytes, HEADER + 1);
  out.write(kept, HEADER + 3);
  out.write(text, HEADER + 3 + groupBytes);
  out.writeUInt32LE(crc32(out, HEADER, out.length), 8);
  return out;
}

export interface Decoded {
  events: JournalEvent[];
  /** Bytes that belong to no sound record. */
  damaged: number;
}

/** Reads a segment, over damage and a torn end. */
export function decodeEvents(bytes: Buffer): Decoded {
  const events: JournalEvent[] = [];
  let damaged = 0;
  for (let at = 0; at < bytes.length; ) {
    const end = recordEnd(bytes, at);
    if (end === undefined) {
      at++;
      damaged++;
      continue;
    }
    const groupEnd = at + HEADER + 3 + bytes.readUInt16LE(at + HEADER + 1);
    events.push({
      type: TYPES[bytes.readUInt8(at + HEADER)] as EventType,
      group: bytes.toString("utf8", at + HEADER + 3, groupEnd),
      text: bytes.toString("utf8", groupEnd, end),
    });
    at = end;
  }
  return { events, damaged };
}

/** Where the record that begins at `at` ends, if there is a sound one. */
function recordEnd(bytes: Buffer, at: number): number | undefined {
  if (at + HEADER + 3 > bytes.length || bytes.readUInt32LE(at) !== MAGIC) return undefined;
  const end = at + HEADER + bytes.readUInt32LE(at + 4);
  if (end > bytes.length || end < at + HEADER + 3) return undefined;
  if (crc32(bytes, at + HEADER, end) !== bytes.readUInt32LE(at + 8)) return undefined;
  const sound = at + HEADER + 3 + bytes.readUInt16LE(at + HEADER + 1) <= end;
  return sound && bytes.readUInt8(at + HEADER) < TYPES.length ? end : undefined;
}

export const ATTEMPTED = 1;
export const SETTLED = 2;

/** Marks for places in ascending or any order: runs of neighbours share one. */
export function encodeMarks(kind: number, places: readonly number[], time: number): Buffer {
  const sorted = [...places].sort((a, b) => a - b);
  const marks: Buffer[] = [];
  for (let i = 0; i < sorted.length; ) {
    let count = 1;
    while (sorted[i + count] === (sorted[i] as number) + count) count++;
    const mark = Buffer.allocUnsafe(MARK_BYTES);
    mark.writeUInt32LE(kind, 0);
    mark.writeUInt32LE(sorted[i] as number, 4);
    mark.writeUInt32LE(count, 8);
    mark.writeDoubleLE(time, 12);
    mark.writeUInt32LE(crc32(mark, 0, 20), 20);
    marks.push(mark);
    i += count;
  }
  return Buffer.concat(marks);
}

export interface Marks {
  settled: Set<number>;
  firstAttempts: Map<number, number>;
}

/** Reads marks; damaged ones and those beyond the `events` of the segment are passed over. */
export function decodeMarks(bytes: Buffer, events: number): Marks {
  const marks: Marks = { settled: new Set(), firstAttempts: new Map() };
  for (let at = 0; at + MARK_BYTES <= bytes.length; at += MARK_BYTES) {
    if (crc32(bytes, at, at + 20) !== bytes.readUInt32LE(at + 20)) continue;
    const kind = bytes.readUInt32LE(at);
    const first = bytes.readUInt32LE(at + 4);
    const end = Math.min(events, first + bytes.readUInt32LE(at + 8));
    for (let place = first; place < end; place++) {
      if (kind === SETTLED) marks.settled.add(place);
      else if (!marks.firstAttempts.has(place)) marks.firstAttempts.set(place, bytes.readDoubleLE(at + 12));
    }
  }
  return marks;
}
