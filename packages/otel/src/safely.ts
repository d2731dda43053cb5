import { diag } from "@opentelemetry/api";
import { describeError } from "@schematic-internal/kit";

/**
 * Runs `fn` and returns its result, or undefined if it throws. Telemetry must never fail the check or request that it
 * describes, so an error is reported to OpenTelemetry's own diagnostics only.
 */
export function safely<T>(what: string, fn: () => T): T | undefined {
  try {
    return fn();
  } catch (error) {
    try {
      diag.warn(`[schematic] ${what} failed: ${describeError(error)}`);
    } catch {
      // A diagnostics logger that throws cannot be reported anywhere.
    }
    return undefined;
  }
}
