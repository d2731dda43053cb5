import type { CancelTimer, Clock } from "../contracts/clock";

/** While a caller waits, delivery is driven so often, in ms: timers of ended invocations do not fire. */
const DRIVE_MS = 500;

interface Drainer {
  readonly isDone: () => boolean;
  readonly end: () => void;
}

/** Callers that wait for delivery. */
export class Drainers {
  readonly #clock: Clock;
  readonly #drive: () => void;
  readonly #waiting: Set<Drainer> = new Set();

  constructor(clock: Clock, drive: () => void) {
    this.#clock = clock;
    this.#drive = drive;
  }

  /** Resolves when `isDone` returns true, at the latest after `timeoutMs`. Keeps the process running until then. */
  wait(isDone: () => boolean, timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      let cancelDrive: CancelTimer;
      const driveLater = (): void => {
        cancelDrive = this.#clock.setTimer(() => {
          driveLater();
          this.#drive();
        }, DRIVE_MS);
      };
      const end = (): void => {
        cancelDrive();
        cancelDeadline();
        this.#waiting.delete(drainer);
        resolve();
      };
      const cancelDeadline = this.#clock.setTimer(end, timeoutMs, true);
      const drainer: Drainer = { isDone, end };
      this.#waiting.add(drainer);
      driveLater();
    });
  }

  /** Ends the waits that are over. To be called when fewer events wait for delivery. */
  check(): void {
    for (const { isDone, end } of [...this.#waiting]) if (isDone()) end();
  }
}
