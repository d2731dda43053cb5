import { describe, expect, test } from "vitest";
import type { EventType, JournalEvent } from "../../src/contracts/events";
import { decodeMarks, encodeMarks } from "../../src/journal/files/marks";
import { decodeRecords, encodeRecord, placeRecord } from "../../src/journal/files/record";

const TYPES: readonly EventType[] = ["identify", "track", "flag_check"];

/** Encodes events into one file and returns the offsets of their records. */
function encodeFile(events: readonly JournalEvent[]): { bytes: Buffer; offsets: number[] } {
  const offsets: number[] = [];
  let end = 0;
  const records = events.map((event) => {
    const record = encodeRecord(event);
    placeRecord(record, end);
    offsets.push(end);
    end += record.length;
    return record;
  });
  return { bytes: Buffer.concat(records), offsets };
}

/** A record that a caller hides in a key, completely valid for the offset at which it will stand. */
function hidden(offset: number): string {
  const record = encodeRecord({ type: "track", group: "victim", text: '{"invented":true}' });
  placeRecord(record, offset);
  return record.toString("latin1");
}

const EVENTS: JournalEvent[] = [0, 1, 2, 3, 4, 5].map((n) => ({
  type: TYPES[n % 3] as EventType,
  group: n === 2 ? hidden(20 + 5 + 1) : `g\n"ü${n}`,
  text: JSON.stringify({ n, name: "é" }),
}));

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
}

describe("records", () => {
  const { bytes, offsets } = encodeFile(EVENTS);

  test("are read as they were written", () => {
    const { records, damagedBytes } = decodeRecords(bytes);
    expect(records.map(({ event }) => event)).toEqual(EVENTS);
    expect(records.map(({ offset }) => offset)).toEqual(offsets);
    expect(damagedBytes).toBe(0);
  });

  test("a text keeps lone surrogates and control characters of its group", () => {
    const event: JournalEvent = { type: "track", group: "\ud800\u0000\u001f", text: "{}" };
    expect(decodeRecords(encodeFile([event]).bytes).records[0]?.event).toEqual(event);
  });

  test("every flipped bit costs its own record and no other", () => {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const hit = offsets.findLastIndex((offset) => offset <= bit >> 3);
      const { records, damagedBytes } = decodeRecords(flipped(bytes, bit));
      const sound = EVENTS.filter((_, n) => n !== hit);
      expect(records.map(({ event }) => event)).toEqual(sound);
      expect(damagedBytes).toBe((offsets[hit + 1] ?? bytes.length) - (offsets[hit] as number));
    }
  });

  test("every torn end leaves the records before it", () => {
    for (let end = 0; end < bytes.length; end++) {
      const whole = offsets.filter((_, n) => (offsets[n + 1] ?? bytes.length) <= end).length;
      expect(decodeRecords(bytes.subarray(0, end)).records).toHaveLength(whole);
    }
  });

  test("a whole record inside a payload with a sound header is never read", () => {
    const inner = encodeRecord({ type: "track", group: "victim", text: "{}" });
    const outer = encodeRecord({ type: "track", group: "", text: "x".repeat(inner.length + 40) });
    placeRecord(outer, 0);
    const at = 60;
    placeRecord(inner, at);
    inner.copy(outer, at);
    // The payload no longer matches its checksum, while the header is sound.
    expect(decodeRecords(outer)).toEqual({ records: [], damagedBytes: outer.length });
  });

  test("a record at another offset than its own is not read", () => {
    const record = encodeRecord({ type: "track", group: "", text: "{}" });
    placeRecord(record, 7);
    expect(decodeRecords(record).records).toEqual([]);
  });

  test("random bytes between records cost nothing else", () => {
    const between = Buffer.alloc(33, 0xff);
    const first = encodeRecord(EVENTS[0] as JournalEvent);
    const second = encodeRecord(EVENTS[1] as JournalEvent);
    placeRecord(first, 0);
    placeRecord(second, first.length + between.length);
    expect(decodeRecords(Buffer.concat([first, between, second])).records).toHaveLength(2);
  });
});

describe("marks", () => {
  const bytes = Buffer.concat([
    encodeMarks([0, 100], { firstAttempt: 5.5 }),
    encodeMarks([100, 200], "settled"),
    encodeMarks([0], { firstAttempt: 3 }),
  ]);

  test("name events by their offset; the earliest attempt counts", () => {
    const { settled, firstAttempts } = decodeMarks(bytes);
    expect([...settled]).toEqual([100, 200]);
    expect([...firstAttempts]).toEqual([
      [0, 3],
      [100, 5.5],
    ]);
  });

  test("no flipped bit settles an event that was not settled, or hides another mark", () => {
    const size = bytes.length / 5;
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const { settled } = decodeMarks(flipped(bytes, bit));
      const hit = Math.floor(bit / 8 / size);
      expect([...settled]).toEqual([...(hit === 2 ? [] : [100]), ...(hit === 3 ? [] : [200])]);
    }
  });

  test("a mark that is torn in the middle of the file does not affect the marks after it", () => {
    for (let length = 1; length < 20; length++) {
      const torn = encodeMarks([7], "settled").subarray(0, length);
      expect([...decodeMarks(Buffer.concat([torn, bytes])).settled]).toEqual([100, 200]);
    }
  });
});
