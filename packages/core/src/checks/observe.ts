import type { Clock } from "../contracts/clock";
import type { EvaluationContext } from "../contracts/evaluation";
import type { Hook, HookContext, HookResult } from "../contracts/hook";
import { describeError, type SafeLogger } from "../log/safe";
import type { CheckAnswer } from "./answer";

/** Tells of the end of a check; `error` where the answer is a default because something failed. */
export type EndCheck = (answer: CheckAnswer, error?: unknown) => void;
/** Tells of the start of a check. */
export type BeginCheck = (flagKey: string, context: EvaluationContext) => EndCheck;

/** Runs hooks; one that throws is reported once and never fails a check. Without hooks there is nothing to call. */
export function observer(
  hooks: readonly Hook[] | undefined,
  clock: Clock,
  logger: SafeLogger,
): BeginCheck | undefined {
  if (!hooks?.length) return undefined;
  return (flagKey, context) => {
    const startedAt = clock.monotonic();
    const calls = hooks.map((hook) => {
      // Each hook has data of its own: two of them may use the same name in it.
      const own: HookContext = { flagKey, context, data: new Map() };
      return async (stage: "before" | "after" | "error" | "finally", what?: unknown): Promise<void> => {
        try {
          await hook[stage]?.(own, what as HookResult);
        } catch (error) {
          logger.warn(
            `A hook failed in "${stage}"; the check went on`,
            hook.name ?? "",
            describeError(error),
          );
        }
      };
    });
    for (const call of calls) void call("before");
    return (answer, error) => {
      const result: HookResult = { ...answer, durationMs: clock.monotonic() - startedAt };
      for (const call of calls) void (error === undefined ? call("after", result) : call("error", error));
      for (const call of calls) void call("finally", result);
    };
  };
}
