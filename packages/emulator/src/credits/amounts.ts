const MICRO = 1_000_000;

/** Rounds to a millionth of a credit, so that sums of fractions stay exact. */
export function credits(amount: number): number {
  return Math.round(amount * MICRO) / MICRO;
}
