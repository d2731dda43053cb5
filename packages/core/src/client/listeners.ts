import { describeError, isPromiseLike } from "@schematic-internal/kit";
import type { Logger } from "../contracts/logger";

/**
 * Wraps a listener of the program so that its failure, thrown or rejected, is logged as a failure of `name` and
 * reaches neither the caller nor the process.
 */
export function guardListener<Args extends readonly unknown[]>(
  name: string,
  listener: (...args: Args) => unknown,
  logger: Logger,
): (...args: Args) => void {
  const failed = (error: unknown): void => {
    logger.warn(`A listener of ${name} failed: ${describeError(error)}`);
  };
  return (...args) => {
    try {
      const result = listener(...args);
      if (isPromiseLike(result)) result.then(undefined, failed);
    } catch (error) {
      failed(error);
    }
  };
}
