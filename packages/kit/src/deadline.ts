/** The longest delay that `setTimeout` accepts; a longer one would fire at once. */
const MAX_TIMER_MS = 2_147_483_647;

/**
 * Starts a timer and returns the function that stops it. A delay of 0 is the next turn of the event loop. `keepAlive` says whether
 * it keeps the process running.
 */
export type DeadlineTimer = (fn: () => void, delayMs: number, keepAlive: boolean) => () => void;

/** A turn of the event loop that takes longer than this counts as a stall, ms. */
const STALL_MS = 20;
/** Turns that are granted after the time is up, at most. */
const MAX_EXTRA_TURNS = 10;

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

/**
 * Calls `fn` in the next turn of the event loop, after everything that had arrived was read. A timer of 0 ms does not
 * guarantee that: on a busy machine Node runs it before it reads its sockets.
 */
export function nextTurn(fn: () => void, keepAlive: boolean): () => void {
  // Browsers have no setImmediate; a timer is the best that they offer.
  if (typeof setImmediate !== "function") return startTimer(fn, 0, keepAlive);
  const immediate: unknown = setImmediate(fn);
  if (!keepAlive) (immediate as { unref?: () => void }).unref?.();
  return () => clearImmediate(immediate as ReturnType<typeof setImmediate>);
}

/** The timer of the machine. Delays beyond 24.8 days are cut to that; a delay of 0 is the next turn of the event loop. */
export const systemTimer: DeadlineTimer = (fn, delayMs, keepAlive) =>
  delayMs > 0 ? startTimer(fn, delayMs, keepAlive) : nextTurn(fn, keepAlive);

function startTimer(fn: () => void, delayMs: number, keepAlive: boolean): () => void {
  const timer: unknown = setTimeout(fn, Math.min(delayMs, MAX_TIMER_MS));
  // Node, bun and deno return an object; browsers and workers return a number, which keeps nothing running.
  if (!keepAlive) (timer as { unref?: () => void }).unref?.();
  return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
}

/**
 * Returns a promise that settles like `promise`, or as `onTimeout` decides after `timeoutMs`. A result that
 * arrives later is ignored and its rejection is handled.
 *
 * A process that stood still (a debugger, a suspended machine, a busy core, a long garbage collection) may find the
 * time up although the result arrived in the meantime and was not read yet. So the event loop gets one more turn, in
 * which results are read, before the time counts as up. A turn in which the process stood still again does not count,
 * up to ten times.
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
    const grantTurn = (left: number): void => {
      const startedAt = performance.now();
      const ended = (): void => {
        const stalled = performance.now() - startedAt > STALL_MS;
        if (stalled && left > 1) grantTurn(left - 1);
        else expire();
      };
      stop = timer(ended, 0, keepAlive);
    };
    let stop = timer(() => grantTurn(MAX_EXTRA_TURNS), timeoutMs, keepAlive);
    promise.then(resolve, reject).then(() => stop());
  });
}
