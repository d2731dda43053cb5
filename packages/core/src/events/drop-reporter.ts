import type { EventDrop, EventType } from "../contracts/events";
import type { Logger } from "../contracts/logger";
import { EventError } from "./errors";

/** Different notices that are told one by one; of more, only reason and type. */
const MAX_NOTICES = 100;

/**
 * Counts events that were given up and tells listeners and the log: many at once as one notice, so
 * that a flood of drops does not become a flood of calls.
 */
export class DropReporter {
  dropped = 0;
  unresolved = 0;
  readonly listeners: Set<(drop: EventDrop) => void> = new Set();
  readonly #logger: Logger;
  #pending: EventDrop[] = [];
  /** Made once: while the queue stays full, an error for each loss would cost more than the checks themselves. */
  readonly #full: EventError = new EventError(
    "event_queue_full",
    'the event queue is full; raise `maxQueueSize` or `maxQueueBytes`, or use `onFull: "wait"`',
  );

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** `count` 0: the event goes on, without what `error` names. Only a full or closed queue needs no `error`. */
  report(reason: EventDrop["reason"], count: number, type?: EventType, error?: Error): void {
    if (reason === "unresolved") this.unresolved += count;
    else this.dropped += count;
    const pending = this.#pending;
    const told = pending.length < MAX_NOTICES ? error : undefined;
    for (const drop of pending) {
      if (
        drop.reason === reason &&
        drop.type === type &&
        (drop.error as Error | undefined)?.message === told?.message
      ) {
        drop.count += count;
        return;
      }
    }
    if (pending.length === 0) queueMicrotask(() => this.#tell());
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

  #tell(): void {
    const drops = this.#pending;
    this.#pending = [];
    for (const drop of drops) {
      const { count, reason, type } = drop;
      drop.error ??=
        reason === "closed"
          ? new EventError("event_queue_closed", "the client is closed; send events before `close()`")
          : this.#full;
      this.log(drop.error, count > 0 ? `${count}${type ? ` ${type}` : ""} events lost: ` : "");
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
