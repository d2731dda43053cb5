import type { CancelTimer, Clock } from "../contracts/clock";
import { retryAfterMs } from "./backoff";

/** What became of a request. */
export type Outcome =
  | { kind: "delivered" }
  /** 413: fewer bytes may do. */
  | { kind: "too_large" }
  /** The request will never be taken as it is. */
  | { kind: "refused"; status: number; said: string; maxSize: number | undefined }
  /** The key is not accepted, which somebody may put right. */
  | { kind: "unauthorized"; status: number; said: string }
  /** To be tried again. `unknown`: the server may have taken it. */
  | { kind: "failed"; unknown: boolean; retryAfterMs: number | undefined; said: string; cause?: unknown };

export interface RequestOptions {
  apiKey: string;
  url: string;
  headers: Record<string, string>;
  fetch: typeof fetch;
  clock: Clock;
  /** For the whole request, ms. */
  timeoutMs: number;
}

/** Bytes that are read of an answer that says why not. */
const MAX_ANSWER = 4096;
/** How long the body of an answer that said yes may take, ms: it keeps the connection usable. */
const MAX_TAIL_MS = 1_000;

/** Sends one batch, once. Never rejects. `stop` ends it early. */
export async function sendBatch(body: string, options: RequestOptions, stop: AbortSignal): Promise<Outcome> {
  const { clock } = options;
  const abort = new AbortController();
  const onStop = (): void => abort.abort(stop.reason);
  stop.addEventListener("abort", onStop);
  const cancel = clock.setTimer(() => abort.abort(new Error("time-out")), options.timeoutMs);
  try {
    const response = await options.fetch(options.url, {
      method: "POST",
      headers: options.headers,
      body,
      signal: abort.signal,
      // After a 301 or 302 `fetch` asks again by GET, whose 200 would count as delivered; and another origin
      // would get the API key.
      redirect: "manual",
    });
    if (!response.ok) {
      // What the server says may quote the request, and with it the key.
      const text = (await said(response)).replaceAll(options.apiKey, "***");
      return outcomeOf(response, text, clock.now());
    }
    void drain(response, clock, abort);
    return { kind: "delivered" };
  } catch (cause) {
    const reason = abort.signal.aborted
      ? `no answer within ${options.timeoutMs} ms`
      : "the connection failed";
    return { kind: "failed", unknown: true, retryAfterMs: undefined, said: reason, cause };
  } finally {
    cancel();
    stop.removeEventListener("abort", onStop);
  }
}

function outcomeOf(response: Response, text: string, now: number): Outcome {
  const { status } = response;
  if (status === 413) return { kind: "too_large" };
  if (status === 401 || status === 402 || status === 403) return { kind: "unauthorized", status, said: text };
  const again = status === 408 || status === 425 || status === 429 || status >= 500;
  // A redirect is the fault of an address, not of an event. Browsers tell nothing of it: status 0.
  if (status < 400) {
    const to = response.headers.get("location");
    const where = to ? `to ${to}` : "to another address";
    const redirected = `the server redirects ${where}; give eventCaptureBaseURL the address that takes events`;
    return { kind: "failed", unknown: false, retryAfterMs: undefined, said: redirected };
  }
  if (!again) {
    const maxSize = /"max_size"\s*:\s*(\d+)/.exec(text)?.[1];
    return {
      kind: "refused",
      status,
      said: text,
      maxSize: maxSize === undefined ? undefined : Number(maxSize),
    };
  }
  return {
    kind: "failed",
    unknown: status !== 429,
    retryAfterMs: retryAfterMs(response.headers.get("retry-after"), now),
    said: `status ${status}${text && `: ${text}`}`,
  };
}

/** Reads the body of an answer to its end, so that the connection can be used again. */
async function drain(response: Response, clock: Clock, abort: AbortController): Promise<void> {
  let cancel: CancelTimer | undefined;
  try {
    cancel = clock.setTimer(() => abort.abort(), MAX_TAIL_MS);
    await response.arrayBuffer();
  } catch {
    // The events were taken; how the answer ends does not matter.
  } finally {
    cancel?.();
  }
}

/** The first kilobytes of an answer. */
async function said(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let bytes = 0; bytes < MAX_ANSWER; ) {
      const { done, value } = await reader.read();
      if (done) return text;
      bytes += value.byteLength;
      text += decoder.decode(value, { stream: true });
    }
    await reader.cancel();
  } catch {
    // The status is what counts.
  }
  return text.slice(0, MAX_ANSWER);
}
