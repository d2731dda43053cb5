import type { CancelTimer, Clock } from "../contracts/clock";
import type { EventDrop, EventType } from "../contracts/events";
import type { Logger } from "../contracts/logger";
import { EventError } from "./errors";

/** Different notices that are reported one by one until the turn ends; further ones share reason and type only. */
const MAX_NOTICES = 100;
/** A full queue is logged at most once in this time, in ms. */
const FULL_LOG_MS = 1_000;

const RAISE = "raise `events.maxQueueSize` or `events.maxQueueBytes`";

export interface DropReport {
  readonly reason: EventDrop["reason"];
  /** 0 if the event itself goes on, without what `error` names. */
  readonly count: number;
  readonly type?: EventType;
  /** Only a full or closed queue has a default. */
  readonly error?: Error;
}

/**
 * Counts events that were given up, and reports them to listeners and to the log. Losses of the same kind in one turn
 * of the event loop share a notice, so that a flood of losses does not become a flood of calls.
 */
export class DropReporter {
  dropped = 0;
  unresolved = 0;
  readonly listeners: Set<(drop: EventDrop) => void> = new Set();
  readonly #logger: Logger;
  readonly #fullLog: FullQueueLog;
  #pending: EventDrop[] = [];

  constructor(logger: Logger, clock: Clock) {
    this.#logger = logger;
    this.#fullLog = new FullQueueLog(clock, (error, prefix) => this.log(error, prefix));
  }

  report({ reason, count, type, error }: DropReport): void {
    if (reason === "unresolved") this.unresolved += count;
    else this.dropped += count;
    const pending = this.#pending;
    const detail = pending.length < MAX_NOTICES ? error : undefined;
    for (const drop of pending) {
      const message = (drop.error as Error | undefined)?.message;
      if (drop.reason === reason && drop.type === type && message === detail?.message) {
        drop.count += count;
        return;
      }
    }
    if (pending.length === 0) queueMicrotask(() => this.#notify());
    pending.push({ count, reason, ...(type && { type }), ...(error && { error }) });
  }

  log(error: unknown, prefix = ""): void {
    try {
      const { code, message } = error as EventError;
      this.#logger.error(`[schematic] ${prefix}${message ?? error}${code ? ` (${code})` : ""}`);
    } catch {
      // A logger that throws is ignored.
    }
  }

  /** Logs what was not logged yet. */
  close(): void {
    this.#fullLog.close();
  }

  #notify(): void {
    const drops = this.#pending;
    this.#pending = [];
    for (const drop of drops) {
      const { count, reason, type } = drop;
      if (reason === "queue_full" && drop.error === undefined) {
        drop.error = this.#fullLog.add(count, type);
      } else {
        drop.error ??= CLOSED;
        this.log(drop.error, count > 0 ? `${count}${type ? ` ${type}` : ""} events lost: ` : "");
      }
      for (const listener of this.listeners) {
        try {
          listener(drop);
        } catch (error) {
          this.log(error, "a `drop` listener threw: ");
        }
      }
    }
  }
}

// Created once: an error for each loss would cost more than the loss itself.
const CLOSED: EventError = new EventError(
  "event_queue_closed",
  "the client is closed; send events before `close()`",
);
const FULL: EventError = new EventError(
  "event_queue_full",
  `the event queue is full; ${RAISE}, or use \`events.onFull: "wait"\``,
);
const FULL_OF_CHECKS: EventError = new EventError(
  "event_queue_full",
  `the event queue is full of flag checks; use \`events.flagChecks: "unique"\`, or ${RAISE}`,
);

/** Logs losses of a full queue: the first at once, later ones together once per second. */
class FullQueueLog {
  readonly #clock: Clock;
  readonly #log: (error: Error, prefix: string) => void;
  readonly #counts: Map<EventType | undefined, number> = new Map();
  #cancelTimer: CancelTimer | undefined;

  constructor(clock: Clock, log: (error: Error, prefix: string) => void) {
    this.#clock = clock;
    this.#log = log;
  }

  /** Counts losses and returns the error that explains them. */
  add(count: number, type: EventType | undefined): EventError {
    this.#counts.set(type, (this.#counts.get(type) ?? 0) + count);
    if (this.#cancelTimer === undefined) this.#write();
    return type === "flag_check" ? FULL_OF_CHECKS : FULL;
  }

  close(): void {
    this.#cancelTimer?.();
    if (this.#counts.size > 0) this.#write();
    this.#cancelTimer?.();
  }

  #write(): void {
    const lost = [...this.#counts].map(([type, count]) => `${count}${type ? ` ${type}` : ""}`);
    const checksOnly = this.#counts.size === 1 && this.#counts.has("flag_check");
    this.#counts.clear();
    this.#cancelTimer = this.#clock.setTimer(() => {
      this.#cancelTimer = undefined;
      if (this.#counts.size > 0) this.#write();
    }, FULL_LOG_MS);
    this.#log(checksOnly ? FULL_OF_CHECKS : FULL, `${lost.join(" and ")} events lost: `);
  }
}
