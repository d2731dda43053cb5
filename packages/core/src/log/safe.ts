import type { Clock } from "../contracts/clock";
import type { Logger } from "../contracts/logger";
import type { LogLevel } from "./console";

/** How many different warnings are remembered; beyond it the oldest is forgotten. */
const MAX_MESSAGES = 256;

/** Shorter ones would black out ordinary words, and are no secrets. */
const MIN_SECRET = 8;

export interface SafeLoggerOptions {
  clock: Clock;
  /** A repeated warning or error is written at most once in this time (ms), with a count. */
  repeatMs: number;
  /** Replaced by `***` wherever they turn up. */
  secrets: readonly string[];
}

interface Repeat {
  writtenAt: number;
  skipped: number;
}

/**
 * What the SDK logs through: never throws, removes secrets, and writes the same warning once, then at
 * most once a minute with the number of times that it came up. Put what varies into `args`: the message
 * is what repeats are told by.
 */
export class SafeLogger implements Logger {
  readonly #target: Logger;
  readonly #options: SafeLoggerOptions;
  readonly #repeats = new Map<string, Repeat>();

  constructor(target: Logger, options: SafeLoggerOptions) {
    this.#target = target;
    this.#options = options;
  }

  /** Whether building a message of this level is worth while. */
  enabled(level: LogLevel): boolean {
    const target = this.#target as { enabled?: unknown };
    if (typeof target.enabled !== "function") return true;
    try {
      return target.enabled(level) !== false;
    } catch {
      return true;
    }
  }

  error(message: string, ...args: unknown[]): void {
    this.#limited("error", message, args);
  }

  warn(message: string, ...args: unknown[]): void {
    this.#limited("warn", message, args);
  }

  info(message: string, ...args: unknown[]): void {
    if (this.enabled("info")) this.#write("info", message, args);
  }

  debug(message: string, ...args: unknown[]): void {
    if (this.enabled("debug")) this.#write("debug", message, args);
  }

  #limited(level: "warn" | "error", message: string, args: unknown[]): void {
    if (!this.enabled(level)) return;
    const now = this.#options.clock.monotonic();
    const seen = this.#repeats.get(message);
    if (seen === undefined) {
      this.#repeats.set(message, { writtenAt: now, skipped: 0 });
      if (this.#repeats.size > MAX_MESSAGES) {
        for (const oldest of this.#repeats.keys()) {
          this.#repeats.delete(oldest);
          break;
        }
      }
      this.#write(level, message, args);
    } else if (now - seen.writtenAt < this.#options.repeatMs) {
      seen.skipped++;
    } else {
      const text = seen.skipped === 0 ? message : `${message} (${seen.skipped} more since the last time)`;
      seen.writtenAt = now;
      seen.skipped = 0;
      this.#write(level, text, args);
    }
  }

  #write(level: LogLevel, message: string, args: unknown[]): void {
    try {
      const result: unknown = this.#target[level](
        this.#clean(message),
        ...args.map((arg) => this.#cleanArg(arg)),
      );
      if (result instanceof Promise) result.catch(() => {});
    } catch {
      // A logger that fails must not fail what it reports on, and there is nowhere else to say so.
    }
  }

  #cleanArg(arg: unknown): unknown {
    if (typeof arg === "string") return this.#clean(arg);
    if (arg instanceof Error) return this.#clean(describeError(arg));
    return arg;
  }

  #clean(text: string): string {
    let clean = text;
    for (const secret of this.#options.secrets) {
      if (secret.length >= MIN_SECRET) clean = clean.replaceAll(secret, "***");
    }
    return clean;
  }
}

/** One line about an error: its name, code and message, and those of its cause. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as { code?: unknown }).code;
  const head = typeof code === "string" ? `${error.name} (${code})` : error.name;
  const cause = error.cause instanceof Error ? `; cause: ${error.cause.name}: ${error.cause.message}` : "";
  return `${head}: ${error.message}${cause}`.replace(/\s*\n\s*/g, " ");
}
