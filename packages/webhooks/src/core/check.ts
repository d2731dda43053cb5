/// <reference path="../crypto/ambient.d.ts" />
import { matches, matchesSync } from "#crypto";
import { type WebhookErrorCode, WebhookSignatureError } from "./errors";
import { headerOf, type WebhookHeaders } from "./headers";
import { isTolerance, secretsOf, type VerifyOptions } from "./options";
import { requireCrypto } from "./require-crypto";
import { timestampMs } from "./timestamp";

/** A body as it came over the wire: text, or bytes (`Buffer` is one). */
export type RawBody = string | Uint8Array;

/** The parts of a request that a signature covers. */
export interface SignedDelivery {
  headers: WebhookHeaders;
  /** The raw body, before any parser. */
  body: RawBody;
}

/** Everything that the checks look at. */
interface Facts {
  readonly secrets: readonly string[];
  readonly tolerance: number;
  readonly signature: string;
  readonly timestamp: string;
  readonly version: string;
  readonly now: number | Date;
  readonly body: RawBody;
}

/** The code of the error if the check fails, and the check itself. */
type Check = readonly [code: WebhookErrorCode, passes: (facts: Facts) => boolean];

/** All checks except that of the signature itself, in the order in which they run. */
const CHECKS: readonly Check[] = [
  ["bad_secret", ({ secrets }) => secrets.length > 0],
  ["bad_option", ({ tolerance }) => isTolerance(tolerance)],
  ["missing_header", ({ signature, timestamp }) => signature !== "" && timestamp !== ""],
  ["unsupported_version", ({ version }) => /^(v1)?$/.test(version)],
  ["bad_timestamp", ({ timestamp }) => /^\d+$/.test(timestamp)],
  ["stale_timestamp", isRecent],
  ["body_unavailable", ({ body }) => typeof body === "string" || ArrayBuffer.isView(body)],
];

function isRecent({ timestamp, tolerance, now }: Facts): boolean {
  // Written so that a time of NaN does not pass.
  return Math.abs(Number(now) - timestampMs(timestamp)) <= tolerance * 1_000;
}

function checkedFacts({ headers, body }: SignedDelivery, options: VerifyOptions): Facts {
  const { tolerance = 300, now = Date.now() } = options ?? {};
  const facts: Facts = {
    tolerance,
    now,
    secrets: secretsOf(options ?? {}),
    signature: headerOf(headers, "Signature"),
    timestamp: headerOf(headers, "Timestamp"),
    version: headerOf(headers, "Signature-Version"),
    body,
  };
  // The message is as short as the code; `verifyWebhook` adds what to do.
  for (const [code, passes] of CHECKS)
    if (!passes(facts)) throw new WebhookSignatureError(`Webhook ${code}`, code);
  return facts;
}

/**
 * Checks the headers, age and signature of one delivery, and resolves if Schematic sent it. This is the smallest
 * form: it reads no request, decodes no event, and its messages are short.
 *
 * @throws {WebhookSignatureError} with a `code` otherwise.
 */
export async function verifyDelivery(delivery: SignedDelivery, options: VerifyOptions): Promise<void> {
  const { secrets, body, timestamp, signature } = checkedFacts(delivery, options);
  for (const secret of secrets) if (await matches(secret, body, timestamp, signature)) return;
  throw WebhookSignatureError.invalidSignature();
}

/**
 * The synchronous form of `verifyDelivery`. Needs Node's crypto (Node, bun, deno, Workers with `nodejs_compat`).
 *
 * @throws {WebhookSignatureError} with a `code`.
 */
export function verifyDeliverySync(delivery: SignedDelivery, options: VerifyOptions): void {
  const { secrets, body, timestamp, signature } = checkedFacts(delivery, options);
  for (const secret of secrets) if (requireCrypto(matchesSync(secret, body, timestamp, signature))) return;
  throw WebhookSignatureError.invalidSignature();
}
