import { type ApiPromise, apiPromise } from "./api-promise";
import type { RequestOptions, TransportOptions } from "./options";
import { checkApiKey, checkBaseUrl } from "./resolve";
import { type Call, send } from "./send";

/** Sends requests: authentication, retries, time-outs and errors of every operation. */
export interface Transport {
  /**
   * Sends one call; a function is asked for it first, and what it throws becomes the rejection. The
   * promise rejects with a `SchematicError`. An absolute URL that does not begin with the base URL gets
   * neither the key nor the transport's headers.
   */
  request<T = unknown>(call: Call<T> | (() => Call<T>), options?: RequestOptions): ApiPromise<T>;
}

/**
 * Makes the transport that operations send their requests through.
 *
 * @throws SchematicError (`invalid_options`) when the key is missing or the base URL is none.
 */
export function createTransport(options: TransportOptions): Transport {
  const client = { ...options };
  const { apiKey, baseUrl } = client;
  if (typeof apiKey !== "function" && !(apiKey instanceof Promise)) checkApiKey(apiKey);
  if (typeof baseUrl !== "function" && !(baseUrl instanceof Promise)) checkBaseUrl(baseUrl);
  return {
    request: <T>(call: Call<T> | (() => Call<T>), requestOptions: RequestOptions = {}) =>
      apiPromise((async () => send(client, typeof call === "function" ? call() : call, requestOptions))()),
  };
}
