import { brandError, hasBrand, SCHEMATIC_ERROR } from "@schematic-internal/kit";

/**
 * The reason for which a delivery was refused.
 *
 * - `missing_header`: the signature or the timestamp header is absent
 * - `unsupported_version`: the signature version is present and not `v1`
 * - `bad_timestamp`: the timestamp is not a whole number of seconds or ms
 * - `stale_timestamp`: the timestamp is further from now than the tolerance
 * - `bad_signature`: the signature is not 64 hex digits, or does not match any secret
 * - `body_unavailable`: the raw body is not available, most often because a parser has consumed it
 * - `body_too_large`: the body is longer than the limit
 * - `bad_payload`: the signature is correct, but the body is not the JSON of a webhook
 * - `bad_secret`: no secret was given, or it is not a non-empty string
 * - `bad_option`: an option is unknown or has a value that cannot be used
 * - `replayed`: the delivery was handled already, or is being handled
 * - `replay_store_failed`: the replay store failed or did not respond within 5 s; `cause` holds its error
 * - `no_sync_crypto`: a synchronous function was called where only Web Crypto exists
 */
export type WebhookErrorCode =
  | "missing_header"
  | "unsupported_version"
  | "bad_timestamp"
  | "stale_timestamp"
  | "bad_signature"
  | "body_unavailable"
  | "body_too_large"
  | "bad_payload"
  | "bad_secret"
  | "bad_option"
  | "replayed"
  | "replay_store_failed"
  | "no_sync_crypto";

/**
 * Thrown for every delivery that is refused and for every option that cannot be used. The message holds
 * neither secret nor signature. `instanceof` works across packages and module formats.
 */
export class WebhookSignatureError extends Error {
  static {
    brandError(WebhookSignatureError, "WebhookSignatureError", SCHEMATIC_ERROR);
  }

  declare name: string;

  /** The reason, for programs. */
  declare readonly code: WebhookErrorCode;

  constructor(message: string, code: WebhookErrorCode = "bad_signature", options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: a subclass is recognised by its own prototype.
    return hasBrand(this, value);
  }

  static missingSignature: () => WebhookSignatureError = () =>
    new WebhookSignatureError("Missing webhook signature header", "missing_header");

  static missingTimestamp: () => WebhookSignatureError = () =>
    new WebhookSignatureError("Missing webhook timestamp header", "missing_header");

  static invalidSignature: () => WebhookSignatureError = () =>
    new WebhookSignatureError("Invalid webhook signature");
}
