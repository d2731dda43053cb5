import type { Clock, MaybePromise } from "@schematic/core";
import { isPromiseLike, withDeadline } from "@schematic-internal/kit";

/** Returned in place of a result that was not ready in time. */
export const TIMED_OUT: unique symbol = Symbol("timed out");
export type TimedOut = typeof TIMED_OUT;

/**
 * Resolves like `work`, or with `TIMED_OUT` at `deadline` on the monotonic clock. The work goes on; `late` receives
 * its result, so that what it obtained can be given back.
 */
export function before<T>(
  work: MaybePromise<T>,
  { clock, deadline, late }: { clock: Clock; deadline: number; late?: (result: T) => void },
): MaybePromise<T | TimedOut> {
  if (!isPromiseLike(work) || deadline === Number.POSITIVE_INFINITY) return work;
  let isLate = false;
  if (late !== undefined) {
    work.then(
      (result) => {
        if (isLate) late(result);
      },
      () => {},
    );
  }
  return withDeadline<T, TimedOut>(work, {
    timeoutMs: Math.max(1, deadline - clock.monotonic()),
    timer: (fn, delayMs, keepAlive) => clock.setTimer(fn, delayMs, keepAlive),
    onTimeout: () => {
      isLate = true;
      return TIMED_OUT;
    },
  });
}
