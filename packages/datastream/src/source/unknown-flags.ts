import type { Logger } from "@schematic/core";
import { nearestName } from "@schematic-internal/kit";
import type { LocalCopy } from "../data/local-copy";

/** Unknown flags that are logged; a program that generates keys must not fill the log. */
const MAX_REPORTED = 100;
const MAX_KEY_LENGTH = 64;

/** Logs each flag that a check asks for and the datastream does not have, with the name that was likely meant. */
export class UnknownFlags {
  readonly #logger: Logger;
  readonly #reported = new Set<string>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Logs the flag unless it exists, may exist, or was logged before. */
  check(key: string, { flags, flagsComplete, flagsStaleSince }: LocalCopy): void {
    if (!flagsComplete || flagsStaleSince !== undefined || flags.get(key) !== undefined) return;
    if (this.#reported.size >= MAX_REPORTED || this.#reported.has(key)) return;
    this.#reported.add(key);
    const near = nearestName(
      key,
      flags.values().map((flag) => flag.rough.key),
    );
    const name = JSON.stringify(key.length > MAX_KEY_LENGTH ? `${key.slice(0, MAX_KEY_LENGTH)}…` : key);
    const hint = near === undefined ? "check its key" : `did you mean ${JSON.stringify(near)}?`;
    this.#logger.warn(
      `Flag check ${name} goes to the REST API: the datastream has no flag of this key; ${hint}`,
    );
  }
}
