import { type FileHandle, open, readFile, rm } from "node:fs/promises";
import type { ReplayedEvent } from "../contracts/events";
import { decodeEvents, decodeMarks } from "./format";

/** Places in one segment; an id is the segment's number times this, plus the place. */
export const PLACES: number = 2 ** 21;

/** One log file with its marks: being written, or left by an earlier process. */
export class Segment {
  readonly number: number;
  readonly path: string;
  /** Events in the log, and those of them that are not settled. */
  events = 0;
  unsettled = 0;
  bytes = 0;
  /** No event will be added. */
  sealed = false;
  #log: FileHandle | undefined;
  #marks: FileHandle | undefined;
  #marksBytes = 0;

  constructor(number: number, path: string) {
    this.number = number;
    this.path = path;
  }

  static idOf(segment: Segment, place: number): number {
    return segment.number * PLACES + place;
  }

  /** Appends to the log; after a failure the log is as it was before, as far as the disk allows. */
  async append(bytes: Buffer): Promise<void> {
    this.#log ??= await open(`${this.path}.log`, "wx", 0o600);
    try {
      await writeAll(this.#log, bytes, this.bytes);
    } catch (error) {
      await this.#log.truncate(this.bytes).catch(() => undefined);
      throw error;
    }
    this.bytes += bytes.length;
  }

  async mark(bytes: Buffer): Promise<void> {
    if (this.#marks === undefined) {
      this.#marks = await open(`${this.path}.marks`, "a", 0o600);
      this.#marksBytes = (await this.#marks.stat()).size;
      // A torn mark would shift all that follow.
      const whole = this.#marksBytes - (this.#marksBytes % 24);
      if (whole !== this.#marksBytes) await this.#marks.truncate(whole);
    }
    await this.#marks.appendFile(bytes);
  }

  /** Waits until the disk has the log, or the marks. */
  async sync(what: "log" | "marks"): Promise<void> {
    await (what === "log" ? this.#log : this.#marks)?.datasync();
  }

  /** The events that are not settled, and how many bytes were damaged. */
  async read(): Promise<{ events: ReplayedEvent[]; damaged: number }> {
    const bytes = await readFile(`${this.path}.log`);
    const { events, damaged } = decodeEvents(bytes);
    const marks = await readFile(`${this.path}.marks`).catch(() => Buffer.alloc(0));
    const { settled, firstAttempts } = decodeMarks(marks, events.length);
    const left: ReplayedEvent[] = [];
    for (const [place, event] of events.entries()) {
      if (settled.has(place)) continue;
      const firstAttempt = firstAttempts.get(place);
      left.push({
        ...event,
        id: Segment.idOf(this, place),
        ...(firstAttempt !== undefined && { firstAttempt }),
      });
    }
    this.events = events.length;
    this.unsettled = left.length;
    this.bytes = bytes.length;
    this.sealed = true;
    return { events: left, damaged };
  }

  async close(): Promise<void> {
    await this.#log?.close();
    await this.#marks?.close();
    this.#log = undefined;
    this.#marks = undefined;
  }

  /** Its events are all settled. The log goes first: marks without a log mean nothing. */
  async remove(): Promise<void> {
    await this.close();
    await rm(`${this.path}.log`, { force: true });
    await rm(`${this.path}.marks`, { force: true });
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    at += (await file.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
  }
}
