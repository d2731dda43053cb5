const BRAND: symbol = Symbol.for("@schematic/error/WebhookSignatureError");

type Branded = Record<symbol, boolean>;

/**
 * Why a delivery was refused.
 *
 * - `missing_header`: the signature or the timestamp header is absent
 * - `unsupported_version`: the signature version is present and not `v1`
 * - `bad_timestamp`: the timestamp is not a whole number of seconds or ms
 * - `stale_timestamp`: the timestamp is further from now than the tolerance
 * - `bad_signature`: the signature is not 64 hex digits, or no secret gives it
 * - `body_unavailable`: the raw body cannot be had, most often because a parser has consumed it
 * - `body_too_large`: the body is longer than the limit
 * - `bad_payload`: the signature is right, but the body is not a webhook's JSON
 * - `bad_secret`: no secret was given, or it is not a non-empty string
 * - `bad_option`: another option has a value that cannot be used
 * - `replayed`: the delivery was handled already, or is being handled
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
  | "no_sync_crypto";

/**
 * Thrown for every delivery that is refused and for every option that cannot be used. Its message holds
 * neither secret nor signature. `instanceof` works across packages and module formats.
 */
export class WebhookSignatureError extends Error {
  static {
    const prototype = WebhookSignatureError.prototype as unknown as Branded & { name: string };
    prototype[BRAND] = prototype[Symbol.for("@schematic/error/SchematicError")] = true;
    // Not a field of each error: the stack is taken before fields are set, and begins with the name.
    prototype.name = "WebhookSignatureError";
  }

  declare name: string;

  /** What went wrong, for programs. */
  declare readonly code: WebhookErrorCode;

  constructor(message: string, code: WebhookErrorCode = "bad_signature", options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // A user's subclass carries no brand of its own: its instances are told by their prototype.
    // biome-ignore-start lint/complexity/noThisInStatic: `this` tells this class from a user's subclass of it
    return this === WebhookSignatureError
      ? ((value as Branded)?.[BRAND] as boolean)
      : super[Symbol.hasInstance](value);
    // biome-ignore-end lint/complexity/noThisInStatic: as above
  }

  static missingSignature: () => WebhookSignatureError = () =>
    new WebhookSignatureError("Missing webhook signature header", "missing_header");

  static missingTimestamp: () => WebhookSignatureError = () =>
    new WebhookSignatureError("Missing webhook timestamp header", "missing_header");

  static invalidSignature: () => WebhookSignatureError = () =>
    new WebhookSignatureError("Invalid webhook signature");
}
