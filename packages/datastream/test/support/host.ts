import type { Clock, FlagSource, FlagSourceEvents, FlagSourceHost, Logger } from "@schematic/core";
import { systemClock } from "@schematic/core";

/** Keeps what is logged, so that a test can look at it. */
export class MemoryLogger implements Logger {
  readonly lines: string[] = [];

  error(message: string, ...args: unknown[]): void {
    this.#add("error", message, args);
  }
  warn(message: string, ...args: unknown[]): void {
    this.#add("warn", message, args);
  }
  info(message: string, ...args: unknown[]): void {
    this.#add("info", message, args);
  }
  debug(message: string, ...args: unknown[]): void {
    this.#add("debug", message, args);
  }

  of(level: string): string[] {
    return this.lines.filter((line) => line.startsWith(level));
  }

  #add(level: string, message: string, args: unknown[]): void {
    this.lines.push([level, message, ...args.map(String)].join(" | "));
  }
}

export interface TestHost extends FlagSourceHost {
  logger: MemoryLogger;
}

export function host(baseUrl: string, more: Partial<FlagSourceHost> & { clock?: Clock } = {}): TestHost {
  return {
    apiKey: "sch_test_key",
    baseUrl,
    headers: {},
    fetch,
    clock: systemClock,
    client: { name: "test", version: "1.2.3" },
    ...more,
    logger: new MemoryLogger(),
  };
}

/** Resolves at the next event of this name. */
export function next<E extends keyof FlagSourceEvents>(
  source: FlagSource,
  event: E,
): Promise<Parameters<FlagSourceEvents[E]>> {
  return new Promise((resolve) => {
    const off = source.on(event, ((...args: Parameters<FlagSourceEvents[E]>) => {
      off();
      resolve(args);
    }) as FlagSourceEvents[E]);
  });
}

/** Resolves once `condition` holds, looked at on every turn of the event loop. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
