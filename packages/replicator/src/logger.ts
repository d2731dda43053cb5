import type { Logger } from "@schematic/core";

export type LogLevelName = "debug" | "info" | "warn" | "error";

const levels: readonly LogLevelName[] = ["debug", "info", "warn", "error"];

/** Writes one JSON object a line to standard output, as log collectors read it. */
export function jsonLogger(level: LogLevelName): Logger {
  const least = levels.indexOf(level);
  const at = (name: LogLevelName) =>
    levels.indexOf(name) < least
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
