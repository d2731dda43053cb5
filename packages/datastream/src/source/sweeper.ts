import type { Clock } from "@schematic/core";
import type { LocalCopy } from "../data/local-copy";

/** Sweeps in the life of an entity: it goes between one and one and a quarter of its time after its last use. */
const SWEEPS_PER_LIFE = 4;
const LONGEST_MS = 900_000;

interface Mark {
  readonly at: number;
  readonly companies: number;
  readonly users: number;
}

/**
 * Forgets companies and users that nobody asked for in `ttlMs`. Uses are counted, not timed, so that a
 * check need not read the clock: a mark of the counts now and then tells what was used since when.
 */
export class Sweeper {
  readonly #copy: LocalCopy;
  readonly #clock: Clock;
  readonly #ttlMs: number;
  #marks: Mark[] = [];
  #cancel: (() => void) | undefined;

  constructor(copy: LocalCopy, clock: Clock, ttlMs: number) {
    this.#copy = copy;
    this.#clock = clock;
    this.#ttlMs = ttlMs;
  }

  start(): void {
    const interval = Math.min(LONGEST_MS, Math.max(10, this.#ttlMs / SWEEPS_PER_LIFE));
    this.#cancel = this.#clock.setTimer(() => {
      this.#sweep();
      this.start();
    }, interval);
  }

  stop(): void {
    this.#cancel?.();
  }

  #sweep(): void {
    const { companies, users } = this.#copy;
    const now = this.#clock.monotonic();
    let due: Mark | undefined;
    while (this.#marks[0] !== undefined && now - this.#marks[0].at >= this.#ttlMs) due = this.#marks.shift();
    if (due !== undefined) {
      companies.dropUnused(due.companies);
      users.dropUnused(due.users);
    }
    this.#marks.push({ at: now, companies: companies.uses, users: users.uses });
  }
}
