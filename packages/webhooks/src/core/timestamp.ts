/** The number of digits from which on a timestamp is read as ms; shorter ones are seconds. */
const MIN_MS_DIGITS = 12;

/** Returns the instant of a timestamp header in ms since the epoch. */
export function timestampMs(header: string): number {
  return Number(header) * (header.length < MIN_MS_DIGITS ? 1_000 : 1);
}
