/** How long to wait between attempts. */
export interface Backoff {
  /** Longest wait after the first failure, ms. */
  baseMs: number;
  /** Longest wait after any, ms. */
  maxMs: number;
}

export const RETRY: Backoff = { baseMs: 500, maxMs: 30_000 };
/** After 401, 402 or 403: somebody has to change something first. */
export const RETRY_AUTH: Backoff = { baseMs: 5_000, maxMs: 60_000 };

/**
 * The wait after the `failures`-th failure in a row (from 1): doubled each time, then drawn from its
 * upper half, so that many clients do not come back at one moment.
 */
export function backoffMs(failures: number, random: number, { baseMs, maxMs }: Backoff): number {
  const longest = Math.min(maxMs, baseMs * 2 ** Math.min(failures - 1, 30));
  return longest * (0.5 + random / 2);
}

/** The longest wait that a server may ask for. */
const MAX_RETRY_AFTER = 3_600_000;

/** `Retry-After` in ms: seconds or an HTTP date; `undefined` where there is none or it makes no sense. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return wait >= 0 ? Math.min(wait, MAX_RETRY_AFTER) : undefined;
}
