import type { EvaluationContext, FlagResolution } from "../contracts/evaluation";
import type { EventMetadata } from "../contracts/events";
import { copyCompany, copyKeys, copyText, copyTraits, copyUser, problem } from "./copy";
import { groupOfKeys } from "./encode";
import { EventError } from "./errors";
import { blank, type Entry, IDENTIFY, type Keys } from "./record";

/** What an event weighs besides its body: key, type, time, API key. */
const ENVELOPE_BYTES = 160;

type Fields = Record<string, unknown>;

/** Checks and copies an event. Throws an `EventError` for what cannot be taken, else what a getter threw. */
export function entryOf(type: "identify" | "track", body: object, metadata?: EventMetadata): Entry {
  if (typeof body !== "object" || body === null) invalid(`${type}: expected an object as the event's body`);
  const entry = blank(type, IDENTIFY, ENVELOPE_BYTES);
  if (type === "track") track(entry, body as Fields);
  else identify(entry, body as Fields);
  if (metadata !== undefined) {
    const checked = metadataOf(entry, metadata);
    entry.more ??= { traits: undefined, leaseId: undefined, reservationId: undefined, metadata: undefined };
    entry.more.metadata = checked;
  }
  return entry;
}

/** Copies the context of a flag check that has many keys, or odd ones. */
export function checkEntryOf(
  answer: FlagResolution,
  { company, user }: EvaluationContext,
  preflight: boolean,
): Entry {
  const entry = blank("flag_check", answer, 0);
  entry.preflight = preflight;
  copyCompany(entry, company);
  copyUser(entry, user);
  return entry;
}

function invalid(message: string): never {
  throw new EventError("invalid_event", message);
}

function track(entry: Entry, body: Fields): void {
  const { event, quantity, traits, leaseId, reservationId } = body;
  if (typeof event !== "string" || event.trim() === "") {
    invalid("track: `event` must be a name that is not empty");
  }
  if (typeof quantity === "number" && quantity >= 0 && quantity !== Number.POSITIVE_INFINITY) {
    entry.quantity = quantity;
  } else if (quantity !== undefined && quantity !== null) {
    const got = typeof quantity === "number" ? quantity : `a ${typeof quantity}`;
    const message = `track: \`quantity\` of ${JSON.stringify(event)} must be a finite number of at least 0, got ${got}`;
    throw new EventError("invalid_quantity", message);
  }
  entry.what = copyText(entry, event, "event") as string;
  copyCompany(entry, body.company);
  copyUser(entry, body.user);
  if (traits === undefined && leaseId === undefined && reservationId === undefined) return;
  entry.more = {
    traits: copyTraits(entry, traits, "traits"),
    leaseId: copyText(entry, leaseId, "leaseId"),
    reservationId: copyText(entry, reservationId, "reservationId"),
    metadata: undefined,
  };
}

function identify(entry: Entry, body: Fields): void {
  const { company } = body;
  const keys = copyKeys(entry, body.keys, "keys");
  if (isEmpty(keys)) invalid("identify: `keys` must name the user by at least one key");
  const isObject = typeof company === "object" && company !== null;
  if (!isObject && company !== undefined && company !== null) problem(entry, "company", typeof company);
  const sent = {
    keys,
    name: copyText(entry, body.name, "name"),
    traits: copyTraits(entry, body.traits, "traits"),
    company: isObject ? identifyCompany(entry, company as Fields) : undefined,
  };
  entry.company = groupOfKeys(sent.company?.keys, keys);
  // As text it can lie outside the heap while it waits.
  entry.user = JSON.stringify(sent);
}

interface IdentifyCompany {
  keys: Keys | undefined;
  name: string | undefined;
  traits: Fields | undefined;
}

function identifyCompany(entry: Entry, company: Fields): IdentifyCompany | undefined {
  const keys = copyKeys(entry, company.keys, "company.keys");
  if (isEmpty(keys)) {
    problem(entry, "company", "without keys");
    return undefined;
  }
  return {
    keys,
    name: copyText(entry, company.name, "company.name"),
    traits: copyTraits(entry, company.traits, "company.traits"),
  };
}

function isEmpty(keys: Keys | undefined): boolean {
  for (const name in keys) if (keys[name] !== undefined) return false;
  return true;
}

function metadataOf(entry: Entry, metadata: EventMetadata): EventMetadata {
  const { idempotencyKey, sentAt, trustedClientClock, backfill } = metadata;
  const out: EventMetadata = {};
  const key = copyText(entry, idempotencyKey, "idempotencyKey");
  if (key) out.idempotencyKey = key;
  if (sentAt !== undefined && sentAt !== null) {
    if (sentAt instanceof Date && !Number.isNaN(sentAt.getTime())) out.sentAt = new Date(sentAt);
    else if (trustedClientClock === true) {
      invalid("`sentAt` must be a valid Date when `trustedClientClock` is set");
    } else problem(entry, "sentAt", "invalid date");
  }
  if (backfill === true && trustedClientClock !== true) {
    invalid("`backfill` needs `trustedClientClock: true` and `sentAt`");
  }
  if (trustedClientClock === true) out.trustedClientClock = true;
  if (backfill === true) out.backfill = true;
  return out;
}
