import { errorFromResponse } from "../errors/from-response";
import { SchematicError } from "../errors/schematic-error";
import type { WithRawResponse } from "./api-promise";
import { attempts, redact } from "./attempts";
import type { RequestOptions, TransportOptions } from "./options";
import { prepare } from "./prepare";
import { atLeast } from "./resolve";

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
  /** True for a POST that only reads: it may be sent again after any failure. */
  readonly readOnly?: true;
  /**
   * Where the body holds its idempotency key, by wire name: `idempotency_key`, or `events[].idempotency_key` for
   * one in each item of a list.
   */
  readonly idempotencyField?: string;
  /**
   * `"only-if-not-executed"` for a request that could charge or grant twice if the server carried it out twice.
   * Default: the method decides.
   */
  readonly repeat?: "only-if-not-executed";
  /** Sent as it is; the answer, given to `decode`, is the `Response` whatever its status, its body unread. */
  readonly init?: RequestInit;
}

/** Sends a call, and makes a result or an error of the answer. */
export async function send<T>(
  client: TransportOptions,
  call: Call<T>,
  options: RequestOptions,
): Promise<WithRawResponse<T>> {
  const { method, path, decode, init } = call;
  const timeout = atLeast(
    0.001,
    "timeoutInSeconds",
    options.timeoutInSeconds ?? client.timeoutInSeconds ?? 60,
  );
  const maxRetries = atLeast(0, "maxRetries", options.maxRetries ?? client.maxRetries ?? 2);
  const signal = options.abortSignal ?? init?.signal ?? null;
  const raw = !!init;
  const outgoing = await prepare(client, call, options);
  const [response, text] = await attempts({
    ...outgoing,
    client,
    method,
    path,
    raw,
    signal,
    timeoutMs: timeout * 1000,
    maxRetries,
  });
  const { ok, headers, status, statusText, type, redirected, url } = response;
  const rawResponse = { headers, status, statusText, url, type, redirected };
  const name = `${method} ${path}`;
  if (!ok && !raw) throw errorFromResponse(name, redact(outgoing.key, text), rawResponse);
  let answer: unknown = response;
  try {
    if (!raw) answer = text ? JSON.parse(text) : undefined;
  } catch {
    // The parser's message quotes the text, so it is no cause.
    throw new SchematicError({
      message: `${name}: the answer is not JSON`,
      code: "invalid_response",
      statusCode: status,
      body: redact(outgoing.key, text),
      rawResponse,
    });
  }
  return { data: decode ? await decode(answer) : (answer as T), rawResponse };
}
