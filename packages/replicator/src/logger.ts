import type { Logger } from "@schematic/core";

export type LogLevelName = "debug" | "info" | "warn" | "error";

const LEVELS: readonly LogLevelName[] = ["debug", "info", "warn", "error"];

/** Returns a logger that writes one JSON object per line to standard output, as log collectors expect. */
export function jsonLogger(level: LogLevelName): Logger {
  const least = LEVELS.indexOf(level);
  const at = (name: LogLevelName) =>
    LEVELS.indexOf(name) < least
      ? () => {}
      : (message: string, ...args: unknown[]) => {
          const detail = args.length > 0 ? { detail: args.map(plain) } : {};
          const line = { time: new Date().toISOString(), level: name, message, ...detail };
          process.stdout.write(`${JSON.stringify(line)}\n`);
        };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

function plain(value: unknown): unknown {
  return value instanceof Error ? value.message : value;
}
