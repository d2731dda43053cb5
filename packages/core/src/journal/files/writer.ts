import type { CancelTimer, Clock } from "../../contracts/clock";
import type { JournalEvent } from "../../contracts/events";
import type { ResolvedJournalOptions } from "../options";
import type { Owner } from "../owners/owner";
import { encodeRecord } from "./record";
import type { Segment } from "./segment";
import type { PendingMark, Segments } from "./segments";

/** Pause of the writer after a failure of the disk, in ms. */
const REST_MS = 5_000;
/** Largest write, in bytes, unless a single event is larger. */
const CHUNK_BYTES = 1024 * 1024;

/** Called once when an event is durable, with its id, or without an id when it could not be kept. */
export type Done = (id: number | undefined, refused?: boolean) => void;

export interface WriterHost {
  readonly options: ResolvedJournalOptions;
  readonly segments: Segments;
  readonly clock: Clock;
  /** Resolves when the owner is known. */
  readonly opening: Promise<void>;
  /** The owner of the folder; undefined while the disk cannot be used. */
  owner(): Owner | undefined;
  /** Called after another journal took the folder over. Resolves when there is another folder, if possible. */
  recover(): Promise<void>;
  report(message: string, cause?: unknown): void;
}

interface PendingEvent {
  record: Buffer;
  done: Done;
}

/** An event that is written, and whose fsync is outstanding. */
interface Unsynced extends PendingEvent {
  id: number;
  owner: Owner;
}

/** Writes events and marks. What arrives during a write shares the next one. */
export class Writer {
  readonly #host: WriterHost;
  readonly #events: PendingEvent[] = [];
  readonly #marks: PendingMark[] = [];
  readonly #unsynced: Unsynced[] = [];
  readonly #unsyncedSegments: Set<Segment> = new Set();
  #active: { segment: Segment; owner: Owner } | undefined;
  #working: Promise<void> | undefined;
  #syncing: Promise<void> | undefined;
  #restUntil = Number.NEGATIVE_INFINITY;
  #isFullReported = false;
  #cancelSync: CancelTimer | undefined;

  constructor(host: WriterHost) {
    this.#host = host;
  }

  append(event: JournalEvent, done: Done): void {
    if (this.#isResting) this.refuse(done);
    else {
      this.#events.push({ record: encodeRecord(event), done });
      this.#work();
    }
  }

  mark(mark: PendingMark): void {
    this.#marks.push(mark);
    this.#work();
  }

  /** Reports an event as not kept. */
  refuse(done: Done): void {
    done(undefined, this.#host.options.onFull === "drop");
  }

  /** Resolves when everything is written and on disk. */
  async finish(): Promise<void> {
    while (this.#working !== undefined || this.#unsynced.length > 0 || this.#syncing !== undefined) {
      await this.#working;
      await this.#sync();
    }
    for (const segment of this.#host.segments.list()) await segment.syncMarks();
  }

  /** Deletes the segments whose events are all settled. */
  async tidy(): Promise<void> {
    const { segments } = this.#host;
    for (const segment of segments.list()) {
      const isDone = segment.sealed && segment.unsettled === 0 && !this.#unsyncedSegments.has(segment);
      if (!isDone) continue;
      try {
        await segments.discard(segment, this.#host.owner()?.folder);
      } catch (error) {
        this.#host.report(`${segment.path} cannot be deleted`, error);
      }
    }
  }

  get #isResting(): boolean {
    return this.#host.clock.monotonic() < this.#restUntil;
  }

  get #isPending(): boolean {
    return this.#events.length + this.#marks.length > 0;
  }

  #work(): void {
    this.#working ??= this.#drain().finally(() => {
      this.#working = undefined;
      if (this.#isPending) this.#work();
    });
  }

  async #drain(): Promise<void> {
    await this.#host.opening;
    while (this.#isPending) {
      const events = this.#events.splice(0);
      const marks = this.#marks.splice(0);
      await this.#writeEvents(events);
      await this.#writeMarks(marks);
      await this.tidy();
    }
  }

  async #writeEvents(events: readonly PendingEvent[]): Promise<void> {
    let chunk: PendingEvent[] = [];
    let bytes = 0;
    for (const [i, event] of events.entries()) {
      chunk.push(event);
      bytes += event.record.length;
      if (bytes < CHUNK_BYTES && i < events.length - 1) continue;
      await this.#writeChunk(chunk, bytes);
      chunk = [];
      bytes = 0;
    }
    const { options, clock } = this.#host;
    if (options.fsyncMs === 0) await this.#sync();
    else if (this.#unsynced.length > 0) {
      // Callers wait for this timer, so it keeps the process running.
      this.#cancelSync ??= clock.setTimer(() => void this.#sync(), options.fsyncMs, true);
    }
  }

  async #writeChunk(chunk: readonly PendingEvent[], bytes: number): Promise<void> {
    const owner = this.#host.owner();
    if (owner === undefined || this.#isResting) {
      for (const { done } of chunk) this.refuse(done);
      return;
    }
    try {
      const segment = this.#segmentFor(owner, bytes);
      const ids = await segment.append(chunk.map(({ record }) => record));
      for (const [i, event] of chunk.entries())
        this.#unsynced.push({ ...event, owner, id: ids[i] as number });
      this.#unsyncedSegments.add(segment);
      this.#isFullReported = false;
    } catch (error) {
      if (!(await owner.owns())) return await this.#writeAgain(chunk, owner);
      this.#appendFailed(error);
      for (const { done } of chunk) this.refuse(done);
    }
  }

  #segmentFor(owner: Owner, bytes: number): Segment {
    const { segments, options } = this.#host;
    if (segments.bytes + bytes > options.maxBytes) {
      const advice = "raise `maxBytes`, or see why events are not delivered";
      throw new Error(`all of \`maxBytes\` (${options.maxBytes} bytes) is used; ${advice}`);
    }
    const active = this.#active;
    if (active?.owner === owner && active.segment.eventBytes < options.segmentBytes) return active.segment;
    if (active !== undefined) this.#seal(active.segment);
    const segment = segments.create(owner.folder);
    this.#active = { segment, owner };
    return segment;
  }

  #appendFailed(error: unknown): void {
    this.#restUntil = this.#host.clock.monotonic() + REST_MS;
    // Nothing is appended to a segment after a failed write.
    if (this.#active !== undefined) this.#seal(this.#active.segment);
    if (!this.#isFullReported) {
      const isMemory = this.#host.options.onFull === "memory";
      const effect = isMemory ? "until that changes they are kept in memory only" : "they are dropped";
      this.#host.report(`events cannot be kept on disk; ${effect}`, error);
    }
    this.#isFullReported = true;
  }

  #seal(segment: Segment): void {
    segment.sealed = true;
    if (segment === this.#active?.segment) this.#active = undefined;
  }

  /** Runs one sync after the other, so that `finish` can wait for one that a timer started. */
  async #sync(): Promise<void> {
    const before = this.#syncing;
    const run = (async () => {
      await before;
      await this.#syncOnce();
    })();
    this.#syncing = run;
    await run;
    if (this.#syncing === run) this.#syncing = undefined;
  }

  async #syncOnce(): Promise<void> {
    this.#cancelSync?.();
    this.#cancelSync = undefined;
    const written = this.#unsynced.splice(0);
    if (written.length === 0) return;
    const segments = [...this.#unsyncedSegments];
    try {
      for (const segment of segments) await segment.syncEvents();
    } catch (error) {
      // The events are written, so only a crash of the machine can lose them; they count as kept.
      this.#host.report("fsync failed", error);
      // The state of these pages is unknown from now on: later events go into another segment.
      for (const segment of segments) this.#seal(segment);
    }
    for (const segment of segments) this.#unsyncedSegments.delete(segment);
    await this.#acknowledge(written);
  }

  /**
   * Acknowledges events whose folder still belongs to this journal: a later owner reads them.
   * A journal that took it over in the meantime may have read it before they were written, so the others are
   * written again.
   */
  async #acknowledge(written: readonly Unsynced[]): Promise<void> {
    const current = this.#host.owner();
    const isOwned = current !== undefined && (await current.owns());
    const again: PendingEvent[] = [];
    for (const event of written) {
      if (isOwned && event.owner === current) event.done(event.id);
      else again.push(event);
    }
    if (!isOwned || again.length > 0) await this.#writeAgain(again, current);
  }

  /** Writes events of a folder that was taken over into the next folder. */
  async #writeAgain(events: readonly PendingEvent[], former: Owner | undefined): Promise<void> {
    if (this.#host.owner() === former) await this.#host.recover();
    this.#events.unshift(...events);
    if (events.length > 0) this.#work();
  }

  async #writeMarks(marks: readonly PendingMark[]): Promise<void> {
    const isAwaited = marks.some(({ done }) => done !== undefined);
    for (const [segment, buffers] of this.#host.segments.encode(marks)) {
      // The files of a finished segment are deleted next.
      if (segment.sealed && segment.unsettled === 0) continue;
      try {
        await segment.mark(Buffer.concat(buffers));
        if (isAwaited && this.#host.options.fsyncMs === 0) await segment.syncMarks();
      } catch (error) {
        if (!this.#isResting) this.#host.report("the progress of events cannot be recorded", error);
        this.#restUntil = this.#host.clock.monotonic() + REST_MS;
      }
    }
    for (const { done } of marks) done?.();
  }
}
