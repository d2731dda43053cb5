import type { CancelTimer, Clock } from "../contracts/clock";

/** While a caller waits, delivery is driven so often, in ms: timers of ended invocations do not fire. */
const DRIVE_MS = 500;
/** A wait whose own timer is this late has ended with its invocation, in ms. */
const LATE_MS = 1_000;

export interface Wait {
  /** True when the wait is over. */
  isDone(): boolean;
  readonly timeoutMs: number;
  /** True if the process or the client ends afterwards. */
  readonly isLast: boolean;
}

interface Drainer extends Wait {
  /** Monotonic time in ms at which its timer is due. */
  dueAt: number;
  end(): void;
}

/**
 * Callers that wait for delivery. On Workers an invocation may end while it waits: its timers stop then, and no other
 * invocation may resolve its promise.
 */
export class Drainers {
  readonly #clock: Clock;
  readonly #drive: () => void;
  readonly #waiting: Set<Drainer> = new Set();

  constructor(clock: Clock, drive: () => void) {
    this.#clock = clock;
    this.#drive = drive;
  }

  /** True while a caller waits. */
  get isActive(): boolean {
    this.#forgetEnded();
    return this.#waiting.size > 0;
  }

  /** True while a caller waits whose process or client ends afterwards. */
  get isLast(): boolean {
    this.#forgetEnded();
    return [...this.#waiting].some(({ isLast }) => isLast);
  }

  /** Resolves when `isDone` returns true, at the latest after `timeoutMs`. Keeps the process running until then. */
  wait(wait: Wait): Promise<void> {
    return new Promise((resolve) => {
      let cancelDrive: CancelTimer;
      const cancelDeadline = this.#clock.setTimer(() => drainer.end(), wait.timeoutMs, true);
      const drainer: Drainer = {
        ...wait,
        dueAt: 0,
        end: () => {
          cancelDrive();
          cancelDeadline();
          this.#waiting.delete(drainer);
          resolve();
        },
      };
      const schedule = (): void => {
        // Added again if it was forgotten because the process stood still.
        this.#waiting.add(drainer);
        drainer.dueAt = this.#clock.monotonic() + DRIVE_MS;
        cancelDrive = this.#clock.setTimer(() => {
          schedule();
          this.#drive();
          this.check();
        }, DRIVE_MS);
      };
      schedule();
    });
  }

  /** Ends the waits that are over. To be called when fewer events wait for delivery. */
  check(): void {
    this.#forgetEnded();
    for (const { isDone, end } of [...this.#waiting]) if (isDone()) end();
  }

  #forgetEnded(): void {
    if (this.#waiting.size === 0) return;
    const now = this.#clock.monotonic();
    for (const drainer of this.#waiting) if (now - drainer.dueAt > LATE_MS) this.#waiting.delete(drainer);
  }
}
