import type { EvaluationContext, FlagResolution, Preflight } from "./evaluation";

/** What kind of event a record is. */
export type EventType = "identify" | "track" | "flag_check";

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
  /** Events waiting, and in flight. */
  queued: number;
  inFlight: number;
  delivered: number;
  /** Dropped by a bound or refused by the server, by reason. */
  dropped: number;
  /** Sent, but never answered within the age in which a resend is safe. */
  unresolved: number;
}

/** Why events were given up, told to `drop` listeners. */
export interface EventDrop {
  count: number;
  reason: "queue_full" | "rejected" | "invalid" | "unresolved" | "closed";
  type?: EventType;
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
   * Takes an `identify` or `track` event. `body` is in the public camelCase form and becomes wire form
   * when it is sent; what the caller could change later is copied now. A promise only with
   * `onFull: "wait"` (resolves when there is room) or a journal (resolves when it is durable).
   */
  accept(type: "identify" | "track", body: object, metadata?: EventMetadata): void | Promise<void>;
  /** Takes a `flag_check` event for an answer of the local engine: on the hot path, so it keeps references. */
  acceptFlagCheck(answer: FlagResolution, context: EvaluationContext, preflight?: Preflight): void;
  /** Delivers what is queued; resolves with the number of events that are left after `timeoutMs`. */
  flush(timeoutMs?: number): Promise<number>;
  close(timeoutMs?: number): Promise<number>;
  status(): EventSinkStatus;
  onDrop(listener: (drop: EventDrop) => void): () => void;
}
