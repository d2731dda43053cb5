import type { Clock } from "../../contracts/clock";
import { connectsByItself } from "../../platform/runtime";

/** Events that follow each other within a millisecond before the clock is read less often. */
const BURST = 8;
/** Events in a burst that share one reading. */
const SHARED = 32;

/**
 * The number and time of each event. To read a clock can take longer than all the rest of an event, so in a
 * burst some events share one reading: at most {@link SHARED}, and none beyond the turn of the event loop
 * in which it was made. On edge runtimes, where a turn's end is not told for sure, each event reads it.
 */
export class Stamps {
  /** Of the event that was accepted last. */
  seq = -1;
  at = 0;
  readonly #clock: Clock;
  #shared = 0;
  #near = 0;
  #isArmed = false;
  /** Calls back when the turn ends. */
  readonly #turn: ((fn: () => void) => unknown) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    const { setImmediate } = globalThis as { setImmediate?: (fn: () => void) => unknown };
    this.#turn = connectsByItself() ? setImmediate : undefined;
  }

  next(): void {
    this.seq++;
    if (this.#shared > 0) this.#shared--;
    else this.#read();
  }

  #read(): void {
    const now = this.#clock.now();
    this.#near = now - this.at <= 1 && now >= this.at ? this.#near + 1 : 0;
    this.at = now;
    const turn = this.#turn;
    if (this.#near < BURST || turn === undefined) return;
    this.#shared = SHARED;
    if (this.#isArmed) return;
    this.#isArmed = true;
    turn(() => {
      this.#isArmed = false;
      this.#shared = 0;
    });
  }
}
