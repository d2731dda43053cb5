import { isObject, noStore } from "@schematic-internal/kit";
import { queryString } from "../codec/query";
import { PACKAGE_NAME, PACKAGE_VERSION } from "../version";
import { withIdempotencyKeys } from "./idempotency";
import type { RequestOptions, TransportOptions } from "./options";
import { buildHeaders, checkApiKey, checkBaseUrl, invalid, resolve } from "./resolve";
import type { Call } from "./send";

/** A request as it is sent, without its signal. */
export interface Outgoing {
  readonly key: string;
  readonly url: string;
  readonly init: RequestInit & { headers: Record<string, string> };
}

/** Returns the body of a call as JSON text, or undefined if it has none. */
function bodyOf({ body, idempotencyField }: Call, options: RequestOptions): string | undefined {
  const extra = options.additionalBodyParameters;
  const whole = extra ? { ...(body as object), ...extra } : body;
  if (whole === undefined) return undefined;
  return JSON.stringify(idempotencyField ? withIdempotencyKeys(whole, idempotencyField) : whole);
}

/** Returns the URL of a call. Throws for URLs that `fetch` would refuse. */
function urlOf(base: string, call: Call, options: RequestOptions): string {
  const target = call.url ?? call.path;
  const url =
    (/^https?:/i.test(target) ? target : base + target) + queryString(call.query, options.queryParams);
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw invalid(`${call.method} ${call.path}: the URL is not valid`);
  }
  if (parsed.username || parsed.password) throw invalid("a URL must not contain credentials");
  return url;
}

/** True if `url` is at the base URL or below it. Compares what `fetch` will make of both texts. */
function isBelow(base: string, url: string): boolean {
  const [own, target] = [new URL(base), new URL(url)];
  const folder = own.pathname.replace(/\/*$/, "/");
  return own.origin === target.origin && `${target.pathname}/`.startsWith(folder);
}

function checkMethod({ method, path, init }: Call): void {
  // `fetch` throws a TypeError for these, which would look like a broken connection.
  if (
    typeof method !== "string" ||
    !/^[\w!#$%&'*+.^`|~-]+$/.test(method) ||
    /^(connect|trace|track)$/i.test(method)
  )
    throw invalid(`${path}: ${JSON.stringify(method)} is not a method that can be sent`);
  if (/^(get|head)$/i.test(method) && init?.body) throw invalid(`${method} ${path}: a ${method} has no body`);
}

/** Returns the option that keeps frameworks from caching the response, unless the caller decides on caching. */
function cacheOf(init: (RequestInit & { next?: unknown }) | undefined): { cache?: "no-store" } {
  return init?.cache || init?.next ? {} : noStore();
}

/** Resolves options and checks what a request needs, before its first attempt. */
export async function prepare(
  client: TransportOptions,
  call: Call,
  options: RequestOptions,
): Promise<Outgoing> {
  checkMethod(call);
  const key = await resolve("apiKey", options.apiKey ?? client.apiKey, checkApiKey);
  const base = await resolve("baseUrl", client.baseUrl, checkBaseUrl);
  const url = urlOf(base, call, options);
  const body = bodyOf(call, options);
  const headers = await buildHeaders([
    // No other host receives these.
    isBelow(base, url) && {
      "X-Schematic-Api-Key": key,
      "X-Schematic-Client": client.clientName ?? PACKAGE_NAME,
      "X-Schematic-Client-Version": client.clientVersion ?? PACKAGE_VERSION,
      "X-Schematic-Environment-Id": client.environmentId,
      ...client.headers,
    },
    body !== undefined && { "Content-Type": "application/json" },
    isObject(call.init?.headers) && (call.init?.headers as Record<string, string>),
    options.headers,
  ]);
  const init = { ...call.init, ...cacheOf(call.init), method: call.method, headers };
  return { key, url, init: body === undefined ? init : { ...init, body } };
}
