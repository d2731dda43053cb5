import type { Logger } from "@schematic/core";
import { describeError } from "@schematic-internal/kit";

export interface LoadsParts {
  readonly logger: Logger;
  /** Ends everything. */
  readonly stopping: AbortSignal;
  /** Loads everything. Rejects once `signal` is aborted. */
  load(signal: AbortSignal): Promise<void>;
  /** Called after a load that was not ended. */
  loaded(): void;
  /** Returns true if a load makes sense now. */
  mayLoad(): boolean;
}

/** Runs one full load at a time. A request during a load ends it, because what it read is obsolete, and starts another. */
export class Loads {
  readonly #parts: LoadsParts;
  #current: AbortController | undefined;
  #isRequested = false;

  constructor(parts: LoadsParts) {
    this.#parts = parts;
  }

  get isLoading(): boolean {
    return this.#current !== undefined;
  }

  /** Starts a load, at once or as soon as the current one has ended. */
  request(): void {
    this.#isRequested = true;
    if (this.#current === undefined) void this.#run();
    else this.#current.abort();
  }

  /** Ends the current load. The next request starts another. */
  abort(): void {
    this.#isRequested = false;
    this.#current?.abort();
  }

  async #run(): Promise<void> {
    const { logger, stopping, mayLoad, load, loaded } = this.#parts;
    while (this.#isRequested && mayLoad() && !stopping.aborted) {
      this.#isRequested = false;
      const controller = new AbortController();
      this.#current = controller;
      const signal = AbortSignal.any([controller.signal, stopping]);
      try {
        await load(signal);
        if (!signal.aborted) loaded();
      } catch (error) {
        if (!signal.aborted) {
          logger.error(`the load failed and starts again: ${describeError(error)}`);
          this.#isRequested = true;
        }
      } finally {
        this.#current = undefined;
      }
    }
  }
}
