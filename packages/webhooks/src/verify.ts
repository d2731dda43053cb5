import { webhookBodies } from "@schematic/api/webhooks";
import { explained } from "./advice";
import { type SignedDelivery, verifyDelivery, verifyDeliverySync } from "./core/check";
import { checkNames, VERIFY_OPTIONS, type VerifyOptions } from "./core/options";
import { type BodyCodec, eventOf, type WebhookAction, type WebhookEvent } from "./events";
import { checkReadOptions } from "./handler-options";
import { recordOnce } from "./replay/guard";
import type { ReplayStore } from "./replay/store";
import {
  heldDelivery,
  type LambdaEventLike,
  type RawRequestLike,
  readDelivery,
  type WebhookInput,
} from "./request";

export type VerifyWebhookOptions = VerifyOptions & {
  /**
   * Refuses a delivery that was verified before with `replayed`. The delivery counts as handled at once, even if the
   * program then fails; `createWebhookHandler` records it when its listeners have succeeded.
   */
  replayStore?: ReplayStore;
  /** As for `createWebhookHandler`, in ms. Default 3,600,000 (an hour). */
  redeliveryWindow?: number;
  /** Longest body that is read from a request, in bytes. Default 1,048,576. */
  maxBodyBytes?: number;
};

const KNOWN_OPTIONS: readonly string[] = /* @__PURE__ */ VERIFY_OPTIONS.concat([
  "replayStore",
  "redeliveryWindow",
  "maxBodyBytes",
]);

function codecOf(action: string): BodyCodec | undefined {
  return Object.hasOwn(webhookBodies, action) ? webhookBodies[action as WebhookAction] : undefined;
}

/** A delivery whose signature and age were checked, with its event. */
export interface VerifiedDelivery extends SignedDelivery {
  event: WebhookEvent;
}

/** Reads, verifies and decodes a request. It does not use the replay store. */
export async function verified(
  input: WebhookInput,
  options: VerifyWebhookOptions,
): Promise<VerifiedDelivery> {
  const { replayStore: _, redeliveryWindow: __, maxBodyBytes, ...verification } = options ?? {};
  const delivery = await readDelivery(input, maxBodyBytes);
  try {
    // Jest's jsdom has no Web Crypto, but Node's crypto behind it.
    if (globalThis.crypto?.subtle === undefined) verifyDeliverySync(delivery, verification);
    else await verifyDelivery(delivery, verification);
  } catch (error) {
    throw explained(error);
  }
  return { ...delivery, event: eventOf(delivery.body, codecOf) };
}

/**
 * Verifies a request from Schematic (headers, signature version, age, signature) and returns its typed event.
 * Accepts a Fetch `Request`, a Node `IncomingMessage`, a Lambda or Function URL event, or `{ headers, body }`
 * with the raw body.
 *
 * @throws {WebhookSignatureError} with a `code`. Respond to it with 400, except for `body_unavailable`, `bad_secret`
 * and `bad_option`, which are mistakes in the program, `replay_store_failed` (500), and `replayed` (200).
 */
export async function verifyWebhook(
  input: WebhookInput,
  options: VerifyWebhookOptions,
): Promise<WebhookEvent> {
  checkNames(options, KNOWN_OPTIONS);
  checkReadOptions(options ?? {});
  const delivery = await verified(input, options);
  const { replayStore, redeliveryWindow } = options;
  if (replayStore !== undefined) await recordOnce(replayStore, delivery, redeliveryWindow);
  return delivery.event;
}

/**
 * The synchronous form of `verifyWebhook`, for bodies that have been read. Needs Node's crypto (Node, bun, deno,
 * Workers with `nodejs_compat`).
 *
 * @throws {WebhookSignatureError} with a `code`.
 */
export function verifyWebhookSync(
  input: LambdaEventLike | RawRequestLike,
  options: VerifyOptions,
): WebhookEvent {
  checkNames(options, VERIFY_OPTIONS);
  const delivery = heldDelivery(input);
  try {
    verifyDeliverySync(delivery, options);
  } catch (error) {
    throw explained(error);
  }
  return eventOf(delivery.body, codecOf);
}
