import { isDate } from "@schematic-internal/kit";
import type { EventMetadata } from "../../contracts/events";
import type { WireMetadata } from "../buffer/pending-event";
import { EventError } from "../errors";
import { type CopyReport, readMembers } from "./json-copy";
import { copyText } from "./keys";

/** Returns metadata in wire form. @throws {EventError} `invalid_event` for a combination that the API refuses. */
export function normalizeMetadata(report: CopyReport, metadata: EventMetadata): WireMetadata {
  const { idempotencyKey, sentAt, trustedClientClock, backfill } = readMembers(report, metadata, "");
  const isTrusted = trustedClientClock === true || undefined;
  const time = isDate(sentAt) ? Date.prototype.getTime.call(sentAt) : Number.NaN;
  const isTime = !Number.isNaN(time);
  if (!isTime && isTrusted) {
    throw new EventError("invalid_event", "`trustedClientClock` needs `sentAt` to be a valid Date");
  }
  if (!isTime && sentAt !== undefined && sentAt !== null) report.omit("sentAt", "invalid date");
  if (backfill === true && !isTrusted) {
    throw new EventError("invalid_event", "`backfill` needs `trustedClientClock: true` and `sentAt`");
  }
  return {
    sent_at: isTime ? new Date(time).toISOString() : undefined,
    idempotency_key: copyText(report, idempotencyKey, "idempotencyKey") || undefined,
    trusted_client_clock: isTrusted,
    backfill: backfill === true || undefined,
  };
}
