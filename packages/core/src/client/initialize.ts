import { SchematicError, SchematicTimeoutError } from "@schematic/api";
import { describeError, withDeadline } from "@schematic-internal/kit";
import type { Clock } from "../contracts/clock";
import type { FlagSource } from "../contracts/source";

/** Error codes by the HTTP status with which a source was refused. No retry with the same key helps. */
const REFUSALS: ReadonlyMap<number | undefined, string> = new Map([
  [401, "unauthorized"],
  [403, "forbidden"],
]);

/** Returns the error for `initialize()` if `error` says that the API key was refused. */
function refusalOf(error: unknown): SchematicError | undefined {
  if (!(error instanceof SchematicError)) return undefined;
  const { statusCode } = error;
  const code = REFUSALS.get(statusCode);
  if (code === undefined || statusCode === undefined) return undefined;
  return new SchematicError({ code, statusCode, message: error.message, cause: error });
}

/**
 * Resolves when the source is ready. Rejects at once when the API key is refused (401, 403), and with a
 * `SchematicTimeoutError` after `timeoutMs` that names the last failure, which is also its `cause`.
 */
export async function untilReady(source: FlagSource, clock: Clock, timeoutMs: number): Promise<void> {
  const known = refusalOf(source.status().lastError);
  if (known !== undefined) throw known;
  let stop = (): void => {};
  const refused = new Promise<never>((_resolve, reject) => {
    stop = source.on("error", (error) => {
      const refusal = refusalOf(error);
      if (refusal !== undefined) reject(refusal);
    });
  });
  try {
    await withDeadline(Promise.race([source.ready(), refused]), {
      timeoutMs,
      timer: (fn, delayMs, keepAlive) => clock.setTimer(fn, delayMs, keepAlive),
      onTimeout: () => {
        throw timeoutError(source, timeoutMs);
      },
    });
  } finally {
    stop();
  }
}

function timeoutError(source: FlagSource, timeoutMs: number): SchematicTimeoutError {
  const { state, lastError } = source.status();
  const reason = lastError === undefined ? "" : `; last error: ${describeError(lastError)}`;
  const situation = `not ready within ${timeoutMs} ms (${source.name} is ${state})${reason}`;
  const message = `${situation}; the client keeps connecting, and checks use REST and defaults`;
  return new SchematicTimeoutError(message, { cause: lastError });
}
