import { randomId } from "@schematic-internal/kit";
import type { QueuedEvent } from "../../contracts/events";
import type {
  IdentifyBody,
  InferenceBody,
  Keys,
  PendingEvent,
  TrackBody,
  WireBody,
} from "../buffer/pending-event";

/** Encodes events as JSON text of `POST /batch`, each event once. */
export class Encoder {
  /** Distinguishes the idempotency keys of this client from all others; drawn at the first event. */
  #prefix: string | undefined;

  encode({ type, body, metadata, seq, at, bytes }: PendingEvent): QueuedEvent {
    this.#prefix ??= randomId();
    const text = JSON.stringify({
      body,
      type,
      sent_at: metadata?.sent_at ?? new Date(at).toISOString(),
      // The time distinguishes two processes that were restored from one memory snapshot.
      idempotency_key: metadata?.idempotency_key ?? `${this.#prefix}-${at.toString(36)}-${seq.toString(36)}`,
      trusted_client_clock: metadata?.trusted_client_clock,
      backfill: metadata?.backfill,
    });
    return { type, bytes, group: groupOf(type, body), text, firstAttempt: undefined, unknown: false };
  }
}

/**
 * Returns the group whose order an event keeps: its company, else its user. Empty if it has neither, and for flag
 * checks, whose order does not matter.
 */
function groupOf(type: PendingEvent["type"], body: WireBody | undefined): string {
  if (type === "flag_check" || body === undefined) return "";
  const { company, user } =
    type === "identify" ? subjectsOf(body as IdentifyBody) : (body as TrackBody | InferenceBody);
  return keysText("c", company) || keysText("u", user);
}

function subjectsOf({ company, keys }: IdentifyBody): { company: Keys | undefined; user: Keys } {
  return { company: company?.keys, user: keys };
}

function keysText(kind: string, keys: Keys = {}): string {
  let text = "";
  for (const name of Object.keys(keys).sort()) {
    if (keys[name] !== undefined) text += `\n${name}\t${keys[name]}`;
  }
  return text && kind + text;
}

/** Returns the body of `POST /batch`. Every event carries the API key. */
export function batchText(apiKey: string, events: readonly PendingEvent[]): string {
  const head = `{"api_key":${JSON.stringify(apiKey)},`;
  const texts = events.map(({ encoded }) => head + (encoded as QueuedEvent).text.slice(1));
  return `{"events":[${texts.join()}]}`;
}
