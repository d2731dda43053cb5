/// <reference path="../crypto/ambient.d.ts" />
import { matches, matchesSync } from "#crypto";
import { type WebhookErrorCode, WebhookSignatureError } from "./errors";
import {
  headerOf,
  WEBHOOK_SIGNATURE_HEADER,
  WEBHOOK_SIGNATURE_VERSION_HEADER,
  WEBHOOK_TIMESTAMP_HEADER,
  type WebhookHeaders,
} from "./headers";

/** A body as it came over the wire: text, or bytes (`Buffer` is one). */
export type RawBody = string | Uint8Array;

/** What a signature check needs of a request. */
export interface SignedDelivery {
  headers: WebhookHeaders;
  /** The raw body, before any parser. */
  body: RawBody;
}

export interface VerifyOptions {
  /** The webhook's secret, or several while one replaces another. One of `secret`, `secrets` is required. */
  secret?: string | readonly string[];
  /** Several secrets, any of which may have signed. */
  secrets?: readonly string[];
  /** How far the timestamp may be from now, in seconds, either way; `Infinity` asks no age. Default 300. */
  tolerance?: number;
  /** The time to compare with, ms since the epoch, or where to ask for it. Default: the clock. */
  now?: number | Date | (() => number);
}

const DEFAULT_TOLERANCE = 300;
// As seconds these are the years after 5138: anything larger is in ms.
const FIRST_IN_MS = 1e11;

function fail(code: WebhookErrorCode, message: string): never {
  throw new WebhookSignatureError(message, code);
}

/** The secrets of `options`; throws `bad_secret` unless each is a non-empty string. */
export function secretsOf({ secret, secrets }: VerifyOptions): readonly string[] {
  const all = ([] as string[]).concat(secret ?? [], secrets ?? []);
  if (all.length === 0 || !all.every((one) => typeof one === "string" && one !== "")) {
    fail("bad_secret", "Webhook secret must be a non-empty string: copy it from the webhook's settings");
  }
  return all;
}

/** Throws `stale_timestamp` when `timestamp` is further than `tolerance` seconds from now. */
export function checkAge(timestamp: string, tolerance: number, now: VerifyOptions["now"]): void {
  const stamp = Number(timestamp);
  const ms = typeof now === "function" ? now() : Number(now ?? Date.now());
  // Turned round, so that a tolerance or a clock of NaN refuses.
  if (!(Math.abs(ms - (stamp < FIRST_IN_MS ? stamp * 1000 : stamp)) <= tolerance * 1000)) {
    fail("stale_timestamp", `Webhook timestamp is over ${tolerance} s from now: a replay, or a wrong clock`);
  }
}

/** Everything that is checked before the signature is computed. */
function precheck({ headers, body }: SignedDelivery, options: VerifyOptions): [string, string] {
  const signature = headerOf(headers, WEBHOOK_SIGNATURE_HEADER) || missing(WEBHOOK_SIGNATURE_HEADER);
  const timestamp = headerOf(headers, WEBHOOK_TIMESTAMP_HEADER) || missing(WEBHOOK_TIMESTAMP_HEADER);
  if ((headerOf(headers, WEBHOOK_SIGNATURE_VERSION_HEADER) ?? "v1") !== "v1") {
    fail("unsupported_version", "Webhook signature version is not v1: update @schematic/webhooks");
  }
  if (!/^\d{1,15}$/.test(timestamp)) fail("bad_timestamp", "Webhook timestamp is not a whole number");
  checkAge(timestamp, options.tolerance ?? DEFAULT_TOLERANCE, options.now);
  if (!isSignature(signature)) fail("bad_signature", "Webhook signature is not 64 hex digits");
  if (typeof body !== "string" && !ArrayBuffer.isView(body)) {
    fail("body_unavailable", "Webhook body must be the raw text or bytes, before any parser");
  }
  return [signature, timestamp];
}

function missing(name: string): never {
  fail("missing_header", `Missing header ${name}`);
}

/** Whether `signature` has the only form that a signature may have. */
export function isSignature(signature: string): boolean {
  return /^[\da-f]{64}$/i.test(signature);
}

function mismatch(): never {
  fail("bad_signature", "Invalid webhook signature: wrong secret, or the body is not the raw one");
}

/**
 * Checks headers, age and signature of one delivery; resolves when it is Schematic's.
 *
 * @throws {WebhookSignatureError} with a `code` otherwise.
 */
export async function verifyDelivery(delivery: SignedDelivery, options: VerifyOptions): Promise<void> {
  const secrets = secretsOf(options);
  const [signature, timestamp] = precheck(delivery, options);
  for (const secret of secrets) if (await matches(secret, delivery.body, timestamp, signature)) return;
  mismatch();
}

/**
 * As `verifyDelivery`, at once. Needs Node's crypto (Node, bun, deno, Workers with `nodejs_compat`).
 *
 * @throws {WebhookSignatureError} with a `code`.
 */
export function verifyDeliverySync(delivery: SignedDelivery, options: VerifyOptions): void {
  const secrets = secretsOf(options);
  const [signature, timestamp] = precheck(delivery, options);
  for (const secret of secrets) if (matchesSync(secret, delivery.body, timestamp, signature)) return;
  mismatch();
}
