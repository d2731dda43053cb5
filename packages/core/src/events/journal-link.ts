import type { CancelTimer, Clock } from "../contracts/clock";
import type { EventJournal } from "../contracts/events";
import { EventError } from "./errors";
import { EventRecord } from "./record";

export interface JournalLinkHost {
  scope: string;
  clock: Clock;
  warn(error: EventError): void;
  nextSeq(): number;
  /** How many replayed events may come in. */
  room(): number;
  /** Takes replayed events into the queue. */
  replayed(records: readonly EventRecord[]): void;
  /** Nothing is being read any more. */
  idle(): void;
}

/** Events that are read from the journal at once. */
const REPLAY_BATCH = 500;

/** What the queue does with its journal: appends, replays under the queue's bounds, and settles. */
export class JournalLink {
  readonly #journal: EventJournal;
  readonly #host: JournalLinkHost;
  readonly #cancelStart: CancelTimer;
  #opened = false;
  /** Events of earlier processes may be left in the journal. */
  #more = true;
  #reading = false;
  #closed = false;

  constructor(journal: EventJournal, host: JournalLinkHost) {
    this.#journal = journal;
    this.#host = host;
    // Events of an earlier process go out even when this one tracks none.
    this.#cancelStart = host.clock.setTimer(() => this.open(), 0);
  }

  /** Events are being read from the journal. */
  get reading(): boolean {
    return this.#reading || !this.#opened;
  }

  open(): void {
    if (this.#opened || this.#closed) return;
    this.#opened = true;
    this.#cancelStart();
    const { scope, clock } = this.#host;
    const onError = (cause: unknown): void => this.#host.warn(asJournalError(cause));
    const onReplay = (): void => {
      this.#more = true;
      this.replay();
    };
    this.#journal.open({ scope, clock, onError, onReplay });
    this.replay();
  }

  /** Calls `done` when the event is durable or known not to become so; `refused`: it is not to go on. */
  append(record: EventRecord, done: (refused: boolean) => void): void {
    this.open();
    const { type, group, text } = record;
    this.#journal.append({ type, group, text }, (id, refused = false) => {
      record.journalId = id;
      done(refused);
    });
  }

  /** Reads on as far as there is room. */
  replay(): void {
    if (!this.#opened || !this.#more || this.#reading || this.#closed) return;
    if (this.#host.room() > 0) void this.#replay();
  }

  async attempting(records: readonly EventRecord[]): Promise<void> {
    const ids: number[] = [];
    for (const { journalId, firstAttempt } of records) {
      if (journalId !== undefined && firstAttempt === undefined) ids.push(journalId);
    }
    if (ids.length > 0) await this.#journal.attempting(ids, this.#host.clock.now());
  }

  settled(records: readonly EventRecord[]): void {
    const ids: number[] = [];
    for (const { journalId } of records) if (journalId !== undefined) ids.push(journalId);
    if (ids.length > 0) this.#journal.settled(ids);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelStart();
    if (this.#opened) await this.#journal.close();
  }

  async #replay(): Promise<void> {
    this.#reading = true;
    for (let room = this.#host.room(); room > 0 && !this.#closed; room = this.#host.room()) {
      const events = await this.#journal.replay(Math.min(room, REPLAY_BATCH));
      if (events.length === 0) {
        this.#more = false;
        break;
      }
      const { clock } = this.#host;
      const sinceEpoch = clock.now() - clock.monotonic();
      this.#host.replayed(
        events.map(({ id, type, group, text, firstAttempt }) => {
          const seq = this.#host.nextSeq();
          const record = new EventRecord({ type, seq, bytes: text.length, text, group });
          record.journalId = id;
          if (firstAttempt !== undefined) {
            record.firstAttempt = firstAttempt - sinceEpoch;
            record.unknown = true;
          }
          return record;
        }),
      );
    }
    this.#reading = false;
    this.#host.idle();
  }
}

function asJournalError(cause: unknown): EventError {
  if (cause instanceof EventError) return cause;
  const message = `the event journal: ${cause instanceof Error ? cause.message : String(cause)}`;
  return new EventError("event_journal_failed", message, { cause });
}
