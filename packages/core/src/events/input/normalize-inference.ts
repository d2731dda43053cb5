import type { EventMetadata } from "../../contracts/events";
import type { PendingEvent } from "../buffer/pending-event";
import { EventError } from "../errors";
import { type CopyReport, readMembers } from "./json-copy";
import { copyKeys, copyText } from "./keys";
import { normalizeMetadata } from "./metadata";

/** Estimated size of the numbers of an inference event, in bytes. */
const COUNT_BYTES = 120;
/** Digits that a cost may have before and after the point. */
const COST = /^\d{1,15}(\.\d{1,15})?$/;

/** Checks and copies an `inference` event. @throws {EventError} for an event that cannot be sent. */
export function normalizeInference(report: CopyReport, body: object, metadata?: EventMetadata): PendingEvent {
  const members = readMembers(report, body, "");
  const wire = {
    company: requiredCompany(report, members.company),
    user: copyKeys(report, members.user, "user"),
    event: copyText(report, members.event, "event"),
    provider: requiredText(report, members, "provider"),
    request_model: copyText(report, members.requestModel, "requestModel"),
    response_model: requiredText(report, members, "responseModel"),
    operation: copyText(report, members.operation, "operation"),
    requests: optionalCount(members, "requests"),
    input_tokens: requiredCount(members, "inputTokens"),
    output_tokens: requiredCount(members, "outputTokens"),
    cached_input_tokens: optionalCount(members, "cachedInputTokens"),
    cache_creation_input_tokens: optionalCount(members, "cacheCreationInputTokens"),
    reasoning_tokens: optionalCount(members, "reasoningTokens"),
    cost: copyCost(report, members.cost),
    currency: copyText(report, members.currency, "currency"),
    lease_id: copyText(report, members.leaseId, "leaseId"),
    reservation_id: copyText(report, members.reservationId, "reservationId"),
  };
  report.count(COUNT_BYTES);
  const wireMetadata = metadata && normalizeMetadata(report, metadata);
  const { bytes } = report;
  return { type: "inference", bytes, body: wire, metadata: wireMetadata, seq: 0, at: 0, encoded: undefined };
}

type Members = Record<string, unknown>;

function requiredCompany(report: CopyReport, source: unknown): Record<string, string> {
  const keys = copyKeys(report, source, "company");
  if (keys !== undefined && Object.values(keys).some((value) => value !== undefined)) return keys;
  throw new EventError("invalid_event", "inference: `company` must name the company by at least one key");
}

function requiredText(report: CopyReport, members: Members, name: string): string {
  const text = members[name];
  if (typeof text === "string" && text.trim() !== "") return copyText(report, text, name) as string;
  throw new EventError("invalid_event", `inference: \`${name}\` must be a non-empty name`);
}

function requiredCount(members: Members, name: string): number {
  const count = members[name];
  if (Number.isSafeInteger(count) && (count as number) >= 0) return count as number;
  const got = `${typeof count} ${String(count)}`;
  throw new EventError(
    "invalid_quantity",
    `inference: \`${name}\` must be an integer of at least 0, got ${got}`,
  );
}

function optionalCount(members: Members, name: string): number | undefined {
  return members[name] === undefined || members[name] === null ? undefined : requiredCount(members, name);
}

/** Returns a cost as decimal text. Without it the server derives the cost from the price of the model. */
function copyCost(report: CopyReport, source: unknown): string | undefined {
  const cost = copyText(report, source, "cost");
  return cost === undefined || COST.test(cost) ? cost : report.omit("cost", "not a decimal number");
}
