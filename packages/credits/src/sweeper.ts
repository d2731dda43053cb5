import type { CancelTimer, Clock, HoldLedger, Logger } from "@schematic/core";
import { describeError } from "@schematic-internal/kit";

export interface SweeperParts {
  readonly ledger: HoldLedger;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly intervalMs: number;
  /** Deletes what is not needed any more. Returns true if there is more to delete later. */
  readonly prune: () => boolean;
  /** True where other processes may leave holds: then the sweeper never pauses. */
  readonly isShared: boolean;
}

/** Holds per step of a sweep, and steps per sweep. */
const PAGE = 256;
const MAX_PAGES = 16;

/** Gives the credits of expired holds back, at an interval. Its timer runs only while there is something to look for. */
export class Sweeper {
  readonly #parts: SweeperParts;
  #cancel: CancelTimer | undefined;
  #isStopped = false;

  constructor(parts: SweeperParts) {
    this.#parts = parts;
    if (parts.isShared) this.wake();
  }

  /** To be called when there is something that will have to be swept. */
  wake(): void {
    if (this.#isStopped || this.#cancel !== undefined) return;
    const { clock, intervalMs } = this.#parts;
    this.#cancel = clock.setTimer(() => void this.#run(), intervalMs);
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
  }

  async #run(): Promise<void> {
    const { logger, prune, isShared } = this.#parts;
    try {
      await this.sweep();
    } catch (error) {
      logger.warn("Expired holds could not be looked for; the next sweep does it", describeError(error));
    }
    this.#cancel = undefined;
    if (prune() || isShared) this.wake();
  }

  async sweep(): Promise<void> {
    for (let page = 0; page < MAX_PAGES; page++) if ((await this.#parts.ledger.expire(PAGE)) < PAGE) return;
  }
}
