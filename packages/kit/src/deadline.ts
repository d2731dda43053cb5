/** The longest delay that `setTimeout` accepts; a longer one would fire at once. */
const MAX_TIMER_MS = 2_147_483_647;

/** Starts a timer and returns the function that stops it. `keepAlive` says whether it keeps the process running. */
export type DeadlineTimer = (fn: () => void, delayMs: number, keepAlive: boolean) => () => void;

export interface DeadlineOptions<L> {
  /** How long the promise may take, in milliseconds. `Infinity`: no limit. */
  readonly timeoutMs: number;
  /** Called when the time is up: its result resolves the returned promise, and what it throws rejects it. */
  readonly onTimeout: () => L;
  /** Default: `setTimeout`. */
  readonly timer?: DeadlineTimer;
  /** True if the wait keeps the process running. Default true. */
  readonly keepAlive?: boolean;
}

/** The timer of the machine. Delays beyond 24.8 days are cut to that. */
export const systemTimer: DeadlineTimer = (fn, delayMs, keepAlive) => {
  const timer: unknown = setTimeout(fn, Math.min(Math.max(0, delayMs), MAX_TIMER_MS));
  // Node, bun and deno return an object; browsers and workers return a number, which keeps nothing running.
  if (!keepAlive) (timer as { unref?: () => void }).unref?.();
  return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
};

/**
 * Returns a promise that settles like `promise`, or as `onTimeout` decides after `timeoutMs`. A result that
 * arrives later is ignored and its rejection is handled.
 *
 * A process that stood still (a debugger, a suspended machine, a long garbage collection) may find the time
 * up although the result arrived in the meantime and only was not read yet. So the event loop gets one more
 * turn, in which results are read, before the time counts as up.
 */
export function withDeadline<T, L>(promise: PromiseLike<T>, options: DeadlineOptions<L>): Promise<T | L> {
  const { timeoutMs, onTimeout, timer = systemTimer, keepAlive = true } = options;
  if (timeoutMs === Infinity) return Promise.resolve(promise);
  return new Promise<T | L>((resolve, reject) => {
    const expire = (): void => {
      try {
        resolve(onTimeout());
      } catch (error) {
        reject(error);
      }
    };
    let stop = timer(() => (stop = timer(expire, 0, keepAlive)), timeoutMs, keepAlive);
    promise.then(resolve, reject).then(() => stop());
  });
}
