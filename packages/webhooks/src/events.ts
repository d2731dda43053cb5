import type { WebhookBodies, WebhookBody } from "@schematic/api/webhooks";
import type { RawBody } from "./core/check";
import { WebhookSignatureError } from "./core/errors";

/** An action that this version knows. */
export type WebhookAction = keyof WebhookBodies;

/** What every event carries beside its action and body. */
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
 * The type of an action that this version does not know: a string that compares with no known action, so
 * that comparing with a literal narrows. The NUL is in the type alone, never in the value.
 */
export type UnknownWebhookAction = `\0${string}`;

/**
 * An event whose action is newer than this version, or was not asked for. Its body is the parsed JSON as
 * it came.
 */
export interface UnknownWebhookEvent extends WebhookEnvelope {
  action: UnknownWebhookAction;
  body: unknown;
}

/** Any event: narrow it by its `action`. */
export type WebhookEvent = WebhookEventOf<WebhookAction> | UnknownWebhookEvent;

type Json = Record<string, unknown>;

/** The parsed envelope; throws `bad_payload` when it is none. */
function parse(body: RawBody): Json {
  let payload: unknown;
  let cause: { cause?: unknown } = {};
  try {
    payload = JSON.parse(typeof body === "string" ? body : new TextDecoder().decode(body));
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

/** Any action's codec. */
export interface BodyCodec {
  readonly action: string;
  decode(body: unknown): unknown;
}

/** The event of a raw body, decoded by `find(action)`. */
export function eventOf(body: RawBody, find: (action: string) => BodyCodec | undefined): WebhookEvent {
  const { body: content, ...envelope } = parse(body);
  const codec = find(envelope.action as string);
  const event = Object.fromEntries(
    Object.entries(envelope)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), value]),
  );
  event.body = codec ? codec.decode(content) : content;
  return event as unknown as WebhookEvent;
}

/**
 * Decodes a verified body with the codecs of the actions that a program handles, each imported from
 * `@schematic/api/webhooks`; a bundle then holds those alone. Checks no signature: `verifyDelivery` first.
 *
 * @throws {WebhookSignatureError} `bad_payload` when the body is no event.
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
