import { discardBody, messageOf, noStore, readBody, serverDelayMs } from "@schematic-internal/kit";
import type { EventQueueOptions } from "../options";
import type { Outcome } from "./retry-schedule";

/** The end of one request: its outcome, and for failures what people need to know. */
export interface PostResult {
  readonly outcome: Outcome;
  /** HTTP status; 0 if no response arrived. */
  readonly status: number;
  /** The status with the server's message, or what happened. */
  readonly message: string;
  /** True if the server may have accepted the events all the same. */
  readonly isUncertain: boolean;
  readonly cause?: unknown;
}

/** Limit on the part of a response that is read, in bytes, and on the part that is reported, in characters. */
const MAX_RESPONSE_BYTES = 64 * 1024;
const MAX_MESSAGE = 4_096;

/** Sends one batch once. Never rejects. `signal` ends it early. */
export async function postBatch(
  body: string,
  options: EventQueueOptions,
  signal: AbortSignal,
): Promise<PostResult> {
  const { apiKey, baseUrl, headers, clock, fetch } = options;
  const startedAt = clock.monotonic();
  try {
    const response = await fetch(`${baseUrl}/batch`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", "x-schematic-api-key": apiKey },
      body,
      signal,
      // `fetch` repeats a request as GET after a 301 or 302, and a 200 to that would count as delivered. Another
      // origin would receive the API key.
      redirect: "manual",
      ...noStore(),
    });
    if (isRedirect(response)) return redirected(response);
    const { text, isComplete } = await readBody(response, MAX_RESPONSE_BYTES);
    if (!response.ok) return failed(response, text, options);
    const objection = isComplete ? objectionIn(text) : "a response longer than 64 KB";
    if (objection === undefined) {
      const durationMs = clock.monotonic() - startedAt;
      return {
        outcome: { kind: "delivered", durationMs },
        status: response.status,
        message: "",
        isUncertain: false,
      };
    }
    const beginning = withoutKey(text.trim().slice(0, 200), apiKey);
    const message = `status ${response.status}, but ${objection} instead of an acceptance: ${beginning}; check eventCaptureBaseURL`;
    return { outcome: { kind: "failed" }, status: response.status, message, isUncertain: true };
  } catch (cause) {
    if (signal.aborted) {
      return {
        outcome: { kind: "timed-out" },
        status: 0,
        message: "no response in time",
        isUncertain: true,
        cause,
      };
    }
    const message = `the connection failed: ${withoutKey(messageOf(cause), apiKey)}`;
    return { outcome: { kind: "failed" }, status: 0, message, isUncertain: true, cause };
  }
}

/** Returns why a response with a success status accepts nothing; undefined if it is empty or JSON without an error. */
function objectionIn(text: string): string | undefined {
  if (text.trim() === "") return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return "a response that is not JSON";
  }
  if (typeof json !== "object" || json === null) return undefined;
  const { error, errors } = json as { error?: unknown; errors?: unknown };
  const hasErrors = Array.isArray(errors) ? errors.length > 0 : Boolean(errors);
  return error || hasErrors ? "an error" : undefined;
}

function isRedirect({ type, status }: Response): boolean {
  // Browsers hide a redirect behind status 0.
  return type === "opaqueredirect" || (status >= 300 && status < 400);
}

function redirected(response: Response): PostResult {
  discardBody(response);
  const target = response.headers.get("location") ?? "another address";
  const message = `the server redirects to ${target}; set eventCaptureBaseURL to the address that accepts events`;
  return { outcome: { kind: "failed" }, status: response.status || 302, message, isUncertain: false };
}

function failed(
  { status, headers }: Response,
  text: string,
  { apiKey, clock }: EventQueueOptions,
): PostResult {
  // The server may quote the request, and the key with it.
  const quoted = withoutKey(text.slice(0, MAX_MESSAGE), apiKey);
  const message = `status ${status}${quoted && `: ${quoted}`}`;
  const serverMs = serverDelayMs(headers, clock.now());
  const outcome = outcomeOf(status, serverMs);
  return { outcome, status, message, isUncertain: outcome.kind === "failed" };
}

function outcomeOf(status: number, serverMs: number | undefined): Outcome {
  if (status === 401 || status === 402 || status === 403) return { kind: "unauthorized" };
  if (status === 429) return { kind: "throttled", serverMs };
  const isRefused = status >= 400 && status < 500 && status !== 408 && status !== 425;
  return isRefused ? { kind: "refused" } : { kind: "failed", serverMs };
}

function withoutKey(text: string, apiKey: string): string {
  return text.replaceAll(apiKey, "***");
}
