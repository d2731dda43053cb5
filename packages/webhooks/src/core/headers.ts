/** Header that holds the signature: 64 hex digits, HMAC-SHA256 of `<raw body>+<timestamp>`. */
export const WEBHOOK_SIGNATURE_HEADER = "X-Schematic-Webhook-Signature";

/** Header that holds the time of signing: a unix time, whole seconds. */
export const WEBHOOK_TIMESTAMP_HEADER = "X-Schematic-Webhook-Timestamp";

/** Header that names the signature scheme; `v1` is the only one so far. */
export const WEBHOOK_SIGNATURE_VERSION_HEADER = "X-Schematic-Webhook-Signature-Version";

/** Headers of a request: a Fetch `Headers`, or a plain object as Node, Lambda and most frameworks give. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Looks `name` up without regard to case; of a repeated header, the first. */
export function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  if (typeof headers.get === "function") return headers.get(name) ?? undefined;
  const plain = headers as Readonly<Record<string, string | readonly string[] | undefined>>;
  const lower = name.toLowerCase();
  let value = plain[lower];
  if (value === undefined) {
    for (const key in plain) if (key.toLowerCase() === lower) value = plain[key];
  }
  return typeof value === "object" ? value[0] : value;
}
