import { rm } from "node:fs/promises";
import type { CancelTimer } from "../contracts/clock";
import type { JournalEvent, JournalHost, JournalStore, ReplayedEvent } from "../contracts/events";
import { ATTEMPTED, encodeEvent, SETTLED } from "./format";
import { type FileJournalOptions, withDefaults } from "./options";
import { Owner } from "./owner";
import { Segment } from "./segment";
import { type Done, type PendingEvent, type PendingMark, Segments } from "./segments";

/** After a failure the disk is left alone for this long, ms. */
const REST_MS = 5_000;
/** How often this process says that it lives, and looks for others that died, ms. */
const BEAT_MS = 30_000;
/** Bytes written at once, and text replayed at once. */
const CHUNK_BYTES = 1024 * 1024;

/** Keeps events in append-only files until they are delivered. What `fileJournal` is made of. */
export class FileJournal implements JournalStore {
  readonly #options: Required<FileJournalOptions>;
  #host: JournalHost | undefined;
  #owner: Owner | undefined;
  readonly #segments: Segments = new Segments();
  #active: Segment | undefined;
  #events: PendingEvent[] = [];
  #marks: PendingMark[] = [];
  /** Written, and waiting for an fsync. */
  #unsynced: { id: number; done: Done }[] = [];
  #unsyncedSegments: Set<Segment> = new Set();
  /** Segments of dead processes that are not read yet, and events of the one that is. */
  #inherited: Segment[] = [];
  #read: ReplayedEvent[] = [];
  #working: Promise<void> | undefined;
  #opening: Promise<void> | undefined;
  #restUntil = Number.NEGATIVE_INFINITY;
  #toldFull = false;
  #cancelSync: CancelTimer | undefined;
  #cancelBeat: CancelTimer | undefined;
  #closed = false;

  constructor(options: FileJournalOptions) {
    this.#options = withDefaults(options);
  }

  open(host: JournalHost): void {
    this.#host = host;
    this.#opening = this.#open(host);
  }

  append(event: JournalEvent, done: Done): void {
    if (this.#closed || this.#resting) this.#refuse(done);
    else {
      this.#events.push({ bytes: encodeEvent(event), done });
      this.#work();
    }
  }

  async replay(max: number): Promise<ReplayedEvent[]> {
    await this.#opening;
    while (this.#read.length === 0) {
      const segment = this.#inherited.shift();
      if (segment === undefined || this.#closed) return [];
      await this.#readSegment(segment);
    }
    let bytes = 0;
    let count = 0;
    while (count < max && count < this.#read.length && bytes < CHUNK_BYTES) {
      bytes += (this.#read[count] as ReplayedEvent).text.length;
      count++;
    }
    return this.#read.splice(0, count);
  }

  attempting(ids: readonly number[], at: number): Promise<void> {
    return new Promise((resolve) => {
      this.#marks.push({ kind: ATTEMPTED, ids, time: at, done: resolve });
      this.#work();
    });
  }

  settled(ids: readonly number[]): void {
    this.#segments.settled(ids);
    this.#marks.push({ kind: SETTLED, ids, time: 0, done: undefined });
    this.#work();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancelBeat?.();
    await this.#opening;
    while (this.#working !== undefined) await this.#working;
    await this.#sync();
    const everything = this.#segments.list();
    try {
      for (const segment of everything) await segment.close();
      const owner = this.#owner;
      await owner?.release();
      const isDone = everything.every(({ unsettled }) => unsettled === 0) && this.#inherited.length === 0;
      if (isDone && owner !== undefined) await rm(owner.folder, { recursive: true, force: true });
    } catch (error) {
      this.#fail("closing the journal failed", error);
    }
  }

  /** The disk failed a moment ago. */
  get #resting(): boolean {
    return this.#now() < this.#restUntil;
  }

  #now(): number {
    return this.#host?.clock.monotonic() ?? 0;
  }

  async #open(host: JournalHost): Promise<void> {
    try {
      this.#owner = await Owner.create(this.#options.dir, host.scope);
      await this.#inherit();
    } catch (error) {
      this.#fail(`the journal cannot use ${this.#options.dir}`, error);
    }
    this.#beat();
  }

  /** Takes over what dead processes left. */
  async #inherit(): Promise<void> {
    const before = this.#inherited.length;
    for (const log of (await this.#owner?.takeOver()) ?? []) this.#inherited.push(this.#segments.add(log));
    if (this.#inherited.length > before) this.#host?.onReplay();
  }

  #beat(): void {
    if (this.#closed) return;
    this.#cancelBeat = this.#host?.clock.setTimer(async () => {
      try {
        await this.#owner?.beat();
        await this.#inherit();
      } catch (error) {
        this.#fail("the journal cannot look for events of dead processes", error);
      }
      this.#beat();
    }, BEAT_MS);
  }

  async #readSegment(segment: Segment): Promise<void> {
    try {
      const { events, damaged } = await segment.read();
      if (damaged > 0) {
        const message = `${damaged} bytes of ${segment.path}.log are torn or damaged; ${segment.events} events were read`;
        this.#host?.onError(new Error(message));
      }
      this.#read = events;
      if (events.length === 0) await this.#discard(segment);
    } catch (error) {
      this.#fail(`${segment.path}.log cannot be read`, error);
      this.#segments.forget(segment);
    }
  }

  /** Runs until nothing is pending; what comes in meanwhile shares the next write. */
  #work(): void {
    this.#working ??= this.#drain().finally(() => {
      this.#working = undefined;
      if (this.#events.length + this.#marks.length > 0) this.#work();
    });
  }

  async #drain(): Promise<void> {
    await this.#opening;
    while (this.#events.length + this.#marks.length > 0) {
      const events = this.#events.splice(0);
      const marks = this.#marks.splice(0);
      await this.#writeEvents(events);
      await this.#writeMarks(marks);
      await this.#tidy();
    }
  }

  async #writeEvents(events: PendingEvent[]): Promise<void> {
    for (let chunk: PendingEvent[] = [], bytes = 0, at = 0; at < events.length; ) {
      const event = events[at++] as PendingEvent;
      chunk.push(event);
      bytes += event.bytes.length;
      if (bytes < CHUNK_BYTES && at < events.length) continue;
      await this.#writeChunk(chunk);
      chunk = [];
      bytes = 0;
    }
    if (this.#options.fsyncMs === 0) await this.#sync();
    else if (this.#unsynced.length > 0) {
      // Callers wait for it, so the process does too.
      this.#cancelSync ??= this.#host?.clock.setTimer(() => void this.#sync(), this.#options.fsyncMs, true);
    }
  }

  async #writeChunk(chunk: PendingEvent[]): Promise<void> {
    const owner = this.#owner;
    if (owner === undefined || this.#resting) {
      for (const { done } of chunk) this.#refuse(done);
      return;
    }
    const { maxBytes, segmentBytes } = this.#options;
    const bytes = Buffer.concat(chunk.map((event) => event.bytes));
    try {
      if (this.#segments.bytes + bytes.length > maxBytes) {
        throw new Error(
          `its ${maxBytes} bytes are used up; raise \`maxBytes\`, or see why events are not delivered`,
        );
      }
      if (this.#active !== undefined && this.#active.bytes >= segmentBytes) {
        this.#seal(this.#active);
      }
      this.#active ??= this.#segments.next(owner.folder);
      const segment = this.#active;
      await segment.append(bytes);
      for (const { done } of chunk) {
        this.#unsynced.push({ id: Segment.idOf(segment, segment.events++), done });
      }
      segment.unsettled += chunk.length;
      this.#unsyncedSegments.add(segment);
      this.#toldFull = false;
    } catch (error) {
      this.#appendFailed(error);
      for (const { done } of chunk) this.#refuse(done);
    }
  }

  #appendFailed(error: unknown): void {
    this.#restUntil = this.#now() + REST_MS;
    // A segment that failed once is not trusted with more.
    if (this.#active !== undefined) this.#seal(this.#active);
    if (!this.#toldFull) {
      const then = this.#options.onFull === "memory" ? "they go on in memory alone" : "they are dropped";
      this.#fail(`events cannot be kept on disk; until that changes ${then}`, error);
    }
    this.#toldFull = true;
  }

  #seal(segment: Segment): void {
    segment.sealed = true;
    if (segment === this.#active) this.#active = undefined;
  }

  #refuse(done: Done): void {
    done(undefined, this.#options.onFull === "drop");
  }

  async #sync(): Promise<void> {
    this.#cancelSync?.();
    this.#cancelSync = undefined;
    const waiting = this.#unsynced.splice(0);
    const segments = [...this.#unsyncedSegments];
    this.#unsyncedSegments.clear();
    try {
      for (const segment of segments) await segment.sync("log");
    } catch (error) {
      // The events are written, so only a crash of the machine can lose them; they are told nonetheless.
      this.#fail("fsync failed", error);
      // The disk may say nothing about these pages any more: what comes next is written elsewhere.
      for (const segment of segments) this.#seal(segment);
    }
    for (const { id, done } of waiting) done(id);
  }

  async #writeMarks(marks: PendingMark[]): Promise<void> {
    const isAwaited = marks.some(({ done }) => done !== undefined);
    for (const [segment, buffers] of this.#segments.marksOf(marks)) {
      // Its files go in a moment.
      if (segment.sealed && segment.unsettled === 0) continue;
      try {
        await segment.mark(Buffer.concat(buffers));
        if (isAwaited && this.#options.fsyncMs === 0) await segment.sync("marks");
      } catch (error) {
        if (!this.#resting) this.#fail("the journal cannot record what was sent", error);
        this.#restUntil = this.#now() + REST_MS;
      }
    }
    for (const { done } of marks) done?.();
  }

  /** Deletes segments whose events are all settled. */
  async #tidy(): Promise<void> {
    for (const segment of this.#segments.list()) {
      const isDone = segment.sealed && segment.unsettled <= 0 && !this.#unsyncedSegments.has(segment);
      if (isDone) await this.#discard(segment);
    }
  }

  async #discard(segment: Segment): Promise<void> {
    try {
      await this.#segments.discard(segment, this.#owner?.folder);
    } catch (error) {
      this.#fail(`${segment.path}.log cannot be deleted`, error);
    }
  }

  #fail(message: string, cause: unknown): void {
    const why = cause instanceof Error ? `: ${cause.message}` : "";
    this.#host?.onError(new Error(`${message}${why}`, { cause }));
  }
}
