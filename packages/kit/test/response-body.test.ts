import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { discardBody, readBody } from "../src";

const headersOf = (init: Record<string, string> = {}) => new Headers(init);
const nodeResponse = (...chunks: (string | Buffer)[]) => ({
  headers: headersOf(),
  body: Readable.from(chunks),
  text: () => Promise.reject(new Error("text() must not be used for a stream")),
});

test.each([3, 4, 100])("reads a web stream of three bytes with a limit of %i", async (limit) => {
  const response = new Response(new Blob(["abc"]).stream());
  expect(await readBody(response, limit)).toEqual({ text: "abc", isComplete: true });
});

test("stops at the limit and cancels the stream", async () => {
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array([97, 98, 99])),
    cancel: () => {
      isCancelled = true;
    },
  });
  expect(await readBody(new Response(endless), 4)).toEqual({ text: "abca", isComplete: false });
  expect(isCancelled).toBe(true);
});

test("reads Node streams of buffers and of text, a character across two chunks included", async () => {
  const [first, second] = [Buffer.from("é").subarray(0, 1), Buffer.from("é").subarray(1)];
  expect(await readBody(nodeResponse("a", first, second), 10)).toEqual({ text: "aé", isComplete: true });
  const long = nodeResponse("abc", "def");
  expect(await readBody(long, 5)).toEqual({ text: "abcde", isComplete: false });
  expect(long.body.destroyed).toBe(true);
});

test("does not trust the declared length of a compressed body", async () => {
  const body = new Blob(["abcdef"]).stream();
  const headers = { "content-length": "2", "content-encoding": "gzip" };
  expect(await readBody(new Response(body, { headers }), 3)).toEqual({ text: "abc", isComplete: false });
});

test("reads a response without a stream by its text", async () => {
  const response = { headers: headersOf(), text: async () => "abcd" };
  expect(await readBody(response, 4)).toEqual({ text: "abcd", isComplete: true });
  expect(await readBody(response, 3)).toEqual({ text: "abc", isComplete: false });
});

test("rejects when the stream breaks", async () => {
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("cut")) });
  await expect(readBody(new Response(broken), 10)).rejects.toThrow("cut");
});

test("discards web streams, Node streams, locked streams and nothing", async () => {
  const node = nodeResponse("a");
  const web = new Response("text");
  const locked = new Response("text");
  locked.body?.getReader();
  for (const one of [node, web, locked, { body: null }, {}]) discardBody(one);
  expect(node.body.destroyed).toBe(true);
  await expect(web.body?.getReader().read()).resolves.toMatchObject({ done: true });
});
