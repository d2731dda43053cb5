import { webhookBodies } from "@schematic/api/webhooks";
import { explained } from "./advice";
import { type SignedDelivery, type VerifyOptions, verifyDelivery, verifyDeliverySync } from "./core/check";
import { WebhookSignatureError } from "./core/errors";
import { type BodyCodec, eventOf, type WebhookAction, type WebhookEvent } from "./events";
import { claimKey } from "./replay/key";
import type { ReplayStore } from "./replay/store";
import {
  heldDelivery,
  type LambdaEventLike,
  type RawRequestLike,
  readDelivery,
  type WebhookInput,
} from "./request";

export interface VerifyWebhookOptions extends VerifyOptions {
  /**
   * Refuses a body that was verified before with `replayed`. It counts as handled at once, even if the
   * program then fails: `createWebhookHandler` counts it when its handler has succeeded.
   */
  replayStore?: ReplayStore;
  /** Longest body that is read from a request, in bytes. Default 1,048,576. */
  maxBodyBytes?: number;
}

function codecOf(action: string): BodyCodec | undefined {
  return Object.hasOwn(webhookBodies, action) ? webhookBodies[action as WebhookAction] : undefined;
}

/** A delivery whose signature and age hold, with its event. */
export interface VerifiedDelivery extends SignedDelivery {
  event: WebhookEvent;
}

/** Reads, verifies and decodes; asks no replay store. */
export async function verified(
  input: WebhookInput,
  options: VerifyWebhookOptions,
): Promise<VerifiedDelivery> {
  const delivery = await readDelivery(input, options.maxBodyBytes);
  try {
    await verifyDelivery(delivery, options);
  } catch (error) {
    throw explained(error);
  }
  return { ...delivery, event: eventOf(delivery.body, codecOf) };
}

/**
 * Verifies a request from Schematic and gives its typed event: headers, signature version, age, signature.
 * Takes a Fetch `Request`, a Node `IncomingMessage`, a Lambda or Function URL event, or `{ headers, body }`
 * with the raw body.
 *
 * @throws {WebhookSignatureError} with a `code`; answer 400 to all of them but `body_unavailable` and
 * `bad_secret`, which are mistakes in the program, and `replayed`, to be answered 200.
 */
export async function verifyWebhook(
  input: WebhookInput,
  options: VerifyWebhookOptions,
): Promise<WebhookEvent> {
  const { body, event } = await verified(input, options);
  const store = options.replayStore;
  if (store !== undefined) {
    const { key, token } = await claimKey(body);
    if ((await store.claim(key, token)) !== "claimed") {
      throw new WebhookSignatureError("Webhook was verified before: answer 200 and do nothing", "replayed");
    }
    await store.commit(key, token);
  }
  return event;
}

/**
 * As `verifyWebhook`, at once: for bodies that are there already. Needs Node's crypto (Node, bun, deno,
 * Workers with `nodejs_compat`).
 *
 * @throws {WebhookSignatureError} with a `code`.
 */
export function verifyWebhookSync(
  input: LambdaEventLike | RawRequestLike,
  options: VerifyOptions,
): WebhookEvent {
  const delivery = heldDelivery(input);
  try {
    verifyDeliverySync(delivery, options);
  } catch (error) {
    throw explained(error);
  }
  return eventOf(delivery.body, codecOf);
}
