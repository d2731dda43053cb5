/// <reference path="./crypto/ambient.d.ts" />
import { hmac, matchesSync } from "#crypto";
import { type RawBody, type VerifyOptions, verifyDeliverySync } from "./core/check";
import { WebhookSignatureError } from "./core/errors";
import { WEBHOOK_SIGNATURE_HEADER, WEBHOOK_TIMESTAMP_HEADER, type WebhookHeaders } from "./core/headers";

/** `Buffer` where its types are known, else `Uint8Array`. */
export type SignatureBytes = typeof globalThis extends { Buffer: { alloc(size: number): infer B } }
  ? B
  : Uint8Array;

/** A Node request, or anything with headers and, perhaps, a raw body. */
export interface WebhookRequest {
  headers: WebhookHeaders;
  /** The body before parsing, as body parsers with a `verify` hook and some hosts provide it. */
  rawBody?: RawBody;
}

export interface VerifyWebhookSignatureOptions extends Pick<VerifyOptions, "tolerance" | "now"> {
  /** Default `X-Schematic-Webhook-Signature`. */
  signatureHeader?: string;
  /** Default `X-Schematic-Webhook-Timestamp`. */
  timestampHeader?: string;
}

function needSecret(secret: string): void {
  if (typeof secret !== "string" || secret.trim() === "") {
    throw new WebhookSignatureError("Webhook secret is empty: copy it from the webhook's page", "bad_secret");
  }
}

/** As the published SDK looks headers up: in lower case, else as given; of a list, the first. */
function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  if (typeof headers.get === "function") return headers.get(name) ?? undefined;
  const plain = headers as Readonly<Record<string, string | readonly string[] | undefined>>;
  const value = plain[name.toLowerCase()] ?? plain[name];
  return typeof value === "object" ? value[0] : value;
}

/**
 * HMAC-SHA256 of `<body>+<timestamp>` with `secret`.
 *
 * @throws {WebhookSignatureError} `bad_secret` when the secret is empty.
 */
export function computeSignature(body: RawBody, timestamp: string, secret: string): SignatureBytes {
  needSecret(secret);
  return hmac(secret, body, timestamp) as SignatureBytes;
}

/** As `computeSignature`, as 64 lower-case hex digits. */
export function computeHexSignature(body: RawBody, timestamp: string, secret: string): string {
  const bytes: Uint8Array = computeSignature(body, timestamp, secret);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Checks one signature. Unlike the published SDK's it takes exactly 64 hex digits, a timestamp of digits
 * alone and a secret that is not empty. Asks no age: use `verifyWebhook`, or `verifyWebhookSignature` with
 * a `tolerance`.
 *
 * @throws {WebhookSignatureError} when the signature is missing or wrong.
 */
export function verifySignature(
  payload: RawBody,
  signature: string,
  timestamp: string,
  secret: string,
): void {
  if (!signature) throw WebhookSignatureError.missingSignature();
  if (!timestamp) throw WebhookSignatureError.missingTimestamp();
  needSecret(secret);
  if (!/^\d+$/.test(timestamp)) {
    // A body cut at its last `+`, the rest moved here, has the same signature.
    throw new WebhookSignatureError("Invalid webhook signature", "bad_timestamp");
  }
  if (!matchesSync(secret, payload, timestamp, signature)) {
    throw WebhookSignatureError.invalidSignature();
  }
}

/**
 * Checks the signature of a request, as the published SDK's function of this name does. Asks no age unless
 * `options.tolerance` (seconds) is given: without it a recorded delivery can be sent again for ever.
 *
 * @param body The raw body; default `req.rawBody`.
 * @throws {WebhookSignatureError} when a header, the body or the right signature is missing.
 */
export function verifyWebhookSignature(
  req: WebhookRequest,
  secret: string,
  body?: RawBody,
  options: VerifyWebhookSignatureOptions = {},
): void {
  // As there: an empty `rawBody` is none, and the body is asked for before the headers.
  const payload = body ?? (req.rawBody || undefined);
  if (payload === undefined) {
    throw new WebhookSignatureError(
      "Request body is not available. Provide the body as a parameter or ensure req.rawBody exists.",
      "body_unavailable",
    );
  }
  const signature = headerOf(req.headers, options.signatureHeader ?? WEBHOOK_SIGNATURE_HEADER);
  if (!signature) throw WebhookSignatureError.missingSignature();
  const timestamp = headerOf(req.headers, options.timestampHeader ?? WEBHOOK_TIMESTAMP_HEADER);
  if (!timestamp) throw WebhookSignatureError.missingTimestamp();
  if (options.tolerance === undefined) {
    verifySignature(payload, signature, timestamp, secret);
    return;
  }
  const headers = { [WEBHOOK_SIGNATURE_HEADER]: signature, [WEBHOOK_TIMESTAMP_HEADER]: timestamp };
  verifyDeliverySync({ headers, body: payload }, { ...options, secret });
}
