import { SchematicError } from "../errors/schematic-error";

/** Largest delay that a timer can hold, ms. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Runs `run` for at most `ms`, then throws what `late` makes; without `run` it just waits. An abort of
 * `signal` throws an error with code `aborted`. Both end the wait even when `run` ignores its signal.
 */
export async function timed<T>(
  ms: number,
  signal: AbortSignal | null | undefined,
  run?: (signal: AbortSignal) => Promise<T>,
  late?: () => Error,
): Promise<T | undefined> {
  const inner = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = () => {};
  try {
    return await new Promise<T | undefined>((resolve, reject) => {
      abort = () =>
        reject(
          new SchematicError({
            message: "The user aborted a request",
            code: "aborted",
            cause: signal?.reason,
          }),
        );
      if (signal?.aborted) return abort();
      signal?.addEventListener("abort", abort);
      timer = setTimeout(() => (late ? reject(late()) : resolve(undefined)), Math.min(ms, MAX_TIMER_MS));
      // The caller's signal stays in, so that it also ends a body that is read later.
      run?.(signal ? AbortSignal.any([signal, inner.signal]) : inner.signal).then(resolve, reject);
    });
  } catch (error) {
    inner.abort(error);
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}
