import type { EventRecord, FlagCheckBody } from "./record";

/** Makes the wire text of events (`POST /batch`): JSON, time and key, each event once. */
export class Encoder {
  readonly #prefix: string;
  #second = Number.NaN;
  #secondText = "";

  /** `prefix` tells this client's keys from those of all others. */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The event's key: the caller's, else one of the client's that no other event has. */
  key(record: EventRecord): string {
    const given = record.metadata?.idempotencyKey;
    // The time tells apart two processes that woke from one memory snapshot.
    return given ?? `${this.#prefix}-${record.at.toString(36)}-${record.seq.toString(36)}`;
  }

  /** The event as one JSON object, without the API key: a journal keeps this text. */
  text(record: EventRecord): string {
    if (record.text !== undefined) return record.text;
    const { metadata } = record;
    const body = record.type === "flag_check" ? flagCheck(record.body as FlagCheckBody) : record.body;
    const sentAt = metadata?.sentAt === undefined ? this.#time(record.at) : metadata.sentAt.toISOString();
    let text = `{"type":"${record.type}","body":${JSON.stringify(body)}`;
    text += `,"sent_at":"${sentAt}","idempotency_key":${JSON.stringify(this.key(record))}`;
    if (metadata?.trustedClientClock === true) text += ',"trusted_client_clock":true';
    if (metadata?.backfill === true) text += ',"backfill":true';
    record.text = `${text}}`;
    record.body = undefined;
    record.metadata = undefined;
    return record.text;
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

/** Field by field, PROTOCOL of event capture: `flag_check`. What is undefined stays away. */
function flagCheck({ answer, company, user, preflight }: FlagCheckBody): object {
  return {
    flag_key: answer.flagKey,
    value: answer.value,
    reason: answer.reason,
    error: answer.err,
    flag_id: answer.flagId,
    rule_id: answer.ruleId,
    company_id: answer.companyId,
    user_id: answer.userId,
    req_company: company,
    req_user: user,
    preflight: preflight ? true : undefined,
  };
}

/** A body of `POST /batch`: every event carries the API key. */
export function batchText(apiKey: string, events: readonly string[]): string {
  const head = `{"api_key":${JSON.stringify(apiKey)},`;
  let text = '{"events":[';
  for (let i = 0; i < events.length; i++)
    text += (i === 0 ? "" : ",") + head + (events[i] as string).slice(1);
  return `${text}]}`;
}
