import type { RequestOptions } from "./transport/options";
import { invalid } from "./transport/resolve";
import type { Call } from "./transport/send";
import { isStream } from "./transport/streams";
import type { Transport } from "./transport/transport";

/**
 * Sends the arguments of a `fetch` call through a transport. Resolves to the response, whatever its status. A body that
 * can be read only once is sent once. A POST or PATCH is repeated only if the server did not carry it out: what the
 * endpoint does is unknown here.
 */
export function passthrough(
  transport: Transport,
  input: Request | string | URL,
  init: RequestInit = {},
  options: RequestOptions = {},
): Promise<Response> {
  return transport.request(() => callOf(input, init ?? {}), options);
}

function callOf(input: Request | string | URL, init: RequestInit): Call<Response> {
  const request = typeof input === "object" && input !== null && "url" in input ? input : undefined;
  if (!request && typeof input !== "string" && typeof (input as URL | undefined)?.href !== "string")
    throw invalid("fetch needs a path, a URL or a Request");
  const target = request?.url ?? String(input);
  const url = /^(https?:|\/)/i.test(target) ? target : `/${target}`;
  const method = init.method ?? request?.method ?? "GET";
  const body = init.body ?? request?.body;
  return {
    method,
    path: url,
    url,
    expects: "response",
    ...(/^(post|patch)$/i.test(method) && { repeat: "only-if-not-executed" as const }),
    init: {
      ...(request && { signal: request.signal }),
      ...init,
      headers: headersOf(request, init),
      ...(body && { body }),
      ...(isStream(body) && { duplex: "half" }),
    },
  };
}

/** Returns the headers of a request and of its init, which win. */
function headersOf(request: Request | undefined, init: RequestInit): Record<string, string> {
  try {
    const headers = new Headers(request?.headers);
    new Headers(init.headers).forEach((value, name) => {
      headers.set(name, value);
    });
    return Object.fromEntries(headers);
  } catch {
    // The runtime's message quotes the value, which may be a secret.
    throw invalid("a header has a name or a value that HTTP does not allow");
  }
}
