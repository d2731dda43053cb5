import type { Clock } from "../contracts/clock";
import type { Logger } from "../contracts/logger";
import { DEFAULTS } from "../defaults";
import type { LogLevel } from "./console";

/** How many different warnings are remembered; beyond it the oldest is forgotten. */
const MAX_MESSAGES = 256;

/** Shorter ones would black out ordinary words, and are no secrets. */
const MIN_SECRET = 8;

interface Repeat {
  writtenAt: number;
  skipped: number;
}

/**
 * What the SDK logs through: never throws, replaces the secret by `***`, and writes the same warning once,
 * then at most once a minute with the number of times that it came up. Put what varies into `args`: the
 * message is what repeats are told by.
 */
export class SafeLogger implements Logger {
  readonly #target: Logger & { enabled?(level: LogLevel): boolean };
  readonly #clock: Clock;
  readonly #secret: string;
  readonly #repeats = new Map<string, Repeat>();

  constructor(target: Logger, clock: Clock, secret = "") {
    this.#target = target;
    this.#clock = clock;
    this.#secret = secret;
  }

  error(message: string, ...args: unknown[]): void {
    this.#limited("error", message, args);
  }

  warn(message: string, ...args: unknown[]): void {
    this.#limited("warn", message, args);
  }

  info(message: string, ...args: unknown[]): void {
    void this.#write("info", message, args);
  }

  debug(message: string, ...args: unknown[]): void {
    void this.#write("debug", message, args);
  }

  #limited(level: "warn" | "error", message: string, args: unknown[]): void {
    const now = this.#clock.monotonic();
    const seen = this.#repeats.get(message);
    if (seen !== undefined && now - seen.writtenAt < DEFAULTS.repeatLogMs) {
      seen.skipped++;
      return;
    }
    if (this.#repeats.size >= MAX_MESSAGES) {
      const [oldest = ""] = this.#repeats.keys();
      this.#repeats.delete(oldest);
    }
    this.#repeats.set(message, { writtenAt: now, skipped: 0 });
    const more = seen?.skipped ? ` (${seen.skipped} more since the last time)` : "";
    void this.#write(level, message + more, args);
  }

  /** A logger that fails must not fail what it reports on, and there is nowhere else to say so. */
  async #write(level: LogLevel, message: string, args: unknown[]): Promise<void> {
    try {
      if (this.#target.enabled?.(level) === false) return;
      await this.#target[level](this.#clean(message) as string, ...args.map((arg) => this.#clean(arg)));
    } catch {}
  }

  #clean(given: unknown): unknown {
    const text = given instanceof Error ? describeError(given) : given;
    const secret = this.#secret;
    return typeof text === "string" && secret.length >= MIN_SECRET ? text.replaceAll(secret, "***") : text;
  }
}

/** One line about an error: its name, code and message, and those of its cause. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const head = typeof code === "string" ? `${error.name} (${code})` : error.name;
  const tail = cause instanceof Error ? `; cause: ${cause.name}: ${cause.message}` : "";
  return `${head}: ${error.message}${tail}`.replace(/\s*\n\s*/g, " ");
}
