import type { RawResponse } from "../errors/schematic-error";

/** Decoded answer with what else is known of the response. */
export interface WithRawResponse<T> {
  readonly data: T;
  readonly rawResponse: RawResponse;
}

/** Promise of a decoded answer that can also give the response's status and headers. */
export interface ApiPromise<T> extends Promise<T> {
  withRawResponse(): Promise<WithRawResponse<T>>;
}

export function apiPromise<T>(answer: Promise<WithRawResponse<T>>): ApiPromise<T> {
  const data = answer.then((result) => result.data);
  return Object.assign(data, {
    withRawResponse() {
      // Whoever asks for this one handles its rejection here, not on the promise it came from.
      data.catch(() => undefined);
      return answer.then((result) => result);
    },
  });
}
