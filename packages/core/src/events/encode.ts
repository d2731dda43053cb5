import type { FlagResolution } from "../contracts/evaluation";
import { type Entry, EventRecord, type Keys } from "./record";

/** Makes the wire text of events (`POST /batch`): JSON, time and key, each event once. */
export class Encoder {
  readonly #prefix: string;
  #second = Number.NaN;
  #secondText = "";

  /** `prefix` tells this client's keys from those of all others. */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  record(entry: Entry): EventRecord {
    if (entry.what instanceof EventRecord) return entry.what;
    const { type, seq, bytes } = entry;
    return new EventRecord({ type, seq, bytes, text: this.#text(entry), group: groupOf(entry) });
  }

  #text(entry: Entry): string {
    const metadata = entry.more?.metadata;
    const sentAt = metadata?.sentAt === undefined ? this.#time(entry.at) : metadata.sentAt.toISOString();
    let text = `{"type":"${entry.type}","body":${bodyText(entry)}`;
    text += `,"sent_at":"${sentAt}","idempotency_key":${JSON.stringify(this.#key(entry))}`;
    if (metadata?.trustedClientClock === true) text += ',"trusted_client_clock":true';
    if (metadata?.backfill === true) text += ',"backfill":true';
    return `${text}}`;
  }

  /** The caller's key, else one of the client's that no other event has. */
  #key({ more, at, seq }: Entry): string {
    // The time tells apart two processes that woke from one memory snapshot.
    return more?.metadata?.idempotencyKey ?? `${this.#prefix}-${at.toString(36)}-${seq.toString(36)}`;
  }

  /** As `toISOString`, which takes most of a microsecond, with the second remembered. */
  #time(at: number): string {
    const second = Math.floor(at / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#secondText = new Date(second * 1000).toISOString().slice(0, 20);
    }
    return `${this.#secondText}${String(Math.floor(at - second * 1000)).padStart(3, "0")}Z`;
  }
}

function bodyText(entry: Entry): string {
  return entry.type === "identify" ? (entry.user as string) : JSON.stringify(bodyOf(entry));
}

/** In wire form, field by field; what is undefined stays away. */
function bodyOf(entry: Entry): object {
  const { what, more } = entry;
  if (entry.type === "track") {
    return {
      event: what,
      company: keysOf(entry.companyName, entry.company),
      user: keysOf(entry.userName, entry.user),
      traits: more?.traits,
      quantity: entry.quantity,
      lease_id: more?.leaseId,
      reservation_id: more?.reservationId,
    };
  }
  const answer = what as FlagResolution;
  return {
    flag_key: answer.flagKey,
    value: answer.value,
    reason: answer.reason,
    error: answer.err,
    flag_id: answer.flagId,
    rule_id: answer.ruleId,
    company_id: answer.companyId,
    user_id: answer.userId,
    req_company: keysOf(entry.companyName, entry.company),
    req_user: keysOf(entry.userName, entry.user),
    preflight: entry.preflight || undefined,
  };
}

function keysOf(name: string | undefined, value: string | Keys | undefined): Keys | undefined {
  if (name === undefined) return value as Keys | undefined;
  // A computed key is an own property, also when it is `__proto__`.
  return { [name]: value as string };
}

/** The keys of the event's company, else of its user, as one text. */
function groupOf({ type, companyName, company, userName, user }: Entry): string {
  if (type === "flag_check") return "";
  if (type === "identify") return company as string;
  return groupOfKeys(keysOf(companyName, company), keysOf(userName, user));
}

/** Whose order an event keeps: its company's, else its user's; empty when it has neither. */
export function groupOfKeys(company: Keys | undefined, user: Keys | undefined): string {
  return keysText("c", company) || keysText("u", user);
}

function keysText(kind: string, keys: Keys | undefined): string {
  if (keys === undefined) return "";
  const names = Object.keys(keys);
  if (names.length > 1) names.sort();
  let text = "";
  for (const name of names) if (keys[name] !== undefined) text += `\n${name}\t${keys[name]}`;
  return text && kind + text;
}

/** A body of `POST /batch`: every event carries the API key. */
export function batchText(apiKey: string, events: readonly string[]): string {
  const head = `{"api_key":${JSON.stringify(apiKey)},`;
  let text = '{"events":[';
  for (let i = 0; i < events.length; i++)
    text += (i === 0 ? "" : ",") + head + (events[i] as string).slice(1);
  return `${text}]}`;
}
