import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { JournalEvent } from "../../src/contracts/events";
import { convertSegment } from "../../src/journal/legacy/convert";
import { decodeLegacy } from "../../src/journal/legacy/format";
import { firstEditionMark, firstEditionRecord, writeFirstEdition } from "./support/first-edition";
import { filesBelow, fileWithEnd, openJournal, replayAll, texts } from "./support/open-journal";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "journal-first-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const FORMER = "key\nhttps://c.example";
const HIDDEN = firstEditionRecord({ type: "track", group: "victim", text: "{}" }).toString("latin1");
const EVENTS: JournalEvent[] = [0, 1, 2, 3, 4, 5].map((n) => ({
  type: "track",
  group: n === 3 ? HIDDEN : `c\nid\tü${n}`,
  text: `{"n":${n}}`,
}));
const RECORDS = EVENTS.map(firstEditionRecord);
const LOG = Buffer.concat(RECORDS);
const MARKS = Buffer.concat([
  firstEditionMark(1, 0, { count: 4, time: 123 }),
  firstEditionMark(2, 0),
  firstEditionMark(2, 2),
]);

test("events of the first edition are replayed with their progress, and their files are replaced", async () => {
  const folder = writeFirstEdition(dir, FORMER, { log: LOG, marks: MARKS });
  const first = openJournal({ dir, formerScope: FORMER });
  const events = await replayAll(first.journal);
  expect(events.map(({ type, group, text }) => ({ type, group, text }))).toEqual(
    [1, 3, 4, 5].map((n) => EVENTS[n]),
  );
  expect(events.map(({ firstAttempt }) => firstAttempt)).toEqual([123, 123, undefined, undefined]);
  first.journal.settled(events.slice(0, 2).map(({ id }) => id));
  await first.journal.close();
  expect(filesBelow(dir).filter((file) => file.endsWith(".log"))).toEqual([]);
  expect(filesBelow(dir).some((file) => file.startsWith(folder))).toBe(false);
  const next = openJournal({ dir });
  const left = await replayAll(next.journal);
  expect(texts(left)).toEqual(['{"n":4}', '{"n":5}']);
  next.journal.settled(left.map(({ id }) => id));
  await next.journal.close();
  expect(filesBelow(dir)).toEqual([]);
  expect([...first.errors, ...next.errors]).toEqual([]);
});

test("without the former scope they stay where they are", async () => {
  writeFirstEdition(dir, FORMER, { log: LOG, marks: MARKS });
  const { journal } = openJournal({ dir, scope: "other" });
  expect(await replayAll(journal)).toEqual([]);
  await journal.close();
  expect(filesBelow(dir).filter((file) => file.endsWith(".log"))).toHaveLength(1);
});

test("a conversion that a crash interrupted before it deleted the old files is not repeated", async () => {
  const folder = writeFirstEdition(dir, FORMER, { log: LOG, marks: MARKS });
  const path = join(folder, "000000000");
  copyFileSync(`${path}.log`, join(dir, "kept"));
  await convertSegment(path);
  copyFileSync(join(dir, "kept"), `${path}.log`);
  // Without the old marks a second conversion would replay settled events.
  expect(await convertSegment(path)).toBe(0);
  rmSync(join(dir, "kept"));
  expect(fileWithEnd(dir, ".events")).toBe(`${path}-2.events`);
  const { journal } = openJournal({ dir, formerScope: FORMER });
  expect(await replayAll(journal)).toHaveLength(4);
  await journal.close();
});

test("every flipped bit of the log loses no sound event, repeats no settled one and invents none", () => {
  const starts = RECORDS.map((_, n) => Buffer.concat(RECORDS.slice(0, n)).length);
  const known = new Set(EVENTS.map(({ text }) => text));
  for (let bit = 0; bit < LOG.length * 8; bit++) {
    const log = Buffer.from(LOG);
    log[bit >> 3] = (log[bit >> 3] as number) ^ (1 << (bit & 7));
    const hit = starts.findLastIndex((start) => start <= bit >> 3);
    const found = decodeLegacy(log, MARKS).events.map(({ event }) => event.text);
    expect(found.filter((text) => !known.has(text))).toEqual([]);
    expect(found.filter((text) => text !== `{"n":${hit}}`)).toEqual(
      [1, 3, 4, 5].filter((n) => n !== hit).map((n) => `{"n":${n}}`),
    );
  }
});

test("every torn end leaves the events before it", () => {
  const ends = RECORDS.map((_, n) => Buffer.concat(RECORDS.slice(0, n + 1)).length);
  for (let end = 0; end <= LOG.length; end++) {
    const whole = ends.filter((each) => each <= end).length;
    const { events } = decodeLegacy(LOG.subarray(0, end), Buffer.alloc(0));
    expect(events.map(({ event }) => event)).toEqual(EVENTS.slice(0, whole));
  }
});
