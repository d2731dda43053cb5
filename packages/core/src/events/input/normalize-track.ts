import type { EventMetadata } from "../../contracts/events";
import type { PendingEvent } from "../buffer/pending-event";
import { EventError } from "../errors";
import { type CopyReport, copyTraits, readMembers } from "./json-copy";
import { copyKeys, copyText } from "./keys";
import { normalizeMetadata } from "./metadata";

/** Checks and copies a `track` event. @throws {EventError} for an event that cannot be sent. */
export function normalizeTrack(report: CopyReport, body: object, metadata?: EventMetadata): PendingEvent {
  const members = readMembers(report, body, "");
  const { event, quantity, company, user, traits, leaseId, reservationId } = members;
  if (typeof event !== "string" || event.trim() === "") {
    throw new EventError("invalid_event", "track: `event` must be a non-empty name");
  }
  const isUnreadable = !("quantity" in members) && "quantity" in body;
  if (isUnreadable || !isQuantity(quantity)) {
    const got = isUnreadable ? "an unreadable value" : `${typeof quantity} ${String(quantity)}`;
    const message = `track: \`quantity\` of "${event}" must be a finite number of at least 0, got ${got}`;
    throw new EventError("invalid_quantity", message);
  }
  const wire = {
    event: copyText(report, event, "event") as string,
    company: copyKeys(report, company, "company"),
    user: copyKeys(report, user, "user"),
    quantity: quantity ?? undefined,
    traits: copyTraits(report, traits, "traits"),
    lease_id: copyText(report, leaseId, "leaseId"),
    reservation_id: copyText(report, reservationId, "reservationId"),
  };
  const wireMetadata = metadata && normalizeMetadata(report, metadata);
  const { bytes } = report;
  return { type: "track", bytes, body: wire, metadata: wireMetadata, seq: 0, at: 0, encoded: undefined };
}

function isQuantity(quantity: unknown): quantity is number | null | undefined {
  if (quantity === undefined || quantity === null) return true;
  return typeof quantity === "number" && quantity >= 0 && quantity !== Number.POSITIVE_INFINITY;
}
