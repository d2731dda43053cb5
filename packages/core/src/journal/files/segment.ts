import { type FileHandle, open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { ReplayedEvent } from "../../contracts/events";
import { decodeMarks } from "./marks";
import { decodeRecords, placeRecord } from "./record";

/** Ends of the two files of a segment. */
export const EVENTS_END = ".events";
export const MARKS_END = ".marks";

/** Only the user who runs the program may read or write the files. */
export const FILE_MODE = 0o600;
export const FOLDER_MODE = 0o700;

/** Offsets that fit in one segment. An event's id is the number of its segment times this, plus its offset. */
const OFFSETS: number = 2 ** 32;

/** One file of events with its file of marks: written by this journal, or taken over from another. */
export class Segment {
  readonly number: number;
  /** Path of both files without their ends. */
  readonly path: string;
  /** Size of both files. */
  bytes: number;
  /** No event will be added. */
  sealed = false;
  #eventBytes = 0;
  /** Offsets of the events that are not settled. */
  readonly #unsettled: Set<number> = new Set();
  #events: FileHandle | undefined;
  #marks: FileHandle | undefined;
  #isListed = false;

  constructor(number: number, path: string, bytes = 0) {
    this.number = number;
    this.path = path;
    this.bytes = bytes;
  }

  /** Returns the number of the segment and the offset of an event. */
  static locate(id: number): { number: number; offset: number } {
    return { number: Math.floor(id / OFFSETS), offset: id % OFFSETS };
  }

  get unsettled(): number {
    return this.#unsettled.size;
  }

  /** Size of the file of events. */
  get eventBytes(): number {
    return this.#eventBytes;
  }

  /** Appends records and returns the ids of their events. After a failure the file ends where it ended before. */
  async append(records: readonly Buffer[]): Promise<number[]> {
    this.#events ??= await open(this.path + EVENTS_END, "wx", FILE_MODE);
    const start = this.#eventBytes;
    const offsets: number[] = [];
    let end = start;
    for (const record of records) {
      placeRecord(record, end);
      offsets.push(end);
      end += record.length;
    }
    try {
      await writeAll(this.#events, Buffer.concat(records), start);
    } catch (error) {
      await this.#events.truncate(start).catch(() => undefined);
      throw error;
    }
    for (const offset of offsets) this.#unsettled.add(offset);
    this.#eventBytes = end;
    this.bytes += end - start;
    return offsets.map((offset) => this.#idOf(offset));
  }

  /** Appends marks. A mark that a failure tears in two does not affect the marks after it. */
  async mark(marks: Buffer): Promise<void> {
    this.#marks ??= await open(this.path + MARKS_END, "a", FILE_MODE);
    await this.#marks.appendFile(marks);
    this.bytes += marks.length;
  }

  settle(offset: number): void {
    this.#unsettled.delete(offset);
  }

  /** Resolves when the events are on disk. */
  async syncEvents(): Promise<void> {
    await this.#events?.datasync();
    if (this.#isListed) return;
    this.#isListed = true;
    await syncFolder(dirname(this.path));
  }

  /** Resolves when the marks are on disk. */
  async syncMarks(): Promise<void> {
    await this.#marks?.datasync();
  }

  /** Reads the events that are not settled, and seals the segment. */
  async read(): Promise<{ events: ReplayedEvent[]; damagedBytes: number }> {
    const bytes = await readFile(this.path + EVENTS_END);
    const { records, damagedBytes } = decodeRecords(bytes);
    const { settled, firstAttempts } = decodeMarks(await readMarks(this.path + MARKS_END));
    const events: ReplayedEvent[] = [];
    for (const { offset, event } of records) {
      if (settled.has(offset)) continue;
      const firstAttempt = firstAttempts.get(offset);
      events.push({ ...event, id: this.#idOf(offset), ...(firstAttempt !== undefined && { firstAttempt }) });
      this.#unsettled.add(offset);
    }
    this.sealed = true;
    return { events, damagedBytes };
  }

  async close(): Promise<void> {
    const files = [this.#events, this.#marks];
    this.#events = undefined;
    this.#marks = undefined;
    for (const file of files) await file?.close();
  }

  /** Deletes the files. The events go first: marks without events mean nothing. */
  async remove(): Promise<void> {
    await this.close();
    await rm(this.path + EVENTS_END, { force: true });
    await rm(this.path + MARKS_END, { force: true });
  }

  #idOf(offset: number): number {
    return this.number * OFFSETS + offset;
  }
}

/** Without the file nothing has happened to the events. Any other failure must not look like that. */
async function readMarks(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    at += (await file.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
  }
}

/** Makes the names in a folder durable. Some systems cannot open a folder; there the names need no sync. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  try {
    await handle?.sync();
  } catch {
    // Not supported for folders on this file system.
  } finally {
    await handle?.close();
  }
}
