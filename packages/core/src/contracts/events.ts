import type { Clock } from "./clock";
import type { EvaluationContext, FlagResolution, Preflight } from "./evaluation";

/** Kind of an event that a program sends itself. */
export type SentEventType = "identify" | "track" | "inference";

/** Kind of an event. */
export type EventType = SentEventType | "flag_check";

/** Metadata of one event, all optional. */
export interface EventMetadata {
  /** Deduplication key; the server drops a second event with the same key within 24 h. */
  idempotencyKey?: string;
  /** When it happened; default: when it was accepted. */
  sentAt?: Date;
  /** Take `sentAt` as the time of the event; needs a secret key and `sentAt`. */
  trustedClientClock?: boolean;
  /** Import of historical data that does not count for billing; needs `trustedClientClock`. */
  backfill?: boolean;
}

export interface EventSinkStatus {
  /** Events that wait, for their first attempt or another one. */
  queued: number;
  /** Events in requests right now. */
  inFlight: number;
  delivered: number;
  /** Dropped by a bound or refused by the server, by reason. */
  dropped: number;
  /** Sent, but never answered within the age in which a resend is safe. */
  unresolved: number;
}

/** Events that were lost and the reason, passed to `drop` listeners. */
export interface EventDrop {
  /** How many events were lost; 0 where an event goes on without the values that `error` names. */
  count: number;
  reason: "queue_full" | "rejected" | "invalid" | "unresolved" | "closed";
  type?: EventType;
  /** An `EventError` with a `code` and what to do about it. */
  error?: unknown;
}

/**
 * Accepts events and delivers them.
 *
 * Failure contract: `accept` never throws; what it cannot take is counted and reported. `flush` and
 * `close` resolve with what was left, never reject.
 */
export interface EventSink {
  /**
   * Takes an `identify`, `track` or `inference` event. `body` is in the public camelCase form and becomes wire form
   * when it is sent; what the caller could change later is copied now. A promise only with
   * `onFull: "wait"` (resolves when there is room) or a journal (resolves when it is durable).
   */
  accept(type: SentEventType, body: object, metadata?: EventMetadata): void | Promise<void>;
  /** Takes a `flag_check` event for an answer of the local engine: on the hot path, so it keeps references. */
  acceptFlagCheck(answer: FlagResolution, context: EvaluationContext, preflight?: Preflight): void;
  /** Delivers what is queued; resolves with the number of events that are left after `timeoutMs`. */
  flush(timeoutMs?: number): Promise<number>;
  close(timeoutMs?: number): Promise<number>;
  status(): EventSinkStatus;
  onDrop(listener: (drop: EventDrop) => void): () => void;
}

/** An event as a journal keeps it. */
export interface JournalEvent {
  type: EventType;
  /** The company or user whose order it keeps; empty when its order does not matter. */
  group: string;
  /** The event's wire form (JSON) without the API key, its idempotency key and time included. */
  text: string;
}

/** An event on its way. */
export interface QueuedEvent extends JournalEvent {
  /** Size against the queue's bound, estimated. */
  bytes: number;
  /** When it was first sent, monotonic ms; `undefined` = never. */
  firstAttempt: number | undefined;
  /** An attempt was made whose outcome is unknown: the server may have counted it. */
  unknown: boolean;
}

/** The queue that a journal serves. */
export interface JournaledQueue {
  /**
   * Identity of the sender: API key, URL, environment id and headers that identify a tenant. Events of two
   * scopes never mix. It contains a secret and must not be written as it is.
   */
  readonly scope: string;
  /** The scope under which the first edition kept this sender's events. A secret as well. */
  readonly formerScope?: string;
  readonly clock: Clock;
  /** How many events of earlier processes may be added now. */
  room(): number;
  /** Takes an event of an earlier process. */
  add(event: QueuedEvent): void;
  /** To be called when `reading` has become false. */
  idle(): void;
  /** To be called once for each problem: an error with a `code`, for the log and `drop` listeners. */
  onError(error: Error): void;
}

/**
 * Value of the option `events.journal`. Keeps events until they are settled, so that they outlive the
 * process. Made by `fileJournal` of `@schematic/core/journal`, or by `journalOf` there from a
 * {@link JournalStore} of one's own.
 *
 * Failure contract: no method throws or rejects; what could not be kept is passed to `onError`.
 */
export interface EventJournal {
  /** Called once, before anything else. Does no I/O before the caller's turn ends. */
  attach(queue: JournaledQueue): void;
  /** Begins to read what earlier processes left; calling it again does nothing. */
  open(): void;
  /** Events of earlier processes are being read, or will be. */
  readonly reading: boolean;
  /** How many of the queue's events it keeps. */
  readonly kept: number;
  /** Resolves when the event is durable, or could not be kept and goes on in memory; `false`: it is to be dropped. */
  append(event: QueuedEvent): Promise<boolean>;
  /** Called before events are sent; resolves when the first attempt of each is on record. */
  attempting(events: readonly QueuedEvent[]): Promise<void>;
  /** These events are delivered or given up: they need not be kept. Also called with events that it does not keep. */
  settled(events: readonly QueuedEvent[]): void;
  /** Resolves when all is written; what is not settled stays for the next process. */
  close(): Promise<void>;
}

/** An event that an earlier process left in a journal. */
export interface ReplayedEvent extends JournalEvent {
  id: number;
  /** When it was first sent, ms since the epoch; absent when it never was. */
  firstAttempt?: number;
}

export interface JournalHost {
  /**
   * Identity of the sender: API key, URL, environment id and headers that identify a tenant. Events of two
   * scopes never mix. It contains a secret and must not be written as it is.
   */
  scope: string;
  /** The scope under which the first edition kept this sender's events. A secret as well. */
  formerScope?: string;
  clock: Clock;
  /** To be called once for each problem, for example a full disk or a damaged segment. */
  onError(error: unknown): void;
  /** To be called when there are more events to replay, because another process ended. */
  onReplay(): void;
}

/**
 * Storage of a journal.
 *
 * Failure contract: no method throws or rejects; what could not be kept is passed to `onError`, and the
 * event goes on in memory. A store that breaks this contract, or does not answer within 5 s, is reported; its
 * events go on in memory as well.
 */
export interface JournalStore {
  /** Called once, before anything else. */
  open(host: JournalHost): void;
  /**
   * Calls `done` when the event is durable, with its id. Without an id it could not be kept: it goes on
   * in memory, or is dropped when `refused`.
   */
  append(event: JournalEvent, done: (id: number | undefined, refused?: boolean) => void): void;
  /** Up to `max` events that earlier processes left, each once; none when there are no more. */
  replay(max: number): Promise<ReplayedEvent[]>;
  /** Resolves when it is on record that these events are sent for the first time at `at` (ms since the epoch). */
  attempting(ids: readonly number[], at: number): Promise<void>;
  /** These events are delivered or given up: they need not be kept. */
  settled(ids: readonly number[]): void;
  /** Writes what is pending and closes the files; what is not settled stays for the next process. */
  close(): Promise<void>;
}
