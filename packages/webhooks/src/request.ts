import { encodeText } from "@schematic-internal/kit";
import { rawBodyAdvice } from "./advice";
import type { RawBody, SignedDelivery } from "./core/check";
import { WebhookSignatureError } from "./core/errors";
import type { WebhookHeaders } from "./core/headers";

/** A Fetch `Request`, such as `NextRequest`. */
export interface FetchRequestLike {
  headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
  readonly bodyUsed?: boolean;
}

/** A Node `IncomingMessage`, with what body parsers of Express, Nest or Cloud Functions add to it. */
export interface NodeRequestLike {
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  on(event: string, listener: (value?: unknown) => void): unknown;
  removeListener(event: string, listener: (value?: unknown) => void): unknown;
  resume(): unknown;
  readonly readableEnded?: boolean;
  readonly readableDidRead?: boolean;
  readonly destroyed?: boolean;
  body?: unknown;
  rawBody?: unknown;
}

/** An event of API Gateway (v1, v2), a Function URL or a load balancer. */
export interface LambdaEventLike {
  headers?: Readonly<Record<string, string | undefined>> | null | undefined;
  multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null | undefined;
  body?: string | null | undefined;
  isBase64Encoded?: boolean | undefined;
}

/** Headers and a raw body from any source. */
export interface RawRequestLike {
  headers: WebhookHeaders;
  body?: RawBody | ArrayBuffer | null;
  rawBody?: RawBody;
  /** HTTP method. A handler responds with 405 if it is another than POST. */
  method?: string;
}

/** Every shape of request that can be verified. */
export type WebhookInput = FetchRequestLike | NodeRequestLike | LambdaEventLike | RawRequestLike;

interface Anything {
  headers?: unknown;
  multiValueHeaders?: unknown;
  body?: unknown;
  rawBody?: unknown;
  bodyUsed?: unknown;
  arrayBuffer?: unknown;
  isBase64Encoded?: unknown;
  requestContext?: unknown;
  on?: unknown;
}

/** Default of the longest body that is read from a request: 1 MiB. */
export const MAX_BODY_BYTES: number = 1_048_576;

/**
 * Returns the headers and raw body of any request shape.
 *
 * @throws {WebhookSignatureError} `body_unavailable` with what to do about it, or `body_too_large`.
 */
export async function readDelivery(
  input: WebhookInput,
  maxBytes: number = MAX_BODY_BYTES,
): Promise<SignedDelivery> {
  const request = input as Anything | null | undefined;
  const headers = headersOf(request);
  if (typeof request?.arrayBuffer === "function") {
    return { headers, body: await fetchBody(input as FetchRequestLike, maxBytes) };
  }
  const raw = rawOf(request);
  if (raw !== undefined) return { headers, body: raw };
  if (isUnreadStream(request)) return { headers, body: await streamBody(request, maxBytes) };
  throw new WebhookSignatureError(rawBodyAdvice(request ?? {}), "body_unavailable");
}

/** The synchronous form of `readDelivery`, for requests whose body has been read. */
export function heldDelivery(input: LambdaEventLike | RawRequestLike): SignedDelivery {
  const body = rawOf(input as Anything);
  if (body === undefined) throw new WebhookSignatureError(rawBodyAdvice(input), "body_unavailable");
  return { headers: headersOf(input as Anything), body };
}

function headersOf(request: Anything | null | undefined): WebhookHeaders {
  const headers = request?.headers ?? request?.multiValueHeaders;
  if (typeof headers !== "object" || headers === null) {
    throw new WebhookSignatureError(
      "Not a request: pass a Fetch Request, a Node request, a Lambda event, or { headers, body }",
      "missing_header",
    );
  }
  if (typeof (headers as { get?: unknown }).get === "function") return headers as WebhookHeaders;
  // Proxies and gateways write header names in any case.
  const lower: Record<string, string | readonly string[] | undefined> = {};
  for (const [name, value] of Object.entries(headers)) lower[name.toLowerCase()] = value;
  return lower;
}

function rawOf(request: Anything | null | undefined): RawBody | undefined {
  for (const body of [request?.rawBody, request?.body]) {
    if (typeof body === "string") return request?.isBase64Encoded === true ? fromBase64(body) : body;
    // Not instanceof: the buffer may come from another realm.
    if (Object.prototype.toString.call(body) === "[object ArrayBuffer]") {
      return new Uint8Array(body as ArrayBuffer);
    }
    if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  }
  // A gateway omits an empty body.
  return request?.requestContext !== undefined && request.body == null ? "" : undefined;
}

function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch (cause) {
    throw new WebhookSignatureError(
      "Webhook body is not base64 although isBase64Encoded is true: pass the event as it came",
      "body_unavailable",
      { cause },
    );
  }
}

async function fetchBody(request: FetchRequestLike, maxBytes: number): Promise<Uint8Array> {
  const stream = (request as { body?: ReadableStream<Uint8Array> | null }).body;
  if (request.bodyUsed || stream?.locked)
    throw new WebhookSignatureError(rawBodyAdvice(request), "body_unavailable");
  if (Number(request.headers.get("content-length")) > maxBytes) throw tooLarge(maxBytes);
  if (typeof stream?.getReader !== "function") {
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.byteLength > maxBytes) throw tooLarge(maxBytes);
    return bytes;
  }
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > maxBytes) {
      await reader.cancel().catch(() => {});
      throw tooLarge(maxBytes);
    }
    chunks.push(next.value);
  }
  return joined(chunks, size);
}

function isUnreadStream(request: Anything | null | undefined): request is NodeRequestLike {
  const stream = request as NodeRequestLike | null | undefined;
  return typeof stream?.on === "function" && !stream.readableDidRead && !stream.readableEnded;
}

function streamBody(request: NodeRequestLike, maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const listeners: Record<string, (value?: unknown) => void> = {
      data(chunk) {
        const bytes = typeof chunk === "string" ? encodeText(chunk) : (chunk as Uint8Array);
        size += bytes.byteLength;
        if (size > maxBytes) settle(() => reject(tooLarge(maxBytes)));
        else chunks.push(bytes);
      },
      end: () => settle(() => resolve(joined(chunks, size))),
      error: (cause) => settle(() => reject(interrupted(cause))),
      close: () => settle(() => reject(interrupted())),
    };
    function settle(act: () => void): void {
      for (const [event, listener] of Object.entries(listeners)) request.removeListener(event, listener);
      // The remaining bytes are read and dropped, so that the response can be sent. Errors must not go unhandled.
      request.on("error", () => {});
      request.resume();
      act();
    }
    if (request.destroyed) {
      reject(interrupted());
      return;
    }
    for (const [event, listener] of Object.entries(listeners)) request.on(event, listener);
  });
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function tooLarge(maxBytes: number): WebhookSignatureError {
  return new WebhookSignatureError(
    `Webhook body is larger than ${maxBytes} bytes: raise maxBodyBytes if such events are expected`,
    "body_too_large",
  );
}

function interrupted(cause?: unknown): WebhookSignatureError {
  return new WebhookSignatureError(
    "Webhook body ended early: the connection was closed before all of it came",
    "body_unavailable",
    cause === undefined ? undefined : { cause },
  );
}
