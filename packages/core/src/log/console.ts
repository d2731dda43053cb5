import type { Logger } from "../contracts/logger";

/** Levels of the default logger, from the most to the least talkative. */
export const LogLevel: {
  readonly Debug: "debug";
  readonly Info: "info";
  readonly Warn: "warn";
  readonly Error: "error";
} = { Debug: "debug", Info: "info", Warn: "warn", Error: "error" };

/** A level name: `debug`, `info`, `warn` or `error`. */
export type LogLevel = (typeof LogLevel)[keyof typeof LogLevel];

/** Rank of a level: a message is written when its rank is at least that of the logger. */
export const RANK: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** Writes to the console what reaches its level (default `warn`). */
export class ConsoleLogger implements Logger {
  /** Messages below it are not written. */
  readonly level: LogLevel;

  constructor(level: LogLevel = "warn") {
    this.level = level;
  }

  /** Whether a message of `level` would be written. */
  enabled(level: LogLevel): boolean {
    return RANK[level] >= RANK[this.level];
  }

  error(message: string, ...args: unknown[]): void {
    // biome-ignore lint/suspicious/noConsole: the one place that writes to the console.
    if (this.enabled("error")) console.error(message, ...args);
  }

  warn(message: string, ...args: unknown[]): void {
    // biome-ignore lint/suspicious/noConsole: as above.
    if (this.enabled("warn")) console.warn(message, ...args);
  }

  info(message: string, ...args: unknown[]): void {
    // biome-ignore lint/suspicious/noConsole: as above.
    if (this.enabled("info")) console.info(message, ...args);
  }

  debug(message: string, ...args: unknown[]): void {
    // biome-ignore lint/suspicious/noConsole: as above.
    if (this.enabled("debug")) console.debug(message, ...args);
  }
}
