import type { CancelTimer } from "../contracts/clock";
import type { EvaluationContext, FlagResolution, Preflight } from "../contracts/evaluation";
import type {
  EventDrop,
  EventJournal,
  EventMetadata,
  EventSink,
  EventSinkStatus,
  EventType,
} from "../contracts/events";
import { entryOf } from "./accept";
import { Batcher } from "./batcher";
import { DropReporter } from "./drops";
import { Encoder } from "./encode";
import { EventError } from "./errors";
import { type ExitFlush, unwatchExit, watchExit } from "./exit";
import { JournalLink } from "./journal-link";
import type { EventQueueOptions } from "./options";
import { blank, type Entry, type EventRecord } from "./record";
import { Ring } from "./ring";
import { Sender } from "./sender";
import { Stamps } from "./stamps";
import { Store } from "./store";
import { UniqueChecks } from "./unique";
import { findWaitUntil, type WaitUntil } from "./wait-until";

/** A request body is kept below this, bytes, until the server asks for less. */
const MAX_BODY_BYTES = 1024 * 1024;
/** How long `flush` and `close` take at most when nothing else is said, ms. */
const DRAIN_MS = 10_000;
/** How long the end of a process is put off for its events, ms. */
const EXIT_MS = 5_000;
/** How long a serverless invocation is kept alive for its events, ms: platforms end it after 30 s. */
const INVOCATION_MS = 25_000;

/** The event sink of a client: a bounded queue in memory, delivered in batches over HTTP. */
export class EventQueue implements EventSink, ExitFlush {
  readonly #options: EventQueueOptions;
  readonly #stamps: Stamps;
  readonly #store: Store;
  readonly #batcher: Batcher;
  readonly #sender: Sender;
  readonly #drops: DropReporter;
  readonly #unique: UniqueChecks | undefined;
  readonly #journal: JournalLink | undefined;
  /** Entries for which there is no room yet, with `onFull: "wait"`. */
  readonly #waiting: Ring<{ entry: Entry; done: () => void }> = new Ring();
  readonly #drainers: Set<() => void> = new Set();
  #encoder: Encoder | undefined;
  #delivered = 0;
  /** Held events that the journal keeps as well. */
  #kept = 0;
  #cancelTimer: CancelTimer | undefined;
  #closing: Promise<number> | undefined;
  #closed = false;
  /** Events up to this number have had their flush before the process ends. */
  #exitSeq = -2;
  #watched = false;
  /** A platform's `waitUntil` was given a flush that has not begun. */
  #invocationHeld = false;

  constructor(options: EventQueueOptions) {
    this.#options = options;
    this.#drops = new DropReporter(options.logger);
    this.#unique = options.flagChecks === "unique" ? new UniqueChecks(options.clock) : undefined;
    const maxEvents = Math.min(100, options.maxBatchSize);
    const maxParked = 10 * options.concurrency * maxEvents;
    this.#stamps = new Stamps(options.clock);
    const { maxQueueSize, maxQueueBytes, onFull } = options;
    this.#store = new Store({
      stamps: this.#stamps,
      drops: this.#drops,
      maxQueueSize,
      maxQueueBytes,
      onFull,
      released: (records) => this.#release(records),
    });
    this.#batcher = new Batcher({
      limits: { maxEvents, maxBytes: MAX_BODY_BYTES, maxParked },
      events: this.#store.events,
      checks: this.#store.checks,
      encode: (entry) => this.#encode(entry),
    });
    this.#journal = options.journal && this.#link(options.journal);
    this.#sender = this.#makeSender();
  }

  accept(type: "identify" | "track", body: object, metadata?: EventMetadata): void | Promise<void> {
    let entry: Entry;
    try {
      entry = entryOf(type, body, metadata);
    } catch (cause) {
      return this.#store.invalid(type, cause);
    }
    if (entry.problems !== undefined) this.#store.leftOut(entry);
    if (this.#closed) return this.#refuse("closed", type);
    if (this.#waiting.size === 0 && this.#store.makeRoom(entry.bytes)) return this.#admit(entry);
    return this.#wait(entry);
  }

  acceptFlagCheck(answer: FlagResolution, context: EvaluationContext, preflight?: Preflight): void {
    if (this.#options.flagChecks === "off") return;
    if (this.#unique?.isNew(answer, context) === false) return;
    if (this.#closed) this.#refuse("closed", "flag_check");
    else if (this.#waiting.size > 0) this.#refuse("queue_full", "flag_check");
    else {
      this.#store.addCheck(answer, context, preflight !== undefined);
      this.#wake();
    }
  }

  flush(timeoutMs: number = DRAIN_MS): Promise<number> {
    return this.#drain(timeoutMs);
  }

  close(timeoutMs: number = DRAIN_MS): Promise<number> {
    this.#closing ??= this.#close(timeoutMs);
    return this.#closing;
  }

  status(): EventSinkStatus {
    const { inFlight } = this.#sender;
    const { dropped, unresolved } = this.#drops;
    return { queued: this.#left() - inFlight, inFlight, delivered: this.#delivered, dropped, unresolved };
  }

  onDrop(listener: (drop: EventDrop) => void): () => void {
    return this.#drops.add(listener);
  }

  /** Delivers what is held before the process ends by itself, once for every event. */
  beforeExit(): void {
    if (this.#closing !== undefined || this.#exitSeq === this.#stamps.seq) return;
    this.#exitSeq = this.#stamps.seq;
    void this.#drain(EXIT_MS).then((left) => {
      this.#exitSeq = this.#stamps.seq;
      if (left === 0) return;
      const message = `${left} events were not delivered in the ${EXIT_MS} ms before the process ended; await \`client.close()\``;
      this.#drops.log("error", "", new EventError("event_capture_unavailable", message));
    });
  }

  #makeSender(): Sender {
    const { apiKey, baseUrl, headers, fetch, clock, timeoutMs, concurrency } = this.#options;
    const own = { "content-type": "application/json", "x-schematic-api-key": apiKey };
    const request = {
      apiKey,
      url: `${baseUrl}/batch`,
      headers: { ...headers, ...own },
      fetch,
      clock,
      timeoutMs,
    };
    const journal = this.#journal;
    return new Sender({
      batcher: this.#batcher,
      request,
      concurrency,
      clock,
      delivered: (records) => {
        this.#delivered += records.length;
        this.#settle(records);
      },
      gaveUp: (records, reason, error) => {
        for (const record of records) this.#drops.report(reason, 1, record.type, error);
        this.#settle(records);
      },
      warn: (error) => this.#drops.log("error", "", error),
      holds: () => this.#waiting.size > 0,
      ...(journal && { attempting: (records) => journal.attempting(records) }),
    });
  }

  #link(journal: EventJournal): JournalLink {
    const { apiKey, baseUrl, clock } = this.#options;
    return new JournalLink(journal, {
      scope: `${apiKey}\n${baseUrl}`,
      clock,
      warn: (error) => {
        this.#drops.report("invalid", 0, undefined, error);
      },
      nextSeq: () => ++this.#stamps.seq,
      room: () => this.#store.room.half,
      replayed: (records) => {
        for (const record of records) {
          this.#store.room.take(record.bytes);
          this.#kept++;
          const entry = blank(record.type, record, record.bytes);
          entry.seq = record.seq;
          this.#push(entry);
        }
      },
      idle: () => this.#check(),
    });
  }

  #refuse(reason: "closed" | "queue_full", type: EventType): void {
    this.#drops.report(reason, 1, type);
  }

  /** Waits for room, where that is wanted and can come. */
  #wait(entry: Entry): void | Promise<void> {
    const { onFull, maxQueueSize } = this.#options;
    const waits = onFull === "wait" && this.#store.room.couldFit(entry.bytes);
    // Callers who do not await their promise must not turn the bound into none.
    if (!waits || this.#waiting.size >= maxQueueSize) return this.#refuse("queue_full", entry.type);
    return new Promise((resolve) => {
      this.#waiting.push({ entry, done: resolve });
      // From now on the timers of another attempt hold the process.
      if (this.#waiting.size === 1) this.#sender.pump();
    });
  }

  #admit(entry: Entry): void | Promise<void> {
    this.#stamps.next();
    entry.seq = this.#stamps.seq;
    entry.at = this.#stamps.at;
    this.#store.room.take(entry.bytes);
    const journal = this.#journal;
    if (journal === undefined) return this.#push(entry);
    const record = this.#encode(entry);
    if (record === undefined) return;
    return new Promise((resolve) => {
      journal.append(record, (refused) => {
        resolve();
        if (refused) {
          this.#drops.report("queue_full", 1, entry.type);
          return this.#settle([record]);
        }
        if (record.journalId !== undefined) this.#kept++;
        entry.what = record;
        this.#push(entry);
      });
    });
  }

  #push(entry: Entry): void {
    this.#store.events.push(entry);
    this.#wake();
  }

  /** Something waits: sees to its delivery. */
  #wake(): void {
    const sender = this.#sender;
    if (!this.#watched) {
      this.#watched = true;
      watchExit(this);
    }
    if (sender.hungry && (sender.hurried || this.#batcher.full)) {
      sender.called();
      queueMicrotask(() => sender.pump());
    }
    const waitUntil = this.#options.waitUntil ?? findWaitUntil();
    if (waitUntil !== undefined) this.#holdInvocation(waitUntil);
    else if (this.#cancelTimer === undefined) this.#startTimer();
  }

  #startTimer(): void {
    const { clock, flushIntervalMs } = this.#options;
    this.#cancelTimer = clock.setTimer(() => {
      this.#cancelTimer = undefined;
      this.#sender.send(this.#stamps.seq);
    }, flushIntervalMs);
  }

  /** One flush for all that is accepted before the caller's turn ends. */
  #holdInvocation(waitUntil: WaitUntil): void {
    if (this.#invocationHeld) return;
    this.#invocationHeld = true;
    const flushed = Promise.resolve().then(() => {
      this.#invocationHeld = false;
      return this.#drain(INVOCATION_MS);
    });
    try {
      waitUntil(flushed);
    } catch (cause) {
      const message = "`waitUntil` threw; events may not arrive when the request ends";
      this.#drops.log("error", "", new EventError("event_capture_unavailable", message, { cause }));
    }
  }

  #encode(entry: Entry): EventRecord | undefined {
    this.#encoder ??= new Encoder(crypto.randomUUID());
    try {
      return this.#encoder.record(entry);
    } catch (cause) {
      const error = new EventError("invalid_event", `${entry.type}: the event has no JSON form`, { cause });
      this.#drops.report("invalid", 1, entry.type, error);
      this.#store.room.give(entry.bytes);
      return undefined;
    }
  }

  #settle(records: readonly EventRecord[]): void {
    for (const { bytes } of records) this.#store.room.give(bytes);
    this.#release(records);
    for (let next = this.#waiting.peek(); next !== undefined; next = this.#waiting.peek()) {
      if (!this.#store.makeRoom(next.entry.bytes)) break;
      this.#waiting.shift();
      void Promise.resolve(this.#admit(next.entry)).then(next.done);
    }
    this.#check();
  }

  /** The journal need not keep them any more. */
  #release(records: readonly EventRecord[]): void {
    if (this.#journal === undefined) return;
    for (const { journalId } of records) if (journalId !== undefined) this.#kept--;
    this.#journal.settled(records);
  }

  /** Events that are held, or wait to be. */
  #left(): number {
    return this.#store.room.events + this.#waiting.size;
  }

  #check(): void {
    this.#journal?.replay();
    if (this.#left() > 0 || this.#journal?.reading) return;
    this.#watched = false;
    unwatchExit(this);
    for (const done of this.#drainers) done();
  }

  /** Sends everything, also what comes in meanwhile; resolves with what is left at the deadline. */
  async #drain(timeoutMs: number): Promise<number> {
    this.#journal?.open();
    if (this.#left() === 0 && !this.#journal?.reading) return 0;
    this.#sender.hurry();
    await new Promise<void>((resolve) => {
      const done = (): void => {
        cancel();
        this.#drainers.delete(done);
        resolve();
      };
      // This timer holds the process: whoever awaits a flush wants its answer.
      const cancel = this.#options.clock.setTimer(done, timeoutMs, true);
      this.#drainers.add(done);
    });
    this.#sender.relax();
    return this.#left();
  }

  async #close(timeoutMs: number): Promise<number> {
    const left = await this.#drain(timeoutMs);
    this.#closed = true;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    unwatchExit(this);
    this.#sender.stop();
    await this.#journal?.close();
    const lost = Math.max(0, left - this.#kept);
    if (lost > 0) this.#drops.report("closed", lost, undefined, notDelivered(lost, timeoutMs));
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) next.done();
    return left;
  }
}

function notDelivered(left: number, timeoutMs: number): EventError {
  const message = `${left} events were not delivered within ${Math.round(timeoutMs)} ms of close()`;
  return new EventError("event_queue_closed", message);
}
