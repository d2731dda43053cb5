/// <reference path="./crypto/ambient.d.ts" />
import { hmac, matchesSync } from "#crypto";
import { type RawBody, verifyDeliverySync } from "./core/check";
import { WebhookSignatureError } from "./core/errors";
import { WEBHOOK_SIGNATURE_HEADER, WEBHOOK_TIMESTAMP_HEADER, type WebhookHeaders } from "./core/headers";
import { checkNames, type VerifySettings } from "./core/options";
import { requireCrypto } from "./core/require-crypto";

/** `Buffer` where its types are known, else `Uint8Array`. */
export type SignatureBytes = typeof globalThis extends { Buffer: { alloc(size: number): infer B } }
  ? B
  : Uint8Array;

/** A Node request, or any object with headers and, if available, a raw body. */
export interface WebhookRequest {
  headers: WebhookHeaders;
  /** The body before parsing. Body parsers with a `verify` hook and some hosts provide it. */
  rawBody?: RawBody;
}

export interface VerifyWebhookSignatureOptions extends VerifySettings {
  /** Default `X-Schematic-Webhook-Signature`. */
  signatureHeader?: string;
  /** Default `X-Schematic-Webhook-Timestamp`. */
  timestampHeader?: string;
}

const KNOWN_OPTIONS: readonly string[] = ["tolerance", "now", "signatureHeader", "timestampHeader"];

/** Returns the secret without the white space around it, such as the newline of a file that holds it. */
function trimmed(secret: string): string {
  if (typeof secret === "string" && secret.trim() !== "") return secret.trim();
  throw new WebhookSignatureError("Webhook secret is empty: copy it from the webhook's page", "bad_secret");
}

/** Looks a header up like the published SDK: in lower case, else with the given name; the first of a list. */
function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  if (typeof headers.get === "function") return headers.get(name) ?? undefined;
  const plain = headers as Readonly<Record<string, string | readonly string[] | undefined>>;
  const value = plain[name.toLowerCase()] ?? plain[name];
  return typeof value === "object" ? value[0] : value;
}

/**
 * Returns the HMAC-SHA256 of `<body>+<timestamp>`, made with `secret`.
 *
 * @throws {WebhookSignatureError} `bad_secret` when the secret is empty.
 */
export function computeSignature(body: RawBody, timestamp: string, secret: string): SignatureBytes {
  return requireCrypto(hmac(trimmed(secret), body, timestamp)) as SignatureBytes;
}

/** Returns what `computeSignature` returns as 64 lower-case hex digits. */
export function computeHexSignature(body: RawBody, timestamp: string, secret: string): string {
  const bytes: Uint8Array = computeSignature(body, timestamp, secret);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Checks one signature. Unlike the function of the published SDK it requires exactly 64 hex digits, a timestamp
 * of digits only and a secret that is not empty. It does not check the age: for that use `verifyWebhook`, or
 * `verifyWebhookSignature` with a `tolerance`.
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
  const key = trimmed(secret);
  if (!/^\d+$/.test(timestamp)) {
    // A body cut at its last `+`, the rest moved here, has the same signature.
    throw new WebhookSignatureError("Invalid webhook signature", "bad_timestamp");
  }
  if (!requireCrypto(matchesSync(key, payload, timestamp, signature))) {
    throw WebhookSignatureError.invalidSignature();
  }
}

/**
 * Checks the signature of a request like the function of this name in the published SDK. It checks the age only if
 * `options.tolerance` (seconds) is given. Without it a recorded delivery can be sent again indefinitely.
 *
 * @param body The raw body; default `req.rawBody`.
 * @throws {WebhookSignatureError} when a header, the body or the right signature is missing, and `bad_option` for
 * an unknown option: a misspelt `tolerance` would otherwise leave the age unchecked.
 */
export function verifyWebhookSignature(
  req: WebhookRequest,
  secret: string,
  body?: RawBody,
  options: VerifyWebhookSignatureOptions = {},
): void {
  checkNames(options, KNOWN_OPTIONS);
  // Like the published SDK: an empty `rawBody` counts as absent, and the body is checked before the headers.
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
  const { tolerance, now } = options;
  verifyDeliverySync(
    { headers, body: payload },
    { secret: trimmed(secret), tolerance, ...(now === undefined ? {} : { now }) },
  );
}
