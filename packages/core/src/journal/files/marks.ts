import { crc32 } from "./crc32";

/**
 * Next to each segment file is a file of marks, which record the progress of its events. A mark is appended
 * and never changed. It names its event by the offset of the record. All numbers are little endian:
 *
 * | offset | bytes | content                                                                  |
 * | ------ | ----- | ------------------------------------------------------------------------ |
 * | 0      | 3     | magic bytes                                                              |
 * | 3      | 1     | kind: 1 = first attempt, 2 = settled                                     |
 * | 4      | 4     | offset of the record                                                     |
 * | 8      | 8     | time of the first attempt in ms since the epoch, as a float; 0 = settled |
 * | 16     | 4     | CRC-32 of bytes 0 to 15                                                  |
 */
const MAGIC: Buffer = Buffer.from([0xff, 0xfe, 0xfd]);
const MARK_BYTES = 20;
const ATTEMPTED = 1;
const SETTLED = 2;

/** Recorded progress of an event: the time of its first attempt, or that it needs no delivery any more. */
export type Progress = { firstAttempt: number } | "settled";

export interface DecodedMarks {
  /** Offsets of settled records. */
  settled: Set<number>;
  /** Time of the first attempt by offset. */
  firstAttempts: Map<number, number>;
}

export function encodeMarks(offsets: readonly number[], progress: Progress): Buffer {
  const marks = Buffer.allocUnsafe(offsets.length * MARK_BYTES);
  for (const [i, offset] of offsets.entries()) {
    const mark = marks.subarray(i * MARK_BYTES, (i + 1) * MARK_BYTES);
    MAGIC.copy(mark, 0);
    mark.writeUInt8(progress === "settled" ? SETTLED : ATTEMPTED, 3);
    mark.writeUInt32LE(offset, 4);
    mark.writeDoubleLE(progress === "settled" ? 0 : progress.firstAttempt, 8);
    mark.writeUInt32LE(crc32(mark, 0, 16), 16);
  }
  return marks;
}

/** Reads the sound marks. A damaged or torn mark says nothing, and the marks after it are read all the same. */
export function decodeMarks(bytes: Buffer): DecodedMarks {
  const marks: DecodedMarks = { settled: new Set(), firstAttempts: new Map() };
  for (let at = 0; at + MARK_BYTES <= bytes.length; ) {
    if (!isSound(bytes, at)) {
      const next = bytes.indexOf(MAGIC, at + 1);
      if (next === -1) break;
      at = next;
      continue;
    }
    const offset = bytes.readUInt32LE(at + 4);
    const kind = bytes.readUInt8(at + 3);
    if (kind === SETTLED) marks.settled.add(offset);
    else if (kind === ATTEMPTED) {
      const time = bytes.readDoubleLE(at + 8);
      marks.firstAttempts.set(offset, Math.min(time, marks.firstAttempts.get(offset) ?? time));
    }
    at += MARK_BYTES;
  }
  return marks;
}

function isSound(bytes: Buffer, at: number): boolean {
  return (
    bytes.compare(MAGIC, 0, MAGIC.length, at, at + MAGIC.length) === 0 &&
    crc32(bytes, at, at + 16) === bytes.readUInt32LE(at + 16)
  );
}
