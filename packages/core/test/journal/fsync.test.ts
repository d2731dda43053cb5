import { mkdtempSync, rmSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FakeClock } from "../events/support/fake-clock";
import { append, filesBelow, openJournal, replayAll } from "./support/open-journal";

let dir: string;
let gate: (() => void)[];
let isGated: boolean;
let restore: () => void;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "journal-fsync-"));
  gate = [];
  isGated = true;
  const file = await open(join(dir, "file"), "w");
  const prototype = Object.getPrototypeOf(file) as { datasync: FileHandle["datasync"] };
  await file.close();
  const { datasync } = prototype;
  prototype.datasync = async function (this: FileHandle) {
    if (isGated) await new Promise<void>((resolve) => gate.push(resolve));
    return await datasync.call(this);
  };
  restore = () => {
    prototype.datasync = datasync;
  };
});
afterEach(() => {
  restore();
  rmSync(dir, { recursive: true, force: true });
});

/** Resolves when an fsync waits at the gate. */
async function syncWaits(): Promise<void> {
  while (gate.length === 0) await new Promise((resolve) => setImmediate(resolve));
}

function openGate(): void {
  isGated = false;
  for (const go of gate.splice(0)) go();
}

test.each([0, 50])(
  "an event is acknowledged after its fsync, and close() waits for it (fsyncMs %i)",
  async (fsyncMs) => {
    const { journal } = openJournal({ dir, fsyncMs });
    const steps: string[] = [];
    const appended = append(journal, "{}").then((id) => steps.push(id === undefined ? "not kept" : "kept"));
    const closed = journal.close().then(() => steps.push("closed"));
    await syncWaits();
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(steps).toEqual([]);
    openGate();
    await Promise.all([appended, closed]);
    expect(steps).toEqual(["kept", "closed"]);
  },
);

test("close() waits for the fsync of the marks", async () => {
  isGated = false;
  const { journal } = openJournal({ dir, fsyncMs: 50 });
  const ids = [await append(journal, "{}"), await append(journal, "[]")];
  isGated = true;
  journal.settled([ids[0] as number]);
  let isClosed = false;
  const closed = journal.close().then(() => {
    isClosed = true;
  });
  await syncWaits();
  expect(isClosed).toBe(false);
  openGate();
  await closed;
});

test("events wait for the shared fsync until fsyncMs has passed", async () => {
  isGated = false;
  const clock = new FakeClock();
  const { journal } = openJournal({ dir, fsyncMs: 40, clock });
  await replayAll(journal);
  let isKept = false;
  const kept = append(journal, "{}").then(() => {
    isKept = true;
  });
  await clock.armed(40);
  clock.advance(39);
  expect(isKept).toBe(false);
  clock.advance(1);
  await kept;
  await journal.close();
});

test("a failure rests the disk for 5 s, after which events are kept again", async () => {
  isGated = false;
  const clock = new FakeClock();
  const { journal, errors } = openJournal({ dir, clock, maxBytes: 60 });
  const tooLong = `"${"x".repeat(100)}"`;
  expect(await append(journal, tooLong)).toBeUndefined();
  expect(await append(journal, "{}")).toBeUndefined();
  clock.advance(5_001);
  expect(await append(journal, "{}")).toBeDefined();
  expect(errors).toHaveLength(1);
  await journal.close();
});

test("settling an event twice does not delete a segment that holds another", async () => {
  isGated = false;
  const first = openJournal({ dir, segmentBytes: 30 });
  const [a, b] = await Promise.all([append(first.journal, '{"n":1}'), append(first.journal, '{"n":2}')]);
  await append(first.journal, '{"n":3}');
  first.journal.settled([a as number]);
  first.journal.settled([a as number]);
  await first.journal.attempting([b as number], 5);
  await first.journal.close();
  expect(filesBelow(dir).filter((file) => file.endsWith(".events")).length).toBeGreaterThan(0);
  const next = openJournal({ dir });
  expect((await replayAll(next.journal)).map(({ text, firstAttempt }) => [text, firstAttempt])).toEqual([
    ['{"n":2}', 5],
    ['{"n":3}', undefined],
  ]);
  await next.journal.close();
});

test("a segment whose events are settled takes further events while it is written", async () => {
  isGated = false;
  const first = openJournal({ dir });
  const id = (await append(first.journal, '{"n":1}')) as number;
  first.journal.settled([id]);
  await first.journal.attempting([], 0);
  await append(first.journal, '{"n":2}');
  await first.journal.close();
  const next = openJournal({ dir });
  expect((await replayAll(next.journal)).map(({ text }) => text)).toEqual(['{"n":2}']);
  expect([...first.errors, ...next.errors]).toEqual([]);
  await next.journal.close();
});
