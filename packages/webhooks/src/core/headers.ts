/** Header that holds the signature: 64 hex digits, HMAC-SHA256 of `<raw body>+<timestamp>`. */
export const WEBHOOK_SIGNATURE_HEADER = "X-Schematic-Webhook-Signature";

/** Header that holds the time of signing, as Unix time in whole seconds. */
export const WEBHOOK_TIMESTAMP_HEADER = "X-Schematic-Webhook-Timestamp";

/** Header that names the signature scheme; `v1` is the only one at present. */
export const WEBHOOK_SIGNATURE_VERSION_HEADER = "X-Schematic-Webhook-Signature-Version";

/** Headers of a request: a Fetch `Headers`, or a plain object as in Node, Lambda and most frameworks. */
export type WebhookHeaders = { get(name: string): string | null } | PlainHeaders;

type PlainHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Returns the value of a webhook header, whose name may be in lower case, or "". The values of a list are joined. */
export function headerOf(
  headers: WebhookHeaders,
  suffix: "Signature" | "Timestamp" | "Signature-Version",
): string {
  const name = `X-Schematic-Webhook-${suffix}`;
  // A plain header may be called "get": only a function is a Fetch `Headers`.
  return `${
    (typeof headers.get === "function"
      ? headers.get(name)
      : ((headers as PlainHeaders)[name.toLowerCase()] ?? (headers as PlainHeaders)[name])) ?? ""
  }`;
}
