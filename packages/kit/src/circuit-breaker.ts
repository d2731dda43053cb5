/** Parameters of a circuit breaker. Times in milliseconds. */
export interface CircuitBreakerOptions {
  /** Failures in a row after which calls are refused. */
  readonly failures: number;
  /** How long calls are refused after the circuit opened. */
  readonly pauseMs: number;
  /** The pause doubles with each failed probe up to this. Default: `pauseMs`, that is no growth. */
  readonly maxPauseMs?: number;
  /** Monotonic clock in milliseconds; default `performance.now`. */
  readonly now?: () => number;
}

/** `call`: go ahead. `probe`: go ahead as the only caller until the next pause ends. `refuse`: do not call. */
export type Admission = "call" | "probe" | "refuse";

/**
 * Stops calls to a dependency that keeps failing. It is closed (calls pass) until `failures` calls in a row
 * failed, then open (calls are refused) for a pause; after each pause one probe passes. A success closes it.
 */
export class CircuitBreaker {
  readonly #options: Required<CircuitBreakerOptions>;
  #failures = 0;
  #pauseMs = 0;
  /** The time at which the next probe may pass; `undefined` while the circuit is closed. */
  #probeAt: number | undefined;

  constructor(options: CircuitBreakerOptions) {
    this.#options = { maxPauseMs: options.pauseMs, now: () => performance.now(), ...options };
  }

  /** Returns what the caller may do now. A probe whose outcome is never reported delays the next by one pause. */
  admit(): Admission {
    if (this.#probeAt === undefined) return "call";
    if (this.#options.now() < this.#probeAt) return "refuse";
    this.#open();
    return "probe";
  }

  /** Records a call that succeeded, and closes the circuit. */
  succeeded(): void {
    this.#failures = 0;
    this.#pauseMs = 0;
    this.#probeAt = undefined;
  }

  /** Records a call that failed. While the circuit is open this does not lengthen the pause. */
  failed(): void {
    this.#failures++;
    if (this.#probeAt === undefined && this.#failures >= this.#options.failures) this.#open();
  }

  #open(): void {
    const { pauseMs, maxPauseMs, now } = this.#options;
    this.#pauseMs = Math.min(maxPauseMs, Math.max(pauseMs, this.#pauseMs * 2));
    this.#probeAt = now() + this.#pauseMs;
  }
}
