import { describeError } from "@schematic-internal/kit";
import type { Clock } from "../contracts/clock";
import type { EvaluationContext } from "../contracts/evaluation";
import type { Hook, HookContext, HookResult } from "../contracts/hook";
import type { SafeLogger } from "../log/safe";
import type { CheckedResolution } from "./resolution";

/** Reports the end of a check. `error` is why the result is a default, if a source failed. */
export type EndCheck = (resolution: CheckedResolution, error?: unknown) => void;
/** Reports the start of a check. */
export type BeginCheck = (flagKey: string, context: EvaluationContext) => EndCheck;

type Stage = "before" | "after" | "error" | "finally";

/**
 * Returns the function that runs the hooks of a check, or undefined without hooks. A hook that throws or rejects is
 * logged and never fails a check.
 */
export function hookRunner(
  hooks: readonly Hook[] | undefined,
  clock: Clock,
  logger: SafeLogger,
): BeginCheck | undefined {
  if (!hooks?.length) return undefined;
  return (flagKey, context) => {
    const startedAt = clock.monotonic();
    const calls = hooks.map((hook) => {
      // Each hook has data of its own, so that two of them may use the same name.
      const own: HookContext = { flagKey, context, data: new Map() };
      return async (stage: Stage, payload?: unknown): Promise<void> => {
        try {
          await hook[stage]?.(own, payload as HookResult);
        } catch (error) {
          const name = hook.name === undefined ? "" : ` "${hook.name}"`;
          logger.warn(`The hook${name} failed in "${stage}" and the check went on: ${describeError(error)}`);
        }
      };
    });
    for (const call of calls) void call("before");
    return (resolution, error) => {
      const result: HookResult = { ...resolution, durationMs: clock.monotonic() - startedAt };
      for (const call of calls) void (error === undefined ? call("after", result) : call("error", error));
      for (const call of calls) void call("finally", result);
    };
  };
}
