/** Parameters of an exponential back-off. Times in milliseconds. */
export interface BackoffOptions {
  /** The delay before the first repeat. */
  readonly minMs: number;
  /** The delay never grows beyond this, jitter excepted. */
  readonly maxMs: number;
  /** Each delay is this many times the one before it. Default 2. */
  readonly factor?: number;
  /** The random part, as a share of the delay that is added to it: 0.25 adds up to a quarter. Default 0.25. */
  readonly jitter?: number;
}

/**
 * Returns the delay in milliseconds before repeat number `attempt` (0 for the first repeat).
 * `random` is a number in [0, 1). Jitter only lengthens a delay, so `minMs` is a true lower bound.
 */
export function backoffMs(attempt: number, random: number, options: BackoffOptions): number {
  const { minMs, maxMs, factor = 2, jitter = 0.25 } = options;
  // A power beyond 2^1023 is Infinity, which Math.min bounds as well.
  const delay = Math.min(maxMs, minMs * factor ** Math.max(0, attempt));
  return delay * (1 + jitter * random);
}
