import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { encodeMarks } from "./format";
import { PLACES, Segment } from "./segment";

export type Done = (id: number | undefined, refused?: boolean) => void;

/** An event that is to be written. */
export interface PendingEvent {
  bytes: Buffer;
  done: Done;
}

/** What is to be put on record of events. */
export interface PendingMark {
  kind: number;
  ids: readonly number[];
  time: number;
  done: (() => void) | undefined;
}

/** The segments that a journal has in its hands, its own and those of dead processes, by number. */
export class Segments {
  readonly #all: Map<number, Segment> = new Map();
  #count = 0;

  /** Bytes of all logs. */
  get bytes(): number {
    let bytes = 0;
    for (const segment of this.#all.values()) bytes += segment.bytes;
    return bytes;
  }

  /** A new one at the end of a folder. */
  next(folder: string): Segment {
    return this.add(join(folder, String(this.#count).padStart(9, "0")));
  }

  /** One whose files have this path, without their ends. */
  add(path: string): Segment {
    const segment = new Segment(this.#count++, path);
    this.#all.set(segment.number, segment);
    return segment;
  }

  list(): Segment[] {
    return [...this.#all.values()];
  }

  of(id: number): Segment | undefined {
    return this.#all.get(Math.floor(id / PLACES));
  }

  settled(ids: readonly number[]): void {
    for (const id of ids) {
      const segment = this.of(id);
      if (segment !== undefined) segment.unsettled--;
    }
  }

  /** These marks as bytes, by segment. */
  marksOf(marks: readonly PendingMark[]): Map<Segment, Buffer[]> {
    const files = new Map<Segment, Buffer[]>();
    for (const { kind, ids, time } of marks) {
      const places = new Map<Segment, number[]>();
      for (const id of ids) {
        const segment = this.of(id);
        if (segment !== undefined) append(places, segment, id % PLACES);
      }
      for (const [segment, list] of places) append(files, segment, encodeMarks(kind, list, time));
    }
    return files;
  }

  /** Forgets one; its files stay. */
  forget({ number }: Segment): void {
    this.#all.delete(number);
  }

  /** Deletes the files of one, and its folder when nothing is left there, unless that is `ownFolder`. */
  async discard(segment: Segment, ownFolder: string | undefined): Promise<void> {
    this.forget(segment);
    await segment.remove();
    const folder = dirname(segment.path);
    const isEmpty = this.list().every(({ path }) => dirname(path) !== folder);
    if (isEmpty && folder !== ownFolder) await rm(folder, { recursive: true, force: true });
  }
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
