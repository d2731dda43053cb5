import type { Logger } from "@schematic/core";

/** Receives warnings that concern no caller. */
export type WarnLogger = Pick<Logger, "warn">;

export const consoleLogger: WarnLogger = {
  // biome-ignore lint/suspicious/noConsole: this is the default logger.
  warn: (message: string, ...args: unknown[]) => console.warn(`[schematic] ${message}`, ...args),
};
