/** One attempt of a call, as hooks see it. It holds no secret. */
export interface AttemptInfo {
  readonly method: string;
  /** Path with its parameters' names, as in `/companies/{company_id}`: fit for span and metric names. */
  readonly path: string;
  readonly url: string;
  /** 1 for the first attempt of a call. */
  readonly attempt: number;
}

/** How an attempt ended: with a status, or with an error. */
export interface AttemptResult {
  readonly status?: number;
  /** Id that the server gave the request. */
  readonly requestId?: string;
  readonly error?: unknown;
  /** Time from the call of `fetch` to the end of the answer, ms. */
  readonly durationMs: number;
}

/** Observers of attempts, for logs and tracing. What they throw is ignored. */
export interface TransportHooks {
  /** Before an attempt; `setHeader` adds to its headers, such as `traceparent`. */
  beforeAttempt?(attempt: AttemptInfo, setHeader: (name: string, value: string) => void): void;
  /** After an attempt. `attempt` is the object that `beforeAttempt` got. */
  afterAttempt?(attempt: AttemptInfo, result: AttemptResult): void;
}
