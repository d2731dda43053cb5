import type { EventDrop, EventType } from "../contracts/events";
import type { Logger } from "../contracts/logger";
import { EventError, type EventErrorCode } from "./errors";

const CODES: Record<EventDrop["reason"], EventErrorCode> = {
  queue_full: "event_queue_full",
  rejected: "event_rejected",
  invalid: "invalid_event",
  unresolved: "event_unresolved",
  closed: "event_queue_closed",
};

const ADVICE: Record<"queue_full" | "closed", string> = {
  queue_full: 'the event queue is full; raise `maxQueueSize` or `maxQueueBytes`, or use `onFull: "wait"`',
  closed: "the client is closed; send events before `close()`",
};

/**
 * Counts events that were given up and tells listeners and the log: many at once as one notice, so
 * that a flood of drops does not become a flood of calls.
 */
export class DropReporter {
  readonly #logger: Logger;
  readonly #listeners: Set<(drop: EventDrop) => void> = new Set();
  readonly #pending: Map<string, EventDrop> = new Map();
  /** The one of the last report: in a flood they are alike. */
  #last: EventDrop | undefined;
  readonly #counts: { dropped: number; unresolved: number } = { dropped: 0, unresolved: 0 };

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  get dropped(): number {
    return this.#counts.dropped;
  }

  get unresolved(): number {
    return this.#counts.unresolved;
  }

  add(listener: (drop: EventDrop) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** `count` 0: the event goes on, without what `error` names. */
  report(reason: EventDrop["reason"], count: number, type?: EventType, error?: EventError): void {
    if (reason === "unresolved") this.#counts.unresolved += count;
    else this.#counts.dropped += count;
    const last = this.#last;
    if (last !== undefined && last.reason === reason && last.type === type && last.error === error) {
      last.count += count;
      return;
    }
    if (this.#pending.size === 0) queueMicrotask(() => this.#tell());
    const key = `${reason} ${type} ${error === undefined ? "" : `${error.code} ${error.message}`}`;
    const known = this.#pending.get(key);
    if (known !== undefined) {
      known.count += count;
      this.#last = known;
    } else {
      const drop: EventDrop = { count, reason, ...(type && { type }), ...(error && { error }) };
      // Many different errors at once are told one by one, but not without a bound.
      this.#pending.set(this.#pending.size < 1000 ? key : `${reason} ${type}`, drop);
      this.#last = drop;
    }
  }

  #tell(): void {
    const drops = [...this.#pending.values()];
    this.#pending.clear();
    this.#last = undefined;
    for (const drop of drops) {
      drop.error ??= new EventError(
        CODES[drop.reason],
        ADVICE[drop.reason as keyof typeof ADVICE] ?? `events were given up: ${drop.reason}`,
      );
      this.log(
        "error",
        `${drop.count > 0 ? `${drop.count}${drop.type ? ` ${drop.type}` : ""} events lost: ` : ""}`,
        drop.error,
      );
      for (const listener of this.#listeners) {
        try {
          listener(drop);
        } catch (error) {
          this.log("error", "a `drop` listener threw: ", error);
        }
      }
    }
  }

  log(level: "error" | "warn", prefix: string, error: unknown): void {
    try {
      const { code, message } = error as EventError;
      this.#logger[level](`[schematic] ${prefix}${message ?? error}${code ? ` (${code})` : ""}`);
    } catch {
      // A logger that throws is ignored.
    }
  }
}
