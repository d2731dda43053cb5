import type { RawBody } from "./core/check";
import {
  WEBHOOK_SIGNATURE_HEADER,
  WEBHOOK_SIGNATURE_VERSION_HEADER,
  WEBHOOK_TIMESTAMP_HEADER,
} from "./core/headers";
import { computeHexSignature } from "./dropin";

/**
 * Returns the headers with which Schematic would deliver `body`, for tests and local servers. Send exactly the
 * same `body` with them.
 *
 * @param now The time of signing, in ms since the epoch. Default: the clock.
 * @throws {WebhookSignatureError} `bad_secret`, or `no_sync_crypto` where the runtime lacks Node's crypto.
 */
export function signWebhook(
  body: RawBody,
  secret: string,
  now: number | Date = Date.now(),
): Record<string, string> {
  const timestamp = String(Math.floor(Number(now) / 1000));
  return {
    "Content-Type": "application/json",
    [WEBHOOK_SIGNATURE_HEADER]: computeHexSignature(body, timestamp, secret),
    [WEBHOOK_SIGNATURE_VERSION_HEADER]: "v1",
    [WEBHOOK_TIMESTAMP_HEADER]: timestamp,
  };
}
