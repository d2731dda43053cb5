import type { CancelTimer, Clock } from "../../contracts/clock";

/** An unanswered request is looked at so often, in ms. */
export const WATCH_MS = 500;

export interface WatchOptions {
  readonly clock: Clock;
  readonly startedAt: number;
  /** The request ends after this time, in ms. */
  readonly timeoutMs: number;
  readonly request: AbortController;
  /** True if the request should end before that. */
  isStalled(now: number): boolean;
  /** Called while the request is unanswered. */
  onUnanswered(): void;
  /** Called if the request goes on although it was aborted. */
  onDeaf(): void;
}

/** Aborts a request that takes too long. Returns the function that ends the watch. */
export function watchRequest(options: WatchOptions): CancelTimer {
  const { clock, startedAt, timeoutMs, request } = options;
  let cancel: CancelTimer;
  const arm = (delayMs: number, fn: () => void): void => {
    // A response may have arrived while the process stood still. It is read in the turn after the timer.
    cancel = clock.setTimer(() => {
      cancel = clock.setTimer(fn, 0);
    }, delayMs);
  };
  const look = (): void => {
    const now = clock.monotonic();
    const left = timeoutMs - (now - startedAt);
    if (left > 0 && !options.isStalled(now)) {
      arm(Math.min(WATCH_MS, left), look);
      options.onUnanswered();
    } else {
      abortQuietly(request);
      // Not every `fetch` heeds its signal.
      arm(WATCH_MS, () => options.onDeaf());
    }
  };
  arm(Math.min(WATCH_MS, timeoutMs), look);
  return () => cancel();
}

/** Aborts a request. On Workers the controller of an ended invocation throws when another one uses it. */
export function abortQuietly(request: AbortController): void {
  try {
    request.abort();
  } catch {
    // The request ended with its invocation.
  }
}
