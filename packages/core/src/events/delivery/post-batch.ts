import type { EventQueueOptions } from "../options";

/** Why a request was not answered with yes. */
export interface Failure {
  /** HTTP status; 0 when no answer came. */
  status: number;
  /** For people: the status with what the server said, or what happened. */
  said: string;
  retryAfterMs: number | undefined;
  cause?: unknown;
}

/** Characters that are told of an answer that says why not. */
const MAX_ANSWER = 4096;
/** How long the body of an answer that said yes may take, ms: it keeps the connection usable. */
const MAX_TAIL_MS = 1_000;
/** The longest wait that a server may ask for, ms. */
const MAX_RETRY_AFTER_MS = 3_600_000;

/**
 * Sends one batch, once; `undefined` when it was taken. Never rejects. While it is under way it is one of
 * `running`, to be ended early.
 */
export async function sendBatch(
  body: string,
  options: EventQueueOptions,
  running: Set<AbortController>,
): Promise<Failure | undefined> {
  const { apiKey, baseUrl, headers, clock, fetch, timeoutMs } = options;
  const request = new AbortController();
  const abort = (): void => request.abort();
  running.add(request);
  const cancel = clock.setTimer(abort, timeoutMs);
  try {
    const response = await fetch(`${baseUrl}/batch`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", "x-schematic-api-key": apiKey },
      body,
      signal: request.signal,
      // After a 301 or 302 `fetch` asks again by GET, whose 200 would count as delivered; and another origin
      // would get the API key.
      redirect: "manual",
    });
    if (!response.ok) return await failureOf(response, options);
    // Read to its end, the connection can be used again; how it ends does not matter, the events were taken.
    const cancelTail = clock.setTimer(abort, MAX_TAIL_MS);
    response.arrayBuffer().then(cancelTail, cancelTail);
    return undefined;
  } catch (cause) {
    const said = request.signal.aborted ? `no answer within ${timeoutMs} ms` : "the connection failed";
    return { status: 0, said, retryAfterMs: undefined, cause };
  } finally {
    cancel();
    running.delete(request);
  }
}

async function failureOf(response: Response, { apiKey, clock }: EventQueueOptions): Promise<Failure> {
  // Browsers tell nothing of a redirect: status 0.
  const status = response.status || 302;
  const { headers } = response;
  if (status < 400) {
    const to = headers.get("location") ?? "another address";
    const said = `the server redirects to ${to}; give eventCaptureBaseURL the address that takes events`;
    return { status, said, retryAfterMs: undefined };
  }
  // What the server says may quote the request, and with it the key.
  const text = (await beginningOf(response)).replaceAll(apiKey, "***");
  const said = `status ${status}${text && `: ${text}`}`;
  return { status, said, retryAfterMs: retryAfterMs(headers.get("retry-after"), clock.now()) };
}

/** The first kilobytes of an answer. */
async function beginningOf({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (reader && text.length < MAX_ANSWER) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += decoder.decode(value, { stream: true });
    }
    await reader?.cancel();
  } catch {
    // The status is what counts.
  }
  return text.slice(0, MAX_ANSWER);
}

/** `Retry-After` in ms: seconds or an HTTP date; `undefined` where there is none or it makes no sense. */
function retryAfterMs(header: string | null, now: number): number | undefined {
  if (!header?.trim()) return undefined;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
  return wait >= 0 ? Math.min(wait, MAX_RETRY_AFTER_MS) : undefined;
}
