import type { Clock } from "../contracts/clock";
import type { Logger } from "../contracts/logger";
import { DEFAULTS } from "../defaults";
import type { LogLevel } from "./console";
import { lineOf } from "./line";
import { RepeatFilter } from "./repeats";

/**
 * The logger of a client and of its flag source. Each line is one text that starts with `[schematic]` and contains no
 * secret. Warnings and errors that repeat are written once a minute, with the number of repeats. Never throws.
 */
export class SafeLogger implements Logger {
  readonly #target: Logger & { enabled?(level: LogLevel): boolean };
  readonly #clock: Clock;
  readonly #secret: string;
  readonly #repeats = new RepeatFilter(DEFAULTS.repeatLogMs);

  constructor(target: Logger, clock: Clock, secret = "") {
    this.#target = target;
    this.#clock = clock;
    this.#secret = secret;
  }

  error(message: string, ...args: unknown[]): void {
    void this.#write("error", message, args);
  }

  warn(message: string, ...args: unknown[]): void {
    void this.#write("warn", message, args);
  }

  info(message: string, ...args: unknown[]): void {
    void this.#write("info", message, args);
  }

  debug(message: string, ...args: unknown[]): void {
    void this.#write("debug", message, args);
  }

  /** A logger that throws or rejects must not fail the check that it reports on. */
  async #write(level: LogLevel, message: string, args: readonly unknown[]): Promise<void> {
    try {
      if (this.#target.enabled?.(level) === false) return;
      const line = lineOf(message, args, this.#secret);
      const isLimited = level === "warn" || level === "error";
      const admitted = isLimited ? this.#repeats.admit(line, this.#clock.monotonic()) : line;
      if (admitted !== undefined) await this.#target[level](admitted);
    } catch {
      // No other place exists to report it.
    }
  }
}
