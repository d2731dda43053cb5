/** One attempt of a call, without secrets. */
export interface AttemptInfo {
  readonly method: string;
  /** Path with the names of its parameters, as in `/companies/{company_id}`: suited to span and metric names. */
  readonly path: string;
  readonly url: string;
  /** 1 for the first attempt of a call. */
  readonly attempt: number;
}

/** Result of an attempt: a status or an error. */
export interface AttemptResult {
  readonly status?: number;
  /** Id of the request on the server. */
  readonly requestId?: string;
  readonly error?: unknown;
  /** Time from the call of `fetch` to the end of the response, in milliseconds. */
  readonly durationMs: number;
}

/** Observers of attempts, for logs and tracing. Errors that they throw are ignored. */
export interface TransportHooks {
  /** Called before an attempt. `setHeader` adds a header to it, such as `traceparent`. */
  beforeAttempt?(attempt: AttemptInfo, setHeader: (name: string, value: string) => void): void;
  /** Called after an attempt, with the object that `beforeAttempt` received. */
  afterAttempt?(attempt: AttemptInfo, result: AttemptResult): void;
}
