import { type FileHandle, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { encodeMarks } from "../files/marks";
import { encodeRecord, placeRecord } from "../files/record";
import { EVENTS_END, FILE_MODE, MARKS_END, syncFolder } from "../files/segment";
import { decodeLegacy, LEGACY_END } from "./format";

/**
 * Converts a segment of the first edition, whose path is given without its end. The new files have the same
 * path with `-2` added. The old files are deleted when the new ones are on disk, so a crash in between loses
 * nothing. Resolves to the number of damaged bytes.
 */
export async function convertSegment(path: string): Promise<number> {
  const target = `${path}-2`;
  const isDone = await exists(target + EVENTS_END);
  const damagedBytes = isDone ? 0 : await convert(path, target);
  await rm(path + LEGACY_END, { force: true });
  await rm(path + MARKS_END, { force: true });
  return damagedBytes;
}

async function convert(path: string, target: string): Promise<number> {
  const log = await readFile(path + LEGACY_END);
  const { events, damagedBytes } = decodeLegacy(log, await readIfExists(path + MARKS_END));
  if (events.length === 0) return damagedBytes;
  const records: Buffer[] = [];
  const marks: Buffer[] = [];
  let offset = 0;
  for (const { event, firstAttempt } of events) {
    const record = encodeRecord(event);
    placeRecord(record, offset);
    records.push(record);
    if (firstAttempt !== undefined) marks.push(encodeMarks([offset], { firstAttempt }));
    offset += record.length;
  }
  // The marks are written first: the file of events makes the segment exist.
  await writeDurable(target + MARKS_END, Buffer.concat(marks));
  await writeDurable(`${target}.draft`, Buffer.concat(records));
  await rename(`${target}.draft`, target + EVENTS_END);
  await syncFolder(dirname(path));
  return damagedBytes;
}

async function writeDurable(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, "w", FILE_MODE);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function exists(path: string): Promise<boolean> {
  const file = await openIfExists(path);
  await file?.close();
  return file !== undefined;
}

async function readIfExists(path: string): Promise<Buffer> {
  const file = await openIfExists(path);
  if (file === undefined) return Buffer.alloc(0);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

async function openIfExists(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
