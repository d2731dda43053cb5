/** Cancels a timer; calling it again does nothing. */
export type CancelTimer = () => void;

/** Time and chance, passed in so that tests can hold them still. Never throws. */
export interface Clock {
  /** Wall-clock time, ms since the epoch. */
  now(): number;
  /** A clock that never steps back, in ms from an arbitrary start: for durations. */
  monotonic(): number;
  /** A number in [0, 1). */
  random(): number;
  /**
   * Calls `fn` once after `delayMs`; after 0 ms in the next turn of the event loop, once everything that had arrived
   * was read. The timer does not keep a process alive unless `hold` is true
   * (default false).
   */
  setTimer(fn: () => void, delayMs: number, hold?: boolean): CancelTimer;
}
