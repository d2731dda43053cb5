/// <reference path="../crypto/ambient.d.ts" />
import { matches, matchesSync } from "#crypto";
import { type WebhookErrorCode, WebhookSignatureError } from "./errors";
import { headerOf, type WebhookHeaders } from "./headers";

/** A body as it came over the wire: text, or bytes (`Buffer` is one). */
export type RawBody = string | Uint8Array;

/** What a signature check needs of a request. */
export interface SignedDelivery {
  headers: WebhookHeaders;
  /** The raw body, before any parser. */
  body: RawBody;
}

export interface VerifyOptions {
  /** The webhook's secret, or several while one replaces another: any of them may have signed. */
  secret?: string | readonly string[];
  /** Another name for a list of secrets; with it `secret` is not looked at. One of the two is required. */
  secrets?: readonly string[];
  /** How far the timestamp may be from now, in seconds, either way; `Infinity` asks no age. Default 300. */
  tolerance?: number;
  /** The time to compare with, ms since the epoch. Default: the clock. */
  now?: number | Date;
}

/** Throws with `code` unless `ok`. */
function need(ok: unknown, code: WebhookErrorCode, message: string): asserts ok {
  if (!ok) throw new WebhookSignatureError(`Webhook ${message}`, code);
}

/** Checks everything but the signature: gives the secrets, and what `matches` takes after one of them. */
function precheck(
  { headers, body }: SignedDelivery,
  { secret, secrets, tolerance = 300, now = Date.now() }: VerifyOptions,
): [readonly string[], RawBody, string, string] {
  const all = [secrets ?? secret].flat() as readonly string[];
  const signature = headerOf(headers, "Signature");
  const timestamp = headerOf(headers, "Timestamp");
  need(all[0] && all.every((one) => one?.trim?.()), "bad_secret", "secret is missing");
  if (!signature) throw WebhookSignatureError.missingSignature();
  if (!timestamp) throw WebhookSignatureError.missingTimestamp();
  need(/^(v1)?$/.test(headerOf(headers, "Signature-Version")), "unsupported_version", "signature is not v1");
  need(/^\d+$/.test(timestamp), "bad_timestamp", "timestamp is not a number");
  need(
    // Up to eleven digits are seconds, more are ms. A tolerance of NaN refuses.
    Math.abs(+now - +timestamp * (timestamp[11] ? 1 : 1e3)) <= tolerance * 1e3,
    "stale_timestamp",
    `timestamp is over ${tolerance} s off`,
  );
  need(typeof body === "string" || ArrayBuffer.isView(body), "body_unavailable", "body is not raw");
  return [all, body, timestamp, signature];
}

/**
 * Checks headers, age and signature of one delivery; resolves when it is Schematic's. The smallest form:
 * it reads no request, decodes no event and its messages are short.
 *
 * @throws {WebhookSignatureError} with a `code` otherwise.
 */
export async function verifyDelivery(delivery: SignedDelivery, options: VerifyOptions): Promise<void> {
  const [secrets, ...of] = precheck(delivery, options);
  for (const secret of secrets) if (await matches(secret, ...of)) return;
  throw WebhookSignatureError.invalidSignature();
}

/**
 * As `verifyDelivery`, at once. Needs Node's crypto (Node, bun, deno, Workers with `nodejs_compat`).
 *
 * @throws {WebhookSignatureError} with a `code`.
 */
export function verifyDeliverySync(delivery: SignedDelivery, options: VerifyOptions): void {
  const [secrets, ...of] = precheck(delivery, options);
  for (const secret of secrets) if (matchesSync(secret, ...of)) return;
  throw WebhookSignatureError.invalidSignature();
}
