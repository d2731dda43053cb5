import type { EventType, QueuedEvent } from "../../contracts/events";
import type { Row } from "../buffer/lane";
import type { Keys } from "../input/json-copy";
import type { Meta } from "../input/normalize";

/** Bits of the own number of a `flag_check`. */
export const VALUE = 1;
export const PREFLIGHT = 2;

/** Makes the wire text of events (`POST /batch`): JSON, time and key, each event once. */
export class Encoder {
  /** Tells this client's keys from those of all others; drawn at the first event. */
  #prefix: string | undefined;
  #at = Number.NaN;
  #time = "";

  encode(type: EventType, row: Row): QueuedEvent {
    const { seq, at, bytes, parts } = row;
    let body = parts[4] as string;
    let group = parts[3] as string;
    if (type !== "identify") {
      const company = keysOf(parts[1], parts[3]);
      const user = keysOf(parts[2], parts[4]);
      const isTrack = type === "track";
      body = JSON.stringify(isTrack ? trackBody(row, company, user) : checkBody(row, company, user));
      group = isTrack ? groupOf(company, user) : "";
    }
    const meta = (type === "flag_check" ? undefined : parts[6]) as Meta | undefined;
    this.#prefix ??= crypto.randomUUID();
    // To write a time takes most of a microsecond; in a burst many events have the same.
    if (at !== this.#at) this.#time = new Date(at).toISOString();
    this.#at = at;
    const envelope = JSON.stringify({
      type,
      sent_at: meta?.sent_at ?? this.#time,
      // The time tells apart two processes that woke from one memory snapshot.
      idempotency_key: meta?.idempotency_key ?? `${this.#prefix}-${at.toString(36)}-${seq.toString(36)}`,
      trusted_client_clock: meta?.trusted_client_clock,
      backfill: meta?.backfill,
    });
    const text = `{"body":${body},${envelope.slice(1)}`;
    return { type, bytes, group, text, firstAttempt: undefined, unknown: false };
  }
}

type Given = Keys | undefined;

function trackBody({ own, parts }: Row, company: Given, user: Given): object {
  const quantity = Number.isNaN(own) ? undefined : own;
  return { event: parts[0], company, user, quantity, ...(parts[5] as object | undefined) };
}

function checkBody({ own, parts }: Row, req_company: Given, req_user: Given): object {
  const [flag_key, , , , , reason, error, flag_id, rule_id, company_id, user_id] = parts;
  return {
    flag_key,
    value: (own & VALUE) !== 0,
    reason,
    error,
    flag_id,
    rule_id,
    company_id,
    user_id,
    req_company,
    req_user,
    preflight: (own & PREFLIGHT) !== 0 || undefined,
  };
}

function keysOf(name: unknown, value: unknown): Given {
  // A computed key is an own property, also when it is `__proto__`.
  return name === undefined ? (value as Given) : { [name as string]: value as string };
}

/** Whose order an event keeps: its company's, else its user's; empty when it has neither. */
export function groupOf(company: Given, user: Given): string {
  return keysText("c", company) || keysText("u", user);
}

function keysText(kind: string, keys: Keys = {}): string {
  let text = "";
  for (const name of Object.keys(keys).sort()) {
    if (keys[name] !== undefined) text += `\n${name}\t${keys[name]}`;
  }
  return text && kind + text;
}

/** A body of `POST /batch`: every event carries the API key. */
export function batchText(apiKey: string, events: readonly QueuedEvent[]): string {
  const head = `{"api_key":${JSON.stringify(apiKey)},`;
  return `{"events":[${events.map(({ text }) => head + text.slice(1)).join()}]}`;
}
