import type { CreditSettings } from "../options";

/** The least amount of an extension that is only about time, in micro-credits: the server refuses 0. */
const LEAST_AMOUNT = 1_000_000;

/** Longest margin before the end of a lease, in ms. */
const MAX_MARGIN_MS = 1_000;

/** Returns what to ask of an acquire, in micro-credits. */
export function acquireAmount(cost: number, { size }: CreditSettings): number {
  return Math.max(size, cost);
}

/** Returns what to ask of an extension: fills the lease to its size, or as far as one large cost needs. */
export function extendAmount(remaining: number, cost: number, { size }: CreditSettings): number {
  return Math.max(size - remaining, cost - remaining, LEAST_AMOUNT);
}

/** True if the lease is low enough to be extended before it is empty. */
export function isLow(remaining: number, { mark }: CreditSettings): boolean {
  return remaining <= mark;
}

/** Returns how long a lease must live to take a new hold: as long as the hold, if leases live longer than holds. */
export function neededLifeMs({ leaseMs, ttlMs }: CreditSettings): number {
  return leaseMs > ttlMs * 1.5 ? ttlMs : 0;
}

/** True if the lease ends so soon that its end is moved in the background. */
export function isEnding(lifeMs: number, { leaseMs, ttlMs }: CreditSettings): boolean {
  return lifeMs < Math.min(ttlMs * 2, leaseMs / 2);
}

/** A lease in a response, with instants in ms since the epoch. */
export interface ResponseLease {
  readonly granted: number;
  readonly tracked: number;
  readonly createdAt: number;
  /** In microseconds since the epoch where the server returned them, else in whole milliseconds. */
  readonly expiresAtMicros: number;
  readonly hasMicros: boolean;
}

/** An acquire whose answer this process knows, or still waits for. */
export interface Ask {
  readonly amount: number;
  /** End of the lease as asked for, µs since the epoch. Unique, because it recognises the lease. */
  readonly expiresAtMicros: number;
  /** Earliest server time at which it was sent, ms. Undefined while the server's time is unknown. */
  readonly sentAfter: number | undefined;
}

/**
 * True if one of these acquires opened the lease. The server returns an open lease of another process instead of
 * opening a second one; then the end is not the one that was asked for, or use of it has been reported.
 */
export function isOpenedBy(asks: Iterable<Ask>, lease: ResponseLease): boolean {
  if (lease.tracked > 0) return false;
  for (const ask of asks) {
    const asked = lease.hasMicros ? ask.expiresAtMicros : Math.floor(ask.expiresAtMicros / 1_000) * 1_000;
    const isInTime = ask.sentAfter === undefined || lease.createdAt >= ask.sentAfter - MAX_MARGIN_MS;
    if (asked === lease.expiresAtMicros && lease.granted <= ask.amount && isInTime) return true;
  }
  return false;
}

/**
 * Returns how long a lease may be drawn on, in ms: until the server's clock can have reached its end at the earliest,
 * less a margin of 1 s, or less for leases shorter than 10 s.
 */
export function lifeMs(expiresAt: number, latestServerTime: number, leaseMs: number): number {
  return expiresAt - latestServerTime - Math.min(MAX_MARGIN_MS, leaseMs / 10);
}
