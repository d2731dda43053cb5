import { readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LEGACY_END } from "../legacy/format";
import { encodeMarks, type Progress } from "./marks";
import { EVENTS_END, Segment } from "./segment";

/** A change of progress that waits to be written. */
export interface PendingMark {
  ids: readonly number[];
  progress: Progress;
  /** Called when the marks are written, or could not be. */
  done?: () => void;
}

/** The segments of a journal, its own and those that it took over, by number. */
export class Segments {
  readonly #all: Map<number, Segment> = new Map();
  #count = 0;

  /** Disk space of all segments. */
  get bytes(): number {
    let bytes = 0;
    for (const segment of this.#all.values()) bytes += segment.bytes;
    return bytes;
  }

  list(): Segment[] {
    return [...this.#all.values()];
  }

  /** Adds a new segment in a folder. */
  create(folder: string): Segment {
    return this.add(join(folder, String(this.#count).padStart(9, "0")), 0);
  }

  /** Adds a segment whose files exist. */
  add(path: string, bytes: number): Segment {
    const segment = new Segment(this.#count++, path, bytes);
    this.#all.set(segment.number, segment);
    return segment;
  }

  /** Removes a segment from memory. Its files stay. */
  forget({ number }: Segment): void {
    this.#all.delete(number);
  }

  settle(ids: readonly number[]): void {
    for (const id of ids) {
      const { number, offset } = Segment.locate(id);
      this.#all.get(number)?.settle(offset);
    }
  }

  /** Returns the marks as bytes by segment. Events of forgotten segments are left out. */
  encode(marks: readonly PendingMark[]): Map<Segment, Buffer[]> {
    const files = new Map<Segment, Buffer[]>();
    for (const { ids, progress } of marks) {
      const offsets = new Map<Segment, number[]>();
      for (const id of ids) {
        const { number, offset } = Segment.locate(id);
        const segment = this.#all.get(number);
        if (segment !== undefined) append(offsets, segment, offset);
      }
      for (const [segment, list] of offsets) append(files, segment, encodeMarks(list, progress));
    }
    return files;
  }

  /** Deletes the files of a segment, and its folder if that holds no events and is not `ownFolder`. */
  async discard(segment: Segment, ownFolder: string | undefined): Promise<void> {
    this.forget(segment);
    await segment.remove();
    const folder = dirname(segment.path);
    if (folder !== ownFolder) await removeIfEmpty(folder);
  }
}

/** Deletes a folder unless it holds a file of events. */
export async function removeIfEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return;
  if (names.some((name) => name.endsWith(EVENTS_END) || name.endsWith(LEGACY_END))) return;
  await rm(folder, { recursive: true, force: true });
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
