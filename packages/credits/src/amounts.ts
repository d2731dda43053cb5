/** Micro-credits in one credit. Amounts are whole numbers of them, so that sums and differences are exact. */
const MICROS = 1_000_000;

/** Relative error of a product of two doubles that is still taken for a whole number. */
const TOLERANCE = 1e-12;

/** Returns micro-credits for an amount that is charged. A fraction of a micro-credit is rounded up. */
export function toMicrosUp(credits: number): number {
  return whole(credits * MICROS, Math.ceil);
}

/** Returns micro-credits for an amount that may be spent. A fraction of a micro-credit is rounded down. */
export function toMicrosDown(credits: number): number {
  return whole(credits * MICROS, Math.floor);
}

/** Returns the amount in credits, the nearest double. */
export function toCredits(micros: number): number {
  return micros / MICROS;
}

/** The largest cost, in micro-credits: 1 billion credits. Up to it conversions are exact to the micro-credit. */
const MAX_COST = 1e15;

/**
 * Returns the cost of a quantity in micro-credits. Fractions of a unit count as a whole unit. Undefined for a cost of
 * more than 1 billion credits.
 */
export function costOf(quantity: number, rate: number): number | undefined {
  const cost = toMicrosUp(Math.ceil(quantity) * rate);
  return cost >= 0 && cost <= MAX_COST ? cost : undefined;
}

/** Removes the error of binary fractions first: 3 × 0.1 credits are 300,000 micro-credits and not one more. */
function whole(value: number, round: (value: number) => number): number {
  const nearest = Math.round(value);
  return Math.abs(value - nearest) <= Math.abs(value) * TOLERANCE ? nearest : round(value);
}
