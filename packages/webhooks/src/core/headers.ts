const PREFIX = "X-Schematic-Webhook-";

/** Header that holds the signature: 64 hex digits, HMAC-SHA256 of `<raw body>+<timestamp>`. */
export const WEBHOOK_SIGNATURE_HEADER: "X-Schematic-Webhook-Signature" = `${PREFIX}Signature` as const;

/** Header that holds the time of signing: a unix time, whole seconds. */
export const WEBHOOK_TIMESTAMP_HEADER: "X-Schematic-Webhook-Timestamp" = `${PREFIX}Timestamp` as const;

/** Header that names the signature scheme; `v1` is the only one so far. */
export const WEBHOOK_SIGNATURE_VERSION_HEADER: "X-Schematic-Webhook-Signature-Version" =
  `${WEBHOOK_SIGNATURE_HEADER}-Version` as const;

/** Headers of a request: a Fetch `Headers`, or a plain object as Node, Lambda and most frameworks give. */
export type WebhookHeaders = { get(name: string): string | null } | PlainHeaders;

type PlainHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The value of a header named in lower case or exactly so, else an empty text; of a list, all, joined. */
export function headerOf(headers: WebhookHeaders, name: string): string {
  // A plain header may be called "get": only a function is a Fetch `Headers`.
  return `${
    (typeof headers.get === "function"
      ? headers.get(name)
      : ((headers as PlainHeaders)[name.toLowerCase()] ?? (headers as PlainHeaders)[name])) ?? ""
  }`;
}
