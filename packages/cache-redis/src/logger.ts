import type { Logger } from "@schematic/core";

/** Where warnings go that have no caller to tell. */
export type WarnLogger = Pick<Logger, "warn">;

export const consoleLogger: WarnLogger = {
  // biome-ignore lint/suspicious/noConsole: this is the default logger.
  warn: (message: string, ...args: unknown[]) => console.warn(`[schematic] ${message}`, ...args),
};
