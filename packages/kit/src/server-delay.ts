/** The longest time that a server can make a client wait, in milliseconds. */
export const MAX_SERVER_DELAY_MS = 60_000;

/** A header value below this is a number of seconds from now; from here on it is seconds since the epoch. */
const FIRST_INSTANT = 1e9;

/** The share of a server-given wait that is added at random, so that a fleet does not return at one moment. */
const JITTER = 0.25;

interface HeaderReader {
  get(name: string): string | null;
}

/**
 * Returns how long the server asks to wait, in milliseconds from `now` (ms since the epoch): `Retry-After` (seconds
 * or an HTTP date), else `X-RateLimit-Reset` (seconds; the API sends seconds from now, other servers Unix time).
 * Values that are no number and instants in the past are ignored. Returns undefined when nothing usable is sent.
 */
export function serverDelayMs(headers: HeaderReader, now: number): number | undefined {
  return delayOf(headers.get("retry-after"), now) ?? delayOf(headers.get("x-ratelimit-reset"), now);
}

function delayOf(header: string | null, now: number): number | undefined {
  const value = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(value)) {
    const seconds = Number(value);
    return seconds < FIRST_INSTANT ? seconds * 1000 : future(seconds * 1000, now);
  }
  // Only the form of an HTTP date: Date.parse would find a year in "-5" and in many other texts.
  return /^[A-Za-z]{3}/.test(value) ? future(Date.parse(value), now) : undefined;
}

function future(instant: number, now: number): number | undefined {
  return instant > now ? instant - now : undefined;
}

/**
 * Returns the wait before a retry in milliseconds: what the server asks for, but never less than the client's own
 * back-off and never more than `maxMs` (unless the back-off is longer), plus up to a quarter of it as jitter.
 * Without a wish of the server it is the back-off, which has its own jitter. `random` is a number in [0, 1).
 */
export function retryDelayMs(
  ownBackoffMs: number,
  serverMs: number | undefined,
  { random, maxMs = MAX_SERVER_DELAY_MS }: { random: number; maxMs?: number },
): number {
  if (serverMs === undefined) return ownBackoffMs;
  return Math.max(ownBackoffMs, Math.min(serverMs, maxMs) * (1 + JITTER * random));
}
