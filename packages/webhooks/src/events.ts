import type { WebhookBodies, WebhookBody } from "@schematic/api/webhooks";
import { camelCase, decodeText } from "@schematic-internal/kit";
import type { RawBody } from "./core/check";
import { WebhookSignatureError } from "./core/errors";

/** An action that this version knows. */
export type WebhookAction = keyof WebhookBodies;

/** The members of every event in addition to its action and body. */
export interface WebhookEnvelope {
  accountId: string;
  environmentId: string;
  /** Kind of object that the body describes, as in `company`. */
  objectType: string;
  companyId?: string;
  featureId?: string;
}

/** The event of one known action: camelCase names, `Date`s. */
export type WebhookEventOf<Action extends WebhookAction> = {
  [One in Action]: WebhookEnvelope & { action: One; body: WebhookBodies[One] };
}[Action];

/**
 * The type of an action that this version does not know. It cannot be compared with a known action, so that a
 * comparison with a literal narrows. The NUL character exists only in the type, never in the value.
 */
export type UnknownWebhookAction = `\0${string}`;

/**
 * An event whose action is newer than this version, or whose codec was not passed. Its body is the parsed JSON without
 * changes.
 */
export interface UnknownWebhookEvent extends WebhookEnvelope {
  action: UnknownWebhookAction;
  body: unknown;
}

/** Any event. Narrow it by its `action`. */
export type WebhookEvent = WebhookEventOf<WebhookAction> | UnknownWebhookEvent;

type Json = Record<string, unknown>;

/** Returns the parsed envelope. Throws `bad_payload` for any other body. */
function parse(body: RawBody): Json {
  let payload: unknown;
  let cause: { cause?: unknown } = {};
  try {
    payload = JSON.parse(typeof body === "string" ? body : decodeText(body));
  } catch (error) {
    cause = { cause: error };
  }
  if (typeof (payload as Json | null | undefined)?.action === "string") return payload as Json;
  throw new WebhookSignatureError(
    'Webhook body is signed but is not JSON with an "action": does something else sign with this secret?',
    "bad_payload",
    cause,
  );
}

/** The codec of any action. */
export interface BodyCodec {
  readonly action: string;
  decode(body: unknown): unknown;
}

function decoded(codec: BodyCodec, content: unknown): unknown {
  try {
    return codec.decode(content);
  } catch (cause) {
    throw new WebhookSignatureError("Webhook body is signed but cannot be decoded", "bad_payload", { cause });
  }
}

/** Returns the event of a raw body, decoded by the codec that `find` returns for its action. */
export function eventOf(body: RawBody, find: (action: string) => BodyCodec | undefined): WebhookEvent {
  const { body: content, ...envelope } = parse(body);
  const codec = find(envelope.action as string);
  const event = Object.fromEntries(
    Object.entries(envelope)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [camelCase(name), value]),
  );
  event.body = codec ? decoded(codec, content) : content;
  return event as unknown as WebhookEvent;
}

/**
 * Decodes a verified body with the codecs of the actions that a program handles. Import them one by one from
 * `@schematic/api/webhooks`, and a bundle holds only those. It checks no signature: call `verifyDelivery` first.
 *
 * @throws {WebhookSignatureError} `bad_payload` if the body is not an event.
 */
export function decodeWebhook<Action extends WebhookAction>(
  body: RawBody,
  codecs: readonly WebhookBody<Action>[],
): WebhookEventOf<Action> | UnknownWebhookEvent {
  const event = eventOf(body, (action) =>
    (codecs as readonly BodyCodec[]).find((codec) => codec.action === action),
  );
  return event as WebhookEventOf<Action> | UnknownWebhookEvent;
}
