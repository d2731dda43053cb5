/** How a lost connection is tried again. All times in ms. */
export interface ReconnectPolicy {
  /** Width of the random part: the first try after a loss falls evenly into `[0, spreadMs)`. */
  readonly spreadMs: number;
  /** The fixed part of the second try's delay. */
  readonly minMs: number;
  /** The fixed part of the delay never grows beyond this; the random part of `spreadMs` comes on top. */
  readonly maxMs: number;
  /** A connection that was ready for less than this does not reset the count of failures. */
  readonly minUptimeMs: number;
  /** Delays after the server refused the key (401, 403). */
  readonly refusedMinMs: number;
  readonly refusedMaxMs: number;
}

/**
 * The delay before try number `failures` (0 for the first after a healthy connection), in ms.
 *
 * A fleet that loses its server at one moment must not come back at one moment. The first try is spread
 * evenly over `spreadMs`, the second likewise after a pause of `minMs`. The third is drawn from the whole
 * length of a later cycle: from then on the fleet's tries are spread evenly over time and stay so, since
 * every further delay is `maxMs` plus a random part.
 */
export function reconnectDelay(failures: number, random: number, policy: ReconnectPolicy): number {
  const { spreadMs, maxMs } = policy;
  const minMs = Math.min(policy.minMs, maxMs);
  if (failures <= 0) return random * spreadMs;
  if (failures === 1) return minMs + random * spreadMs;
  if (failures === 2) return random * (maxMs + spreadMs / 2);
  return maxMs + random * spreadMs;
}

/**
 * The delay after refusal number `refusals` (0 for the first), in ms. A wrong key seldom becomes right
 * within seconds, but a rotated one does: the delay doubles from minutes to an hour and never ends.
 */
export function refusedDelay(refusals: number, random: number, policy: ReconnectPolicy): number {
  const window = Math.min(policy.refusedMinMs * 2 ** Math.min(refusals, 20), policy.refusedMaxMs);
  return Math.min(policy.refusedMaxMs, window * (1 + random));
}
