import ky from "ky";
import { errorFromResponse } from "../errors/from-response";
import { SchematicError } from "../errors/schematic-error";
import { SchematicTimeoutError } from "../errors/timeout-error";
import type { WithRawResponse } from "./api-promise";
import type { RequestOptions, TransportOptions } from "./options";
import { prepare } from "./prepare";
import { atLeast } from "./resolve";
import { isRetryable, retryDelay } from "./retry";

/** One request, ready to be sent but for what the transport adds. */
export interface Call<T = unknown> {
  readonly method: string;
  /** Path with its parameters' names: for messages and hooks. */
  readonly path: string;
  /** What is sent: a path from the base URL on, or an absolute URL. Default: `path`. */
  readonly url?: string;
  /** Query parameters in public form. */
  readonly query?: object | null | undefined;
  /** Body in wire form, sent as JSON. */
  readonly body?: unknown;
  /** Makes the result from the parsed answer (`undefined` when it was empty). Default: as it is. */
  readonly decode?: (answer: unknown) => T | Promise<T>;
  /** Sent as it is; the answer, given to `decode`, is the `Response` whatever its status, its body unread. */
  readonly init?: RequestInit;
}

/** Largest delay that a timer can hold, ms. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** What a hook throws must not fail what it observes. */
function quietly(hook: () => void): void {
  try {
    hook();
  } catch {}
}

/** Sends a call until an attempt counts, and makes a result or an error of the answer. */
export async function send<T>(
  client: TransportOptions,
  call: Call<T>,
  options: RequestOptions,
): Promise<WithRawResponse<T>> {
  const { method, path, decode, init: raw } = call;
  const { hooks } = client;
  const timeoutMs =
    atLeast(0.001, "timeoutInSeconds", options.timeoutInSeconds ?? client.timeoutInSeconds ?? 60) * 1000;
  const maxRetries = atLeast(0, "maxRetries", options.maxRetries ?? client.maxRetries ?? 2);
  const { key, url, init } = await prepare(client, call, options);
  const name = `${method} ${path}`;
  const abortSignal = options.abortSignal ?? raw?.signal;
  const redact = (said: unknown) => String(said).replaceAll(key, "[redacted]");

  let count = 0;
  let text = "";
  let response: Response | undefined;

  /** What ky calls for each attempt. Its request is of no use but for the signal: `fetch` options expect a URL. */
  async function attempt(request: { signal: AbortSignal }): Promise<Response> {
    request.signal.throwIfAborted();
    // A body that nobody will read holds its connection.
    if (raw) await response?.body?.cancel();
    response = undefined;
    const info = { method, path, url, attempt: ++count };
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
      const answer = await (client.fetch ?? fetch)(url, { ...init, headers, signal: request.signal });
      // Read here, where the time-out still holds.
      if (!raw) text = await answer.text();
      after({ status: answer.status, requestId: answer.headers.get("x-request-id") ?? undefined });
      response = answer;
      return answer;
    } catch (error) {
      after({ error });
      throw error;
    }
  }

  try {
    await ky(url, {
      method,
      timeout: Math.min(timeoutMs, MAX_TIMER_MS),
      signal: abortSignal ?? null,
      retry: {
        limit: maxRetries,
        methods: [method.toLowerCase() as "get"],
        shouldRetry: () => !!response && isRetryable(response.status),
        delay: () => retryDelay((response as Response).headers, count, Date.now(), Math.random()),
      },
      fetch: attempt as unknown as typeof fetch,
    });
  } catch (error) {
    if (abortSignal?.aborted) {
      throw new SchematicError({
        message: "The user aborted a request",
        code: "aborted",
        cause: abortSignal.reason,
      });
    }
    if (!response) {
      const {
        name: kind,
        message,
        cause,
      } = (error ?? {}) as { name?: string; message?: string; cause?: Error };
      // ky's own errors hold the request, so they are no cause.
      if (kind === "TimeoutError") throw new SchematicTimeoutError(`Timeout exceeded when calling ${name}.`);
      const said = [name, message ?? error, cause?.message].filter(Boolean).join(": ");
      throw new SchematicError({
        message: redact(said),
        code: "network_error",
        cause: typeof error === "string" ? redact(error) : error,
      });
    }
  }
  const { ok, headers, status, statusText, type, redirected, url: from } = response as unknown as Response;
  const rawResponse = { headers, status, statusText, url: from, type, redirected };
  if (!ok && !raw) throw errorFromResponse(name, redact(text), rawResponse);
  let answer: unknown = response;
  try {
    if (!raw) answer = text ? JSON.parse(text) : undefined;
  } catch {
    // The parser's message quotes the text, so it is no cause.
    throw new SchematicError({
      message: `${name}: the answer is not JSON`,
      code: "invalid_response",
      statusCode: status,
      body: redact(text),
      rawResponse,
    });
  }
  return { data: decode ? await decode(answer) : (answer as T), rawResponse };
}
