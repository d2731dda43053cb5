import type { CancelTimer, Clock } from "@schematic/core";

/** How long messages are handled at a stretch, ms: a burst must not hold up the rest of the process. */
const SLICE_MS = 4;
/** Messages that wait at most, where the socket does not pause: then all are handled at once. */
const MOST_WAITING = 10_000;

export interface IntakeOptions {
  readonly clock: Clock;
  readonly handle: (data: unknown) => void;
  /** Stops and starts the flow; false when the socket cannot. */
  readonly pause: (paused: boolean) => boolean;
}

/**
 * Hands messages on in their order, in slices of time between which other work gets its turn. The socket
 * is paused as soon as one has to wait: it would go on reading megabytes in one turn of the event loop,
 * and what waits in memory is what makes collecting garbage slow.
 */
export class Intake {
  readonly #options: IntakeOptions;
  #waiting: unknown[] = [];
  #next = 0;
  #sliceEnd = 0;
  /** Fires on the next turn of the event loop; there while a slice is on. */
  #turn: CancelTimer | undefined;
  #paused = false;

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  take(data: unknown): void {
    const { clock, handle, pause } = this.#options;
    if (this.#waiting.length === 0) {
      if (this.#turn === undefined) this.#begin();
      if (clock.monotonic() < this.#sliceEnd) {
        handle(data);
        return;
      }
    }
    this.#waiting.push(data);
    if (!this.#paused) this.#paused = pause(true);
    if (this.#waiting.length - this.#next >= MOST_WAITING) this.#drain(Number.POSITIVE_INFINITY);
  }

  /** Drops what waits: the connection that it came over is gone. */
  reset(): void {
    this.#turn?.();
    this.#turn = undefined;
    this.#waiting = [];
    this.#next = 0;
    this.#paused = false;
  }

  #begin(): void {
    const { clock } = this.#options;
    this.#sliceEnd = clock.monotonic() + SLICE_MS;
    this.#turn = clock.setTimer(() => {
      this.#turn = undefined;
      if (this.#waiting.length === 0) return;
      this.#begin();
      this.#drain(this.#sliceEnd);
    }, 0);
  }

  #drain(end: number): void {
    const { clock, handle, pause } = this.#options;
    const waiting = this.#waiting;
    while (this.#next < waiting.length) {
      handle(waiting[this.#next++]);
      // What was handled may have ended the connection.
      if (this.#waiting !== waiting) return;
      if (clock.monotonic() >= end) return;
    }
    this.#waiting = [];
    this.#next = 0;
    if (this.#paused) {
      this.#paused = false;
      pause(false);
    }
  }
}
