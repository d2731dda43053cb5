import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "@schematic/core";
import { backoffMs } from "@schematic-internal/kit";
import type { Metrics } from "../health/metrics";
import { describeRedisError, Repeated } from "../redis/errors";

const BACKOFF = { minMs: 40, maxMs: 1_000 };

export interface RetryParts {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Returns true if this process may write now. */
  mayWrite(): boolean;
  /** Returns the number of messages that wait; for the log. */
  waiting(): number;
}

/** Repeats work until Redis accepts it. */
export class Retry {
  readonly #parts: RetryParts;
  readonly #repeated = new Repeated();
  #refusal: string | undefined;

  constructor(parts: RetryParts) {
    this.#parts = parts;
  }

  /** The reason for which Redis refuses the current work; undefined if it does not. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** Resolves once `work` succeeded, or once `isGivenUp` returns true. Never rejects. */
  async run(work: () => Promise<void>, isGivenUp: () => boolean): Promise<void> {
    for (let failures = 0; !isGivenUp(); failures++) {
      try {
        if (!this.#parts.mayWrite()) throw new Error("the writer lock waits to be confirmed");
        await work();
        this.#refusal = undefined;
        if (this.#repeated.end()) this.#parts.logger.info("Redis accepts changes again");
        return;
      } catch (error) {
        this.#failed(error);
        await delay(backoffMs(failures, Math.random(), BACKOFF));
      }
    }
  }

  #failed(error: unknown): void {
    const { logger, metrics, waiting } = this.#parts;
    metrics.counts.redis_errors++;
    const reason = describeRedisError(error);
    this.#refusal = reason;
    if (!this.#repeated.isDue(reason)) return;
    logger.warn(`Redis did not accept changes, which are tried again; ${waiting()} messages wait. ${reason}`);
  }
}
