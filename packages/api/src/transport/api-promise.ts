import type { RawResponse } from "../errors/schematic-error";

/** A decoded response with its status and headers. */
export interface WithRawResponse<T> {
  readonly data: T;
  readonly rawResponse: RawResponse;
}

/** Promise of a decoded response from which status and headers are available too. */
export interface ApiPromise<T> extends Promise<T> {
  withRawResponse(): Promise<WithRawResponse<T>>;
}

/** Returns a promise of the data of `result`. */
export function apiPromise<T>(result: Promise<WithRawResponse<T>>): ApiPromise<T> {
  const data = result.then((whole) => whole.data);
  return Object.assign(data, {
    withRawResponse() {
      // The caller handles the rejection of this promise, not of the one it was taken from.
      data.catch(() => undefined);
      return result.then((whole) => whole);
    },
  });
}
