import { SchematicError } from "@schematic/api";
import type { Clock } from "../contracts/clock";
import type { SafeLogger } from "../log/safe";
import type { CheckFlagOptions, InputProblem } from "./question";

/** A refused input as an error, for hooks. */
export function inputError(problem: InputProblem): SchematicError {
  return new SchematicError({ code: problem.code, message: problem.message });
}

/** The code of whatever a check failed with. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "check_failed";
}

/** The check's own time limit in ms; one that is none is told and passed over. */
export function limitOf(options: CheckFlagOptions | undefined, logger: SafeLogger): number | undefined {
  const timeoutMs: unknown = options?.timeoutMs ?? undefined;
  if (timeoutMs === undefined) return undefined;
  if (typeof timeoutMs === "number" && timeoutMs > 0) return timeoutMs === Infinity ? undefined : timeoutMs;
  logger.error("A check's timeoutMs was ignored (invalid_timeout): it must be ms, more than 0");
  return undefined;
}

/** What the promise gives, or nothing once `limit` ms have passed. The promise must not reject. */
export function orNothing<T>(promise: Promise<T>, limit: number, clock: Clock): Promise<T | undefined> {
  return new Promise((resolve) => {
    const cancel = clock.setTimer(() => resolve(undefined), limit, true);
    promise.then((value) => {
      cancel();
      resolve(value);
    });
  });
}
