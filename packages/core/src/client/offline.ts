import { type ApiPromise, SchematicError, type Transport } from "@schematic/api";

function refuse(): Promise<never> {
  const message = "the client is offline (by option, or for want of an apiKey), so no request was sent";
  return Promise.reject(new SchematicError({ code: "offline", message }));
}

/** A transport that sends nothing: every call rejects with code `offline`. */
export function offlineTransport(): Transport {
  return {
    request<T>(): ApiPromise<T> {
      return Object.assign(refuse(), { withRawResponse: refuse });
    },
  };
}
