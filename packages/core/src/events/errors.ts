import { brandError, SchematicError } from "@schematic/api";

/** The reason for which an event was not accepted or not delivered. */
export type EventErrorCode =
  | "invalid_event"
  | "invalid_quantity"
  | "invalid_event_value"
  | "event_too_large"
  | "event_queue_full"
  | "event_rejected"
  | "event_unresolved"
  | "event_queue_closed"
  | "event_capture_unauthorized"
  | "event_capture_unavailable"
  | "event_journal_failed";

/** An event that was not accepted or not delivered. It is never thrown, only logged and passed to `drop` listeners. */
export class EventError extends SchematicError {
  static {
    brandError(EventError, "EventError");
  }

  declare readonly code: EventErrorCode;

  constructor(
    code: EventErrorCode,
    message: string,
    options?: { cause?: unknown; statusCode?: number | undefined },
  ) {
    super({ code, message, ...options });
  }
}
