import type { EvaluationContext, FlagResolution } from "../contracts/evaluation";
import type { EventMetadata } from "../contracts/events";
import { Copier, MAX_EVENT_BYTES, TooLarge } from "./copy";
import { groupOfKeys } from "./encode";
import { EventError } from "./errors";
import { type Entry, IDENTIFY, type Keys, type More } from "./record";

/** What an event weighs besides its body: key, type, time, API key. */
const ENVELOPE_BYTES = 160;
/** What a flag check weighs besides its context: texts of the answer are shared. */
const FLAG_CHECK_BYTES = 240;

/** An event that was checked and copied; `problem` names values that it goes on without. */
export interface Accepted {
  entry: Entry;
  problem: EventError | undefined;
}

/** Checks and copies an event. Never throws: what cannot be taken is an `EventError`. */
export function acceptEvent(
  type: "identify" | "track",
  body: object,
  metadata: EventMetadata | undefined,
): Accepted | EventError {
  try {
    if (typeof body !== "object" || body === null) {
      return new EventError("invalid_event", `${type}: expected an object as the event's body`);
    }
    const copier = new Copier();
    const entry = type === "track" ? track(body as Fields, copier) : identify(body as Fields, copier);
    if (entry instanceof EventError) return entry;
    if (metadata !== undefined) {
      const checked = checkMetadata(metadata, copier);
      if (checked instanceof EventError) return checked;
      entry.more ??= { traits: undefined, leaseId: undefined, reservationId: undefined, metadata: undefined };
      entry.more.metadata = checked;
    }
    entry.bytes += copier.bytes;
    return { entry, problem: copier.problems && leftOut(type, copier.problems) };
  } catch (cause) {
    return failure(type, cause);
  }
}

/** Copies the context of a flag check; the answer is kept by reference. */
export function acceptCheck(
  answer: FlagResolution,
  context: EvaluationContext,
  preflight: boolean,
): Accepted | EventError {
  try {
    const copier = new Copier();
    const entry: Entry = {
      type: "flag_check",
      seq: 0,
      at: 0,
      bytes: 0,
      what: answer,
      company: copier.keySet(context.company, "company"),
      user: copier.keySet(context.user, "user"),
      quantity: preflight ? 1 : Number.NaN,
      more: undefined,
    };
    entry.bytes = copier.bytes + FLAG_CHECK_BYTES;
    return { entry, problem: copier.problems && leftOut("flag_check", copier.problems) };
  } catch (cause) {
    return failure("flag_check", cause);
  }
}

function failure(type: string, cause: unknown): EventError {
  if (cause instanceof TooLarge) {
    const message = `${type}: the event is larger than ${MAX_EVENT_BYTES} bytes; send less in its keys or name`;
    return new EventError("event_too_large", message);
  }
  // A getter, proxy or toJSON of the caller's threw.
  return new EventError("invalid_event", `${type}: reading the event failed`, { cause });
}

type Fields = Record<string, unknown>;

function track(body: Fields, copier: Copier): Entry | EventError {
  const { event, quantity } = body;
  if (typeof event !== "string" || event.trim() === "") {
    return new EventError("invalid_event", "track: `event` must be a name that is not empty");
  }
  if (quantity !== undefined && quantity !== null) {
    if (typeof quantity !== "number" || !(quantity >= 0) || quantity === Number.POSITIVE_INFINITY) {
      const message = `track: \`quantity\` of ${JSON.stringify(event)} must be a finite number of at least 0, got ${text(quantity)}`;
      return new EventError("invalid_quantity", message);
    }
  }
  return {
    type: "track",
    seq: 0,
    at: 0,
    bytes: ENVELOPE_BYTES,
    what: copier.text(event, "event") as string,
    company: copier.keySet(body.company, "company"),
    user: copier.keySet(body.user, "user"),
    quantity: typeof quantity === "number" ? quantity : Number.NaN,
    more: more(body, copier),
  };
}

function more({ traits, leaseId, reservationId }: Fields, copier: Copier): More | undefined {
  if (traits === undefined && leaseId === undefined && reservationId === undefined) return undefined;
  return {
    traits: copier.traits(traits, "traits"),
    leaseId: copier.text(leaseId, "leaseId"),
    reservationId: copier.text(reservationId, "reservationId"),
    metadata: undefined,
  };
}

function identify(body: Fields, copier: Copier): Entry | EventError {
  const keys = copier.keys(body.keys, "keys");
  if (keys === undefined || Object.keys(keys).length === 0) {
    return new EventError("invalid_event", "identify: `keys` must name the user by at least one key");
  }
  const company = body.company;
  const isObject = typeof company === "object" && company !== null;
  if (!isObject && company !== undefined && company !== null) copier.problem("company", typeof company);
  const sent = {
    keys,
    name: copier.text(body.name, "name"),
    traits: copier.traits(body.traits, "traits"),
    company: isObject ? identifyCompany(company as Fields, copier) : undefined,
  };
  // As text it can lie outside the heap while it waits.
  const group = { name: undefined, value: groupOfKeys(sent.company?.keys, keys) };
  const text = { name: undefined, value: JSON.stringify(sent) };
  const head = { type: "identify", seq: 0, at: 0, bytes: ENVELOPE_BYTES } as const;
  return { ...head, what: IDENTIFY, company: group, user: text, quantity: Number.NaN, more: undefined };
}

interface IdentifyCompany {
  keys: Keys;
  name: string | undefined;
  traits: Fields | undefined;
}

function identifyCompany(company: Fields, copier: Copier): IdentifyCompany | undefined {
  const keys = copier.keys(company.keys, "company.keys");
  if (keys === undefined || Object.keys(keys).length === 0) {
    copier.problem("company", "without keys");
    return undefined;
  }
  return {
    keys,
    name: copier.text(company.name, "company.name"),
    traits: copier.traits(company.traits, "company.traits"),
  };
}

function checkMetadata(metadata: EventMetadata, copier: Copier): EventMetadata | undefined | EventError {
  const { idempotencyKey, sentAt, trustedClientClock, backfill } = metadata;
  const out: EventMetadata = {};
  const key = copier.text(idempotencyKey, "idempotencyKey");
  if (key !== undefined && key !== "") out.idempotencyKey = key;
  if (sentAt !== undefined && sentAt !== null) {
    if (sentAt instanceof Date && !Number.isNaN(sentAt.getTime())) out.sentAt = new Date(sentAt);
    else if (trustedClientClock === true) {
      return new EventError(
        "invalid_event",
        "`sentAt` must be a valid Date when `trustedClientClock` is set",
      );
    } else copier.problem("sentAt", "invalid date");
  }
  if (backfill === true && trustedClientClock !== true) {
    return new EventError("invalid_event", "`backfill` needs `trustedClientClock: true` and `sentAt`");
  }
  if (trustedClientClock === true) out.trustedClientClock = true;
  if (backfill === true) out.backfill = true;
  return out;
}

function leftOut(type: string, problems: readonly string[]): EventError {
  const message = `${type}: the event goes on without values that JSON cannot hold: ${problems.join(", ")}`;
  return new EventError("invalid_event_value", message);
}

function text(value: unknown): string {
  return typeof value === "number" ? String(value) : `a ${typeof value}`;
}
