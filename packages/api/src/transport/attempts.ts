import { discardBody, readBody } from "@schematic-internal/kit";
import { SchematicError } from "../errors/schematic-error";
import type { Limits } from "./check-options";
import { failureOf, unanswered } from "./failure";
import { follow } from "./follow";
import { loadKy } from "./load-ky";
import type { TransportOptions } from "./options";
import type { Outgoing } from "./prepare";
import { nextDelayMs, type Outcome, type RepeatRule } from "./retry";
import type { Expected } from "./send";

/** Everything that the attempts of one call share. */
export interface Job extends Outgoing {
  readonly client: TransportOptions;
  readonly method: string;
  readonly path: string;
  readonly expects: Expected;
  readonly signal: AbortSignal | null;
  readonly limits: Limits;
  readonly rule: RepeatRule;
}

/** A response and its text, which is empty if the caller reads the body. */
export interface Answer {
  readonly response: Response;
  readonly text: string;
}

/** Bytes that are read of the body of an error response. */
const MAX_ERROR_BYTES = 1_000_000;

/** Runs a hook. What it throws must not fail the call that it observes. */
function quietly(hook: () => void): void {
  try {
    hook();
  } catch {}
}

/** Makes one attempt and calls the hooks around it. */
async function attempt(job: Job, count: number, signal: AbortSignal): Promise<Answer> {
  const { client, method, path, url, init } = job;
  const { hooks } = client;
  const info = { method, path, url, attempt: count };
  const start = performance.now();
  const headers = { ...init.headers };
  const after = (result: object): void =>
    quietly(() => hooks?.afterAttempt?.(info, { ...result, durationMs: performance.now() - start }));
  quietly(() =>
    hooks?.beforeAttempt?.(info, (header, value) => {
      headers[header.toLowerCase()] = value;
    }),
  );
  try {
    const response = await follow(client.fetch ?? fetch, url, { ...init, headers, signal });
    // Read here, where the time limit still applies.
    const text = await textOf(response, job);
    after({ status: response.status, requestId: response.headers.get("x-request-id") ?? undefined });
    return { response, text };
  } catch (error) {
    after({ error });
    throw error;
  }
}

/**
 * Reads a response, unless the caller does. A body that is too long rejects, except that of an error, whose beginning
 * says enough.
 */
async function textOf(response: Response, { method, path, limits, expects }: Job): Promise<string> {
  const { ok, status } = response;
  if (expects === "response" || (expects === "stream" && ok)) return "";
  const max = limits.maxResponseBytes;
  const { text, isComplete } = await readBody(response, ok ? max : Math.min(max, MAX_ERROR_BYTES));
  if (isComplete || !ok) return text;
  throw new SchematicError({
    message: `${method} ${path}: the response is larger than maxResponseBytes (${max})`,
    code: "response_too_large",
    statusCode: status,
  });
}

/** Passes an abort of `signal` on to the returned controller, so that signals of any realm can be given. */
function linkedController(signal: AbortSignal | null): { controller: AbortController; unlink: () => void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  else signal?.addEventListener("abort", abort, { once: true });
  return { controller, unlink: () => signal?.removeEventListener("abort", abort) };
}

/** Makes attempts until the outcome of one is final: a response of any status, or an error. */
export async function attempts(job: Job): Promise<Answer> {
  const { signal, method, limits, rule } = job;
  const ky = await loadKy();
  const { controller, unlink } = linkedController(signal);
  let made = 0;
  let answer: Answer | undefined;
  let delayMs: number | undefined;
  const decide = (error: unknown): boolean => {
    // ky's own time limit. What came of the attempt is unknown, and the caller has waited long enough.
    if ((error as { name?: unknown }).name === "TimeoutError" || signal?.aborted) return false;
    const outcome: Outcome = answer ? answer.response : { failure: failureOf(error) };
    const maxDelayMs = limits.maxRetryDelayMs;
    delayMs = nextDelayMs(outcome, {
      rule,
      attempts: made,
      maxDelayMs,
      now: Date.now(),
      random: Math.random(),
    });
    return delayMs !== undefined;
  };
  try {
    await ky(job.url, {
      method,
      timeout: limits.timeoutMs,
      signal: controller.signal,
      retry: {
        limit: limits.maxRetries,
        methods: [method.toLowerCase() as "get"],
        shouldRetry: ({ error }) => decide(error),
        delay: () => delayMs ?? 0,
      },
      // Only the signal of ky's request is used: a `fetch` that is given as an option expects a URL.
      fetch: async (request) => {
        const inner = (request as Request).signal;
        inner.throwIfAborted();
        // A body that is never read would hold its connection.
        if (answer && job.expects === "response") discardBody(answer.response);
        answer = undefined;
        answer = await attempt(job, ++made, inner);
        return answer.response;
      },
    });
  } catch (error) {
    if (signal?.aborted) throw aborted(signal);
    if (!answer) throw unanswered(job, error);
  } finally {
    // A body that the caller reads ends with the caller's signal too, so it stays linked.
    if (job.expects === "json") unlink();
  }
  return answer as Answer;
}

function aborted({ reason }: AbortSignal): SchematicError {
  return new SchematicError({ message: "The user aborted a request", code: "aborted", cause: reason });
}
