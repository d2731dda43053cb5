/** Longest time that an answer can make the client wait before it tries again, ms. */
export const MAX_DELAY_MS = 60_000;

/**
 * How long the server asks to wait, ms from `now` (ms since the epoch), at most 60 s: `Retry-After`
 * (seconds or an HTTP date), else `X-RateLimit-Reset` (unix seconds). `undefined` when it does not say.
 */
export function serverDelay(headers: Headers, now: number): number | undefined {
  const after = headers.get("retry-after");
  const reset = headers.get("x-ratelimit-reset");
  const seconds = after?.trim() ? Number(after) : Number.NaN;
  for (const delay of [
    seconds * 1000,
    after ? Date.parse(after) - now : Number.NaN,
    reset?.trim() ? Number(reset) * 1000 - now : Number.NaN,
  ]) {
    if (!Number.isNaN(delay)) return Math.min(Math.max(delay, 0), MAX_DELAY_MS);
  }
  return undefined;
}
