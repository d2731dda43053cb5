import { queryString } from "../codec/query";
import { errorFromResponse } from "../errors/from-response";
import { type RawResponse, SchematicError } from "../errors/schematic-error";
import { PACKAGE_NAME, PACKAGE_VERSION } from "../version";
import { type ApiPromise, apiPromise, type WithRawResponse } from "./api-promise";
import { attempts, type Outcome } from "./attempts";
import type { RequestOptions, TransportOptions } from "./options";
import {
  buildHeaders,
  checkApiKey,
  checkBaseUrl,
  checkNumber,
  checkOptions,
  invalid,
  resolve,
} from "./resolve";

/** One request, ready to be sent but for what the transport adds. */
export interface Call<T = unknown> {
  readonly method: string;
  /** Path with its parameters' names: for messages and hooks. */
  readonly path: string;
  /** Path as it is sent, from the base URL on. Default: `path`. */
  readonly url?: string;
  /** Query parameters in public form. */
  readonly query?: object | null | undefined;
  /** Body in wire form, sent as JSON. */
  readonly body?: unknown;
  /** Makes the result from the parsed answer (`undefined` when it was empty). Default: as it is. */
  readonly decode?: (answer: unknown) => T;
  /** Answer with the response's stream instead of its JSON. */
  readonly stream?: boolean;
}

/** Sends requests: authentication, retries, time-outs and errors of every operation. */
export interface Transport {
  /**
   * Sends one call; a function is asked for it first, and what it throws becomes the rejection. The
   * promise rejects with a `SchematicError`.
   */
  request<T = unknown>(call: Call<T> | (() => Call<T>), options?: RequestOptions): ApiPromise<T>;
  /**
   * Sends a request as it is, with the transport's key, headers, retries and time-out (until the headers
   * of the answer), and gives back the response whatever its status. `url` is relative to the base URL
   * or absolute; an origin other than the base URL's gets neither the key nor the transport's headers.
   */
  send(url: string, init?: RequestInit, options?: RequestOptions): Promise<Response>;
}

interface Outgoing {
  readonly path: string;
  readonly url: string;
  readonly init: RequestInit & { method: string };
  readonly unread: (response: Response) => boolean;
  readonly options: RequestOptions | undefined;
}

interface Exchange extends Outcome {
  redact(text: string): string;
}

function rawResponse({ headers, status, statusText, url, type, redirected }: Response): RawResponse {
  return { headers, status, statusText, url, type, redirected };
}

async function exchange(
  client: TransportOptions,
  { path, url, init, unread, options = {} }: Outgoing,
): Promise<Exchange> {
  const timeoutInSeconds = options.timeoutInSeconds ?? client.timeoutInSeconds ?? 60;
  const maxRetries = options.maxRetries ?? client.maxRetries ?? 2;
  checkNumber("timeoutInSeconds", timeoutInSeconds, 0.001);
  checkNumber("maxRetries", maxRetries, 0);
  const key = checkApiKey(await resolve("apiKey", options.apiKey ?? client.apiKey));
  const base = checkBaseUrl(await resolve("baseUrl", client.baseUrl));
  const href = /^https?:/.test(url) ? url : base + url;
  const own = new URL(href).origin === new URL(base).origin;
  const headers = await buildHeaders(
    own && {
      "X-Schematic-Api-Key": key,
      "X-Schematic-Client": client.clientName ?? PACKAGE_NAME,
      "X-Schematic-Client-Version": client.clientVersion ?? PACKAGE_VERSION,
      "X-Schematic-Environment-Id": client.environmentId,
    },
    own && client.headers,
    init.headers && Object.fromEntries(new Headers(init.headers)),
    options.headers,
  );
  const redact = (text: string) => text.replaceAll(key, "[redacted]");
  const outcome = await attempts({
    method: init.method,
    path,
    url: href,
    init: { ...init, headers: Object.fromEntries(headers) },
    timeoutMs: timeoutInSeconds * 1000,
    maxRetries,
    signal: options.abortSignal ?? init.signal,
    fetch: client.fetch,
    hooks: client.hooks,
    unread,
    redact,
  });
  return { ...outcome, redact };
}

function parse(text: string | undefined, name: string, response: RawResponse): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, so it is no cause.
    throw new SchematicError({
      message: `${name}: status ${response.status} with a body that is not JSON`,
      code: "invalid_response",
      statusCode: response.status,
      body: text,
      rawResponse: response,
    });
  }
}

function stringify(body: unknown, extra: Record<string, unknown> | undefined): string {
  try {
    return JSON.stringify(extra ? { ...(body as object), ...extra } : body);
  } catch (cause) {
    throw invalid(
      "the request cannot be written as JSON (a BigInt, or an object that contains itself)",
      cause,
    );
  }
}

async function request<T>(
  client: TransportOptions,
  make: Call<T> | (() => Call<T>),
  options: RequestOptions | undefined,
): Promise<WithRawResponse<T>> {
  const call = typeof make === "function" ? make() : make;
  const { method, path, decode, stream } = call;
  const body = call.body ?? (options?.additionalBodyParameters && {});
  const { response, text, redact } = await exchange(client, {
    path,
    url: (call.url ?? path) + queryString(call.query, options?.queryParams),
    init: {
      method,
      ...(body !== undefined && {
        body: stringify(body, options?.additionalBodyParameters),
        headers: { "Content-Type": "application/json" },
      }),
    },
    unread: (answer) => !!stream && answer.ok,
    options,
  });
  const raw = rawResponse(response);
  const name = `${method} ${path}`;
  if (!response.ok) {
    const said = redact(text ?? "");
    let detail: unknown = said;
    try {
      detail = JSON.parse(said);
    } catch {
      // Proxies answer with HTML: the text is all there is to tell.
    }
    throw errorFromResponse(name, detail, raw);
  }
  const answer = stream ? response.body : parse(text, name, raw);
  return { data: decode ? decode(answer) : (answer as T), rawResponse: raw };
}

/**
 * Makes the transport that operations send their requests through.
 *
 * @throws SchematicError (`invalid_options`) when the key is missing or the base URL is none.
 */
export function createTransport(options: TransportOptions): Transport {
  const client = { ...options };
  checkOptions(client);
  return {
    request: (call, requestOptions) => apiPromise(request(client, call, requestOptions)),
    async send(url, init = {}, requestOptions) {
      const { response } = await exchange(client, {
        path: url,
        url: url + queryString(undefined, requestOptions?.queryParams),
        init: { ...init, method: init.method ?? "GET" },
        unread: () => true,
        options: requestOptions,
      });
      return response;
    },
  };
}
