import { MAX_DELAY_MS, serverDelay } from "../errors/server-delay";

/** Whether a status is worth another attempt. */
export function isRetryable(status: number): boolean {
  // 501 says that there is no such thing, which another attempt does not change.
  return status === 408 || status === 429 || (status >= 500 && status !== 501);
}

/**
 * Wait before the next attempt, ms: what the server asks for, else 1 s × 2^(attempt − 1) ± 10 %, at most
 * 60 s. `attempt` counts the attempts made, `random` is in [0, 1).
 */
export function retryDelay(headers: Headers, attempt: number, now: number, random: number): number {
  return (
    serverDelay(headers, now) ?? Math.min(1000 * 2 ** (attempt - 1) * (0.9 + 0.2 * random), MAX_DELAY_MS)
  );
}
