import ky from "ky";
import { SchematicError, SchematicTimeoutError } from "../errors/schematic-error";
import { follow } from "./follow";
import type { TransportOptions } from "./options";
import type { Outgoing } from "./prepare";
import { isRetryable, retryDelay } from "./retry";

/** Largest delay that a timer can hold, ms. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** What the attempts of one call have in common. */
export interface Job extends Outgoing {
  readonly client: TransportOptions;
  readonly method: string;
  readonly path: string;
  /** Leave the body of the answer to the caller. */
  readonly raw: boolean;
  readonly signal: AbortSignal | null;
  readonly timeoutMs: number;
  readonly maxRetries: number;
}

/** Takes the key out of a text. */
export function redact(key: string, text: string): string {
  return text.replaceAll(key, "***");
}

/** What a hook throws must not fail what it observes. */
function quietly(hook: () => void): void {
  try {
    hook();
  } catch {}
}

/** One attempt with its hooks: the answer, and its text unless it is left unread. */
async function attempt(job: Job, count: number, signal: AbortSignal): Promise<[Response, string]> {
  const { client, method, path, url, init, raw } = job;
  const { hooks } = client;
  const info = { method, path, url, attempt: count };
  const start = performance.now();
  const headers = { ...init.headers };
  const after = (result: object) =>
    quietly(() => hooks?.afterAttempt?.(info, { ...result, durationMs: performance.now() - start }));
  quietly(() =>
    hooks?.beforeAttempt?.(info, (header, value) => {
      headers[header.toLowerCase()] = value;
    }),
  );
  try {
    const answer = await follow(client.fetch ?? fetch, url, { ...init, headers, signal });
    // Read here, where the time-out still holds.
    const text = raw ? "" : await answer.text();
    after({ status: answer.status, requestId: answer.headers.get("x-request-id") ?? undefined });
    return [answer, text];
  } catch (error) {
    after({ error });
    throw error;
  }
}

/** The error for a call that got no answer. ky's own errors hold the request, so they are no cause. */
function unanswered({ method, path, key }: Job, error: unknown): SchematicError {
  const { name, message, cause } = (error ?? {}) as { name?: string; message?: string; cause?: Error };
  const call = `${method} ${path}`;
  if (name === "TimeoutError") return new SchematicTimeoutError(`Timeout exceeded when calling ${call}.`);
  return new SchematicError({
    message: redact(key, [call, message ?? error, cause?.message].filter(Boolean).join(": ")),
    code: "network_error",
    cause: typeof error === "string" ? redact(key, error) : error,
  });
}

/** Makes attempts until one counts: an answer of any status, or an error. */
export async function attempts(job: Job): Promise<[Response, string]> {
  const { signal, method, raw } = job;
  let count = 0;
  let last: [Response, string] | undefined;
  try {
    await ky(job.url, {
      method,
      timeout: Math.min(job.timeoutMs, MAX_TIMER_MS),
      signal,
      retry: {
        limit: job.maxRetries,
        methods: [method.toLowerCase() as "get"],
        shouldRetry: () => !!last && isRetryable(last[0].status),
        delay: () => (last ? retryDelay(last[0].headers, count, Date.now(), Math.random()) : 0),
      },
      // Of ky's request only the signal is used: a `fetch` given as an option expects a URL.
      fetch: async (request) => {
        const inner = (request as Request).signal;
        inner.throwIfAborted();
        // A body that nobody will read holds its connection.
        if (raw) await last?.[0].body?.cancel();
        last = undefined;
        last = await attempt(job, ++count, inner);
        return last[0];
      },
    });
  } catch (error) {
    if (signal?.aborted) {
      throw new SchematicError({
        message: "The user aborted a request",
        code: "aborted",
        cause: signal.reason,
      });
    }
    if (!last) throw unanswered(job, error);
  }
  return last as [Response, string];
}
