import { describeError } from "@schematic-internal/kit";

const MINUTE_MS = 60_000;

/** Default destination of failures: the console. */
export class FailureLog {
  /** By code: the time of its last line, and how many refusals came since. There are as many as error codes. */
  readonly #refusals = new Map<string, { loggedAt: number; skipped: number }>();

  /** Logs a refused delivery: the first of each code at once, then at most one line a minute with their number. */
  refused(code: string, error: Error): void {
    const now = performance.now();
    const last = this.#refusals.get(code);
    if (last !== undefined && now - last.loggedAt < MINUTE_MS) {
      last.skipped++;
      return;
    }
    this.#refusals.set(code, { loggedAt: now, skipped: 0 });
    const more = last?.skipped ? ` (${last.skipped} more since the last line)` : "";
    // biome-ignore lint/suspicious/noConsole: the console is the documented default
    console.warn(`[schematic] Webhook refused (${code}): ${error.message}${more}`);
  }

  /** Logs an error of a listener, a replay store or the program's set-up. */
  failed(status: number, error: unknown): void {
    // biome-ignore lint/suspicious/noConsole: the console is the documented default
    console.error(`[schematic] Webhook failed, response status ${status}: ${describeError(error)}`, error);
  }
}
