import { backoffMs, RETRY, RETRY_AUTH } from "./backoff";

/**
 * Whether requests may begin. One failure among successes closes nothing; a whole wave of failures
 * does, and then one request at a time tries whether the server is back.
 */
export class Gate {
  readonly #width: number;
  #failures = 0;
  #closedUntil = 0;
  /** The server said for how long: nothing opens the gate earlier. */
  #asked = false;

  constructor(width: number) {
    this.#width = width;
  }

  /** How many requests may be on their way; 0 before {@link opensAt}. */
  room(now: number): number {
    if (now < this.#closedUntil) return 0;
    return this.probing ? 1 : this.#width;
  }

  get probing(): boolean {
    return this.#failures >= this.#width;
  }

  get failures(): number {
    return this.#failures;
  }

  get opensAt(): number {
    return this.#closedUntil;
  }

  succeeded(now: number): void {
    this.#failures = 0;
    if (!this.#asked || now >= this.#closedUntil) this.#closedUntil = 0;
  }

  failed(now: number, random: number, retryAfterMs: number | undefined, maxMs: number): void {
    this.#failures++;
    if (retryAfterMs !== undefined) {
      this.#asked = true;
      this.#closedUntil = Math.max(this.#closedUntil, now + retryAfterMs);
    } else if (this.probing && now >= this.#closedUntil) {
      this.#asked = false;
      const inRow = this.#failures - this.#width + 1;
      this.#closedUntil = now + Math.min(maxMs, backoffMs(inRow, random, RETRY));
    }
  }

  /** The key was refused: every request would be. */
  unauthorized(now: number, random: number): void {
    const inRow = Math.max(1, this.#failures - this.#width + 1);
    this.#failures = Math.max(this.#failures + 1, this.#width);
    if (now < this.#closedUntil) return;
    this.#asked = false;
    this.#closedUntil = now + backoffMs(inRow, random, RETRY_AUTH);
  }

  /** Someone waits for delivery: try at once, unless the server asked not to. */
  hurry(now: number): void {
    if (!this.#asked || now >= this.#closedUntil) this.#closedUntil = 0;
  }
}
