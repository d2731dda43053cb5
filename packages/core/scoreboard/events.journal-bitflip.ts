import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import type { ReplayedEvent } from "../src/contracts/events";
import { Segment } from "../src/journal/files/segment";
import { append, fileWithEnd, openJournal } from "../test/journal/support/open-journal";

const EVENTS = 12;

interface Written {
  path: string;
  log: Buffer;
  marks: Buffer;
  /** The text of each event, by the offset of its record. */
  texts: Map<number, string>;
  settled: Set<string>;
}

/** Writes a segment in which every other event is settled and one of them hides a record in its group. */
async function write(dir: string): Promise<Written> {
  const { journal } = openJournal({ dir });
  const texts = new Map<number, string>();
  const settled = new Set<string>();
  const ids: number[] = [];
  for (let n = 0; n < EVENTS; n++) {
    const text = JSON.stringify({ n, body: { event: `event-${n}` } });
    const group =
      n === 5 ? readFileSync(fileWithEnd(dir, ".events")).toString("latin1").slice(0, 90) : `c\n${n}`;
    const id = (await append(journal, text, group)) ?? Number.NaN;
    texts.set(Segment.locate(id).offset, text);
    if (n % 2 === 0) {
      ids.push(id);
      settled.add(text);
    }
  }
  journal.settled(ids);
  await journal.attempting([], 0);
  await journal.close();
  const path = fileWithEnd(dir, ".events").slice(0, -".events".length);
  return { path, log: readFileSync(`${path}.events`), marks: readFileSync(`${path}.marks`), texts, settled };
}

/** Counts over all damaged copies. */
interface Counts {
  lost: number;
  invented: number;
  repeated: number;
}

export const row: ScoreboardRow = {
  name: "events/journal-bitflip",
  target: "every bit of a segment and every torn end: 0 sound events lost, 0 invented",
  async run(size, progress): Promise<ScoreboardResult> {
    const dir = mkdtempSync(join(tmpdir(), "bitflip-"));
    const written = await write(dir);
    const { path, log, marks, texts, settled } = written;
    const counts: Counts = { lost: 0, invented: 0, repeated: 0 };
    const starts = [...texts.keys()];
    const known = new Set(texts.values());
    const count = (events: readonly ReplayedEvent[], excused: (offset: number) => boolean): void => {
      const found = new Set(events.map(({ text }) => text));
      for (const text of found) if (!known.has(text)) counts.invented++;
      for (const [offset, text] of texts) {
        if (!settled.has(text) && !excused(offset) && !found.has(text)) counts.lost++;
        if (settled.has(text) && found.has(text)) counts.repeated++;
      }
    };
    const read = async (): Promise<ReplayedEvent[]> => (await new Segment(1, path).read()).events;
    const step = size === "full" ? 1 : 7;
    let cases = 0;
    for (let bit = 0; bit < log.length * 8; bit += step, cases++) {
      writeFileSync(`${path}.events`, flipped(log, bit));
      const hit = starts.findLast((start) => start <= bit >> 3);
      count(await read(), (offset) => offset === hit);
      progress(bit, log.length * 8);
    }
    for (let end = 0; end < log.length; end += step, cases++) {
      writeFileSync(`${path}.events`, log.subarray(0, end));
      count(await read(), (offset) => (starts.find((start) => start > offset) ?? log.length) > end);
    }
    writeFileSync(`${path}.events`, log);
    const repeatedByLog = counts.repeated;
    for (let bit = 0; bit < marks.length * 8; bit += step, cases++) {
      writeFileSync(`${path}.marks`, flipped(marks, bit));
      count(await read(), () => false);
    }
    for (let end = 0; end < marks.length; end += step, cases++) {
      writeFileSync(`${path}.marks`, marks.subarray(0, end));
      count(await read(), () => false);
    }
    rmSync(dir, { recursive: true, force: true });
    const { lost, invented } = counts;
    return {
      figure: `${lost} sound events lost, ${invented} invented, ${repeatedByLog} settled ones repeated in ${cases} damaged copies; ${counts.repeated} repeated with their keys because their own mark was damaged`,
      holds: lost === 0 && invented === 0 && repeatedByLog === 0,
      counts: { lost, invented, repeatedByLog },
    };
  },
};

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
}
