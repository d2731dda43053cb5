import type { RequestOptions } from "./transport/options";
import type { Transport } from "./transport/transport";

/**
 * Sends what `fetch` would be called with through a transport. A body that can be read only once is
 * sent without retries.
 */
export function passthrough(
  transport: Transport,
  input: Request | string | URL,
  init: RequestInit = {},
  options: RequestOptions = {},
): Promise<Response> {
  const given = typeof input === "object" && "url" in input ? input : undefined;
  const body = init.body ?? given?.body;
  const headers = new Headers(given?.headers);
  new Headers(init.headers).forEach((value, name) => {
    headers.set(name, value);
  });
  const once = body instanceof ReadableStream;
  const target = given?.url ?? String(input);
  const url = /^(https?:|\/)/i.test(target) ? target : `/${target}`;
  return transport.request(
    {
      method: init.method ?? given?.method ?? "GET",
      path: url,
      url,
      init: {
        ...(given && { signal: given.signal }),
        ...init,
        headers: Object.fromEntries(headers),
        ...(body && { body }),
        ...(once && { duplex: "half" }),
      },
    },
    once ? { ...options, maxRetries: 0 } : options,
  );
}
