import type { EventMetadata } from "../../contracts/events";
import { groupOf } from "../delivery/wire";
import { EventError } from "../errors";
import {
  copyKeys,
  copyText,
  copyTraits,
  Draft,
  isObject,
  type Keys,
  keyValue,
  onlyKey,
  problem,
} from "./json-copy";

/** What an event weighs besides its body: key, type, time, API key. */
const ENVELOPE_BYTES = 160;

type Fields = Record<string, unknown>;

/** Checks and copies an event. Throws an `EventError` for what cannot be taken, else what a getter threw. */
export function draftOf(type: "identify" | "track", body: object, metadata?: EventMetadata): Draft {
  if (typeof body !== "object" || body === null) invalid(`${type}: expected an object as the event's body`);
  const draft = new Draft(type, ENVELOPE_BYTES);
  const meta = metadata && metaOf(draft, metadata);
  draft.parts =
    type === "track" ? trackParts(draft, body as Fields, meta) : identifyParts(draft, body as Fields, meta);
  return draft;
}

function invalid(message: string): never {
  throw new EventError("invalid_event", message);
}

function trackParts(draft: Draft, body: Fields, meta: Meta | undefined): unknown[] {
  const { event, quantity, company, user, traits, leaseId, reservationId } = body;
  if (typeof event !== "string" || event.trim() === "") {
    invalid("track: `event` must be a name that is not empty");
  }
  if (typeof quantity === "number" && quantity >= 0 && quantity !== Number.POSITIVE_INFINITY) {
    draft.own = quantity;
  } else if (quantity !== undefined && quantity !== null) {
    const message = `track: \`quantity\` of "${event}" must be a finite number of at least 0, got ${typeof quantity} ${quantity}`;
    throw new EventError("invalid_quantity", message);
  }
  const isPlain = traits === undefined && leaseId === undefined && reservationId === undefined;
  const companyName = onlyKey(company);
  const userName = onlyKey(user);
  return [
    copyText(draft, event, "event"),
    companyName,
    userName,
    keyValue(draft, company, companyName, "company"),
    keyValue(draft, user, userName, "user"),
    isPlain
      ? undefined
      : {
          traits: copyTraits(draft, traits, "traits"),
          lease_id: copyText(draft, leaseId, "leaseId"),
          reservation_id: copyText(draft, reservationId, "reservationId"),
        },
    meta,
  ];
}

/** It has no name, its body as JSON, which can lie outside the heap, for a user, and for a company whose order it keeps. */
function identifyParts(draft: Draft, body: Fields, meta: Meta | undefined): unknown[] {
  const sent = subjectOf(draft, body, "");
  if (sent === undefined) invalid("identify: `keys` must name the user by at least one key");
  const { company } = body;
  if (isObject(draft, company, "company")) {
    sent.company = subjectOf(draft, company, "company.");
    if (sent.company === undefined) problem(draft, "company", "without keys");
  }
  return [
    undefined,
    undefined,
    undefined,
    groupOf(sent.company?.keys, sent.keys),
    JSON.stringify(sent),
    undefined,
    meta,
  ];
}

/** The user or company of an `identify`. */
interface Subject {
  keys: Keys;
  name: string | undefined;
  traits: Fields | undefined;
  /** Of a user. */
  company: Subject | undefined;
}

/** `undefined` when nothing names it. */
function subjectOf(draft: Draft, { keys, name, traits }: Fields, path: string): Subject | undefined {
  const copied = copyKeys(draft, keys, `${path}keys`);
  let isNamed = false;
  for (const each in copied) isNamed ||= copied[each] !== undefined;
  if (copied === undefined || !isNamed) return undefined;
  return {
    keys: copied,
    name: copyText(draft, name, `${path}name`),
    traits: copyTraits(draft, traits, `${path}traits`),
    company: undefined,
  };
}

/** Metadata in wire form. */
export interface Meta {
  sent_at: string | undefined;
  idempotency_key: string | undefined;
  trusted_client_clock: true | undefined;
  backfill: true | undefined;
}

function metaOf(draft: Draft, metadata: EventMetadata): Meta {
  const { idempotencyKey, sentAt, trustedClientClock, backfill } = metadata;
  const isTrusted = trustedClientClock === true || undefined;
  const isTime = sentAt instanceof Date && !Number.isNaN(sentAt.getTime());
  if (!isTime && sentAt !== undefined && sentAt !== null) {
    if (isTrusted) invalid("`sentAt` must be a valid Date when `trustedClientClock` is set");
    problem(draft, "sentAt", "invalid date");
  }
  if (backfill === true && !isTrusted) invalid("`backfill` needs `trustedClientClock: true` and `sentAt`");
  return {
    sent_at: isTime ? sentAt.toISOString() : undefined,
    idempotency_key: copyText(draft, idempotencyKey, "idempotencyKey") || undefined,
    trusted_client_clock: isTrusted,
    backfill: backfill === true || undefined,
  };
}
