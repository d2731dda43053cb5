import { type ApiPromise, apiPromise } from "./api-promise";
import { checkTransportOptions } from "./check-options";
import type { RequestOptions, TransportOptions } from "./options";
import { type Call, send } from "./send";

/** Sends requests: authentication, retries, time limits and errors of every operation. */
export interface Transport {
  /**
   * Sends one call. A function is called for it first, and what it throws becomes the rejection. The promise rejects
   * with a `SchematicError`. An absolute URL that is not below the base URL receives neither the key nor the
   * transport's headers.
   */
  request<T = unknown>(call: Call<T> | (() => Call<T>), options?: RequestOptions): ApiPromise<T>;
}

/**
 * Returns the transport through which operations send their requests.
 *
 * @throws SchematicError (`invalid_options`) if an option is unknown or of a wrong type, or if the key is missing.
 */
export function createTransport(options: TransportOptions): Transport {
  const client = checkTransportOptions(options);
  return {
    request: <T>(call: Call<T> | (() => Call<T>), requestOptions?: RequestOptions) =>
      apiPromise(send(client, typeof call === "function" ? call : () => call, requestOptions)),
  };
}
