/** The part of a client's options that identifies the sender of its events. */
export interface Sender {
  apiKey: string;
  baseUrl: string;
  /** Headers of each request, the environment id included. */
  headers: Readonly<Record<string, string>>;
}

/**
 * Headers that describe a request or a connection and may change at any time, and credentials for servers in
 * between, which expire. They do not identify a tenant.
 */
const PASSING_HEADER =
  /^(accept(-.*)?|authorization|baggage|cache-control|connection|content-.*|cookie|date|host|pragma|proxy-.*|sentry-trace|trace.*|user-agent|via|x-(amzn-trace-id|b3-.*|cloud-trace-context|correlation-id|forwarded-.*|request-id|request-start))$/;

/**
 * Returns the scope of a client's events. Events of different scopes are never mixed: the scope consists of
 * the API key, the URL, the environment id and each header that may identify a tenant. `formerScope` is the
 * scope that the first edition used.
 */
export function journalScope({ apiKey, baseUrl, headers }: Sender): { scope: string; formerScope: string } {
  const identifying = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !PASSING_HEADER.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    scope: JSON.stringify([2, apiKey, baseUrl.replace(/\/+$/, ""), identifying]),
    formerScope: `${apiKey}\n${baseUrl}`,
  };
}
