import type { Clock } from "./contracts/clock";

/**
 * The promise, or what `late` makes of it at `deadline` on the monotonic clock (`Infinity`: never).
 * Rejections pass through, also what `late` throws; one that comes too late is ignored.
 */
export function within<T, L>(
  promise: PromiseLike<T>,
  deadline: number,
  clock: Clock,
  late: () => L,
): PromiseLike<T | L> {
  if (deadline === Infinity) return promise;
  return new Promise<T | L>((resolve, reject) => {
    const end = (): void => {
      try {
        resolve(late());
      } catch (error) {
        reject(error);
      }
    };
    // Somebody awaits this, so the process stays for it.
    const cancel = clock.setTimer(end, Math.max(1, deadline - clock.monotonic()), true);
    promise.then(resolve, reject).then(cancel);
  });
}
