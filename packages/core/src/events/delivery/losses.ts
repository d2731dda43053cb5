import type { QueuedEvent } from "../../contracts/events";
import type { EventBuffer } from "../buffer/event-buffer";
import type { PendingEvent } from "../buffer/pending-event";
import type { DropReporter } from "../drop-reporter";
import { EventError } from "../errors";
import type { PostResult } from "./post-batch";

/**
 * The server forgets an idempotency key after 24 h and would count the event again after that. An hour is left for
 * the request itself and for clocks that differ.
 */
const MAX_AGE_MS = 23 * 3_600_000;

/** Gives up events, and logs what stops delivery. */
export class Losses {
  readonly #buffer: EventBuffer;
  readonly #drops: DropReporter;
  /** Error code logged for the current failure streak. */
  #loggedCode: string | undefined;

  constructor(buffer: EventBuffer, drops: DropReporter) {
    this.#buffer = buffer;
    this.#drops = drops;
  }

  /** Ends a failure streak: the next failure is logged again. */
  delivered(): void {
    this.#loggedCode = undefined;
  }

  /** Logs the first failure of a streak that stops delivery, and at once those that a wrong option causes. */
  failed({ outcome, status, message, cause }: PostResult, isDown: boolean): void {
    if (outcome.kind === "refused") return;
    const isUnauthorized = outcome.kind === "unauthorized";
    const code = isUnauthorized ? "event_capture_unauthorized" : "event_capture_unavailable";
    const isMisdirected = status >= 200 && status < 400;
    if (this.#loggedCode === code || (!isDown && !isMisdirected)) return;
    this.#loggedCode = code;
    const advice = isUnauthorized ? "; check the API key" : "";
    const text = `events cannot be delivered now (${message})${advice}. They are kept and sent again`;
    this.#drops.log(new EventError(code, text, { cause, statusCode: status }));
  }

  /** Gives up an event that the server refuses. */
  refused(event: PendingEvent, { status, message }: PostResult): void {
    const advice = status === 413 ? "; shorten its traits" : "";
    const size = (event.encoded as QueuedEvent).text.length;
    this.#giveUp(
      event,
      "rejected",
      `the server refused an event of ${size} bytes (${message})${advice}`,
      status,
    );
  }

  /** Gives up an event that is set aside, because too many are. */
  expelled(event: PendingEvent): void {
    this.#giveUp(event, "unresolved", "it keeps failing by itself, and so do too many other events");
  }

  /** Gives up an event that cannot be encoded. */
  unreadable(event: PendingEvent, cause: unknown): void {
    const error = new EventError("invalid_event", `${event.type}: encoding the event failed`, { cause });
    this.#drops.report({ reason: "invalid", count: 1, type: event.type, error });
    this.#buffer.release([event]);
  }

  /** Gives up events that were first sent so long ago that another attempt could count them twice. Returns the others. */
  expired(events: readonly PendingEvent[], now: number): PendingEvent[] {
    const oldest = now - MAX_AGE_MS;
    return events.filter((event) => {
      const { firstAttempt = oldest, unknown } = event.encoded as QueuedEvent;
      if (firstAttempt >= oldest) return true;
      const reason = unknown ? "unresolved" : "rejected";
      this.#giveUp(event, reason, "not confirmed within 23 h; another attempt could count it twice");
      return false;
    });
  }

  #giveUp(event: PendingEvent, reason: "rejected" | "unresolved", text: string, statusCode?: number): void {
    const error = new EventError(`event_${reason}`, text, { statusCode });
    this.#drops.report({ reason, count: 1, type: event.type, error });
    this.#buffer.release([event]);
  }
}
