type Chunks = AsyncIterable<Uint8Array>;

/** True for web streams and Node streams of every realm: bodies that can be sent once. */
export function isStream(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  return "getReader" in body || Symbol.asyncIterator in body;
}

/** Returns the body of a response as a web stream. node-fetch 2 and others return Node streams. */
export function webStream(body: unknown): unknown {
  if (!isStream(body) || "getReader" in (body as object)) return body;
  const chunks = (body as Chunks)[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}
