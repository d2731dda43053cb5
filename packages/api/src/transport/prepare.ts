import { queryString } from "../codec/query";
import { PACKAGE_NAME, PACKAGE_VERSION } from "../version";
import type { RequestOptions, TransportOptions } from "./options";
import { ask, buildHeaders, checkApiKey, checkBaseUrl, invalid } from "./resolve";
import type { Call } from "./send";

/** A request as it goes out, but for its signal. */
export interface Outgoing {
  readonly key: string;
  readonly url: string;
  readonly init: RequestInit & { headers: Record<string, string> };
}

function stringify(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw invalid("the request cannot be written as JSON", cause);
  }
}

/** Asks for and checks what a request needs, before its first attempt. */
export async function prepare(
  client: TransportOptions,
  call: Call,
  options: RequestOptions,
): Promise<Outgoing> {
  const key = await ask("apiKey", options.apiKey ?? client.apiKey, checkApiKey);
  const base = await ask("baseUrl", client.baseUrl, checkBaseUrl);
  const path = call.url ?? call.path;
  const url = (/^https?:/i.test(path) ? path : base + path) + queryString(call.query, options.queryParams);
  const extra = options.additionalBodyParameters;
  const body = extra ? { ...(call.body as object), ...extra } : call.body;
  const headers = await buildHeaders([
    // Another host gets none of this.
    `${url}/`.startsWith(`${base}/`) && {
      "X-Schematic-Api-Key": key,
      "X-Schematic-Client": client.clientName ?? PACKAGE_NAME,
      "X-Schematic-Client-Version": client.clientVersion ?? PACKAGE_VERSION,
      "X-Schematic-Environment-Id": client.environmentId,
      ...client.headers,
    },
    body !== undefined && { "Content-Type": "application/json" },
    call.init?.headers as Record<string, string> | undefined,
    options.headers,
  ]);
  const init = { ...call.init, method: call.method, headers };
  return { key, url, init: body === undefined ? init : { ...init, body: stringify(body) } };
}
