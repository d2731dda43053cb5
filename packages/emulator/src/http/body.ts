import type { Context } from "hono";
import * as v from "valibot";
import { HttpError } from "../errors";
import { isTooDeep, MAX_DEPTH } from "../limits";

const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Reads the body as text, whether its length is announced or it comes in chunks; throws 413. */
export async function readText(c: Context): Promise<string> {
  const tooLarge = new HttpError(413, `the body is larger than ${MAX_BODY_BYTES} bytes`);
  if (Number(c.req.header("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge;
  const { body } = c.req.raw;
  if (body === null) return "";
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for await (const chunk of body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw tooLarge;
    text += decoder.decode(chunk, { stream: true });
  }
  text += decoder.decode();
  // For the record of requests.
  c.set("bodyText", text);
  return text;
}

/** Reads and checks a JSON body; throws 400 with the path of the first wrong member. */
export async function readBody<T>(c: Context, schema: v.GenericSchema<unknown, T>): Promise<T> {
  const text = await readText(c);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new HttpError(400, "the body is not JSON");
  }
  if (isTooDeep(value)) throw new HttpError(400, `the body is nested deeper than ${MAX_DEPTH} levels`);
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new HttpError(400, `${v.getDotPath(issue) ?? "body"}: ${issue.message}`);
}
