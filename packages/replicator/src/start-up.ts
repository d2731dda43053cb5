import type { Logger } from "@schematic/core";
import { Repeated } from "./redis/errors";

/** A phase of the start-up that lasts longer is logged, ms. */
const NOTICE_MS = 2_000;

/** Records what the start-up does and waits for. It logs a wait after 2 s, and then every minute. */
export class StartUp {
  readonly #logger: Logger;
  readonly #repeated = new Repeated();
  readonly #startedAt = performance.now();
  #phase: string | undefined = "starting";

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** The thing that the start-up waits for; undefined once it is complete. */
  get phase(): string | undefined {
    return this.#phase;
  }

  waitsFor(reason: string): void {
    this.#phase = `waiting: ${reason}`;
    const isLate = performance.now() - this.#startedAt > NOTICE_MS;
    if (isLate && this.#repeated.isDue(reason)) this.#logger.warn(`the start-up waits: ${reason}`);
  }

  complete(): void {
    this.#phase = undefined;
  }
}
