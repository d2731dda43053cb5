import { encodeText } from "./text";

/** The part of a response that is used. Its body may be a web stream, a Node stream (node-fetch 2) or missing (React Native). */
export interface ResponseLike {
  readonly headers: { get(name: string): string | null };
  readonly body?: unknown;
  text(): Promise<string>;
}

type BodyStream = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>;

/**
 * Reads at most `maxBytes` of a response's body as text. `isComplete` is false if the body is longer; what
 * remains is discarded then. Rejects with the stream's error, for example when the connection breaks.
 */
export async function readBody(
  response: ResponseLike,
  maxBytes: number,
): Promise<{ readonly text: string; readonly isComplete: boolean }> {
  const { headers, body } = response;
  const declared = Number(headers.get("content-length") || Number.NaN);
  if (canTrust(declared, headers, maxBytes) || !isStream(body)) {
    const text = await response.text();
    return { text: text.slice(0, maxBytes), isComplete: text.length <= maxBytes };
  }
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of chunksOf(body)) {
    const part = chunk.subarray(0, maxBytes - size);
    text += decoder.decode(part, { stream: true });
    size += chunk.length;
    if (size > maxBytes) break;
  }
  return { text: text + decoder.decode(), isComplete: size <= maxBytes };
}

/** True if the length that the server declared bounds the text. It does not bound a compressed body. */
function canTrust(declared: number, headers: ResponseLike["headers"], maxBytes: number): boolean {
  return declared <= maxBytes && !headers.get("content-encoding");
}

function isStream(body: unknown): body is BodyStream {
  return typeof body === "object" && body !== null && ("getReader" in body || Symbol.asyncIterator in body);
}

/** Yields the chunks of a web or Node stream. Leaving the loop cancels the stream. */
async function* chunksOf(body: BodyStream): AsyncGenerator<Uint8Array> {
  if (!("getReader" in body)) {
    for await (const chunk of body) yield typeof chunk === "string" ? encodeText(chunk) : chunk;
    return;
  }
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.cancel().then(undefined, () => undefined);
  }
}
