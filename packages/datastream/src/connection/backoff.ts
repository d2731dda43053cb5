/** How a lost connection is tried again. All times in ms. */
export interface ReconnectPolicy {
  /** Width of the random part: the first try after a loss falls evenly into `[0, spread)`. */
  readonly spread: number;
  /** The fixed part of the second try's delay. */
  readonly min: number;
  /** The fixed part of the delay never grows beyond this; the random part of `spread` comes on top. */
  readonly max: number;
  /** A connection that was ready for less than this does not reset the count of failures. */
  readonly minUptime: number;
  /** Delays after the server refused the key (401, 403). */
  readonly refusedMin: number;
  readonly refusedMax: number;
}

/** What is remembered from one loss to the next. */
export interface Losses {
  /** Losses since the last connection that lived long enough. */
  readonly failures: number;
  /** Refusals of the key (401, 403) in a row. */
  readonly refusals: number;
}

export interface Loss {
  /** How long the connection was ready, ms; negative when it never was. */
  readonly uptime: number;
  /** The server refused the key. */
  readonly refused: boolean;
  /** In [0, 1). */
  readonly random: number;
}

/** Counts a loss, and says how long to wait before the next try, ms. */
export function afterLoss(
  { failures, refusals }: Losses,
  { uptime, refused, random }: Loss,
  policy: ReconnectPolicy,
): Losses & { readonly delay: number } {
  const before = uptime >= policy.minUptime ? 0 : failures;
  const delay = refused ? refusedDelay(refusals, random, policy) : reconnectDelay(before, random, policy);
  return { failures: before + 1, refusals: refused ? refusals + 1 : refusals, delay };
}

/**
 * The delay before try number `failures` (0 for the first after a healthy connection), in ms.
 *
 * A fleet that loses its server at one moment must not come back at one moment. The first try is spread
 * evenly over `spread`, the second likewise after a pause of `min`. The third is drawn from the whole
 * length of a later cycle: from then on the fleet's tries are spread evenly over time and stay so, since
 * every further delay is `max` plus a random part.
 */
export function reconnectDelay(failures: number, random: number, policy: ReconnectPolicy): number {
  const { spread, max } = policy;
  if (failures === 2) return random * (max + spread / 2);
  const fixed = failures === 0 ? 0 : failures === 1 ? Math.min(policy.min, max) : max;
  return fixed + random * spread;
}

/**
 * The delay after refusal number `refusals` (0 for the first), in ms. A wrong key seldom becomes right
 * within seconds, but a rotated one does: the delay doubles from minutes to an hour and never ends.
 */
export function refusedDelay(refusals: number, random: number, policy: ReconnectPolicy): number {
  return Math.min(policy.refusedMax, policy.refusedMin * 2 ** refusals * (1 + random));
}
