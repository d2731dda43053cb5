import type { Clock } from "../contracts/clock";

/** What `within` resolves with when the time is up. */
export const TIMED_OUT: unique symbol = Symbol("timed out");

/** The promise, or `TIMED_OUT` after `timeoutMs`. Its own rejection passes through; a later one is ignored. */
export function within<T>(
  promise: Promise<T>,
  timeoutMs: number,
  clock: Clock,
): Promise<T | typeof TIMED_OUT> {
  return new Promise((resolve, reject) => {
    // Somebody awaits this, so the process stays for it.
    const cancel = clock.setTimer(() => resolve(TIMED_OUT), timeoutMs, true);
    promise.then(
      (value) => {
        cancel();
        resolve(value);
      },
      (error: unknown) => {
        cancel();
        reject(error);
      },
    );
  });
}
