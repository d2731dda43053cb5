import type {
  Clock,
  CreditHookContext,
  CreditHookResult,
  CreditOperation,
  Hook,
  Logger,
} from "@schematic/core";
import { describeError } from "@schematic-internal/kit";

/** Runs an operation between the hooks of its start and its end. */
export type Observe = <T>(
  operation: CreditOperation,
  subject: Omit<CreditHookContext, "operation" | "data">,
  run: () => Promise<T>,
  resultOf?: (value: T) => Partial<CreditHookResult>,
) => Promise<T>;

/** Returns a function that calls the hooks. Each hook has data of its own, and one that throws is only logged. */
export function observer(hooks: readonly Hook[], clock: Clock, logger: Logger): Observe {
  const interested = hooks.filter((hook) => hook.creditStart !== undefined || hook.creditEnd !== undefined);
  if (interested.length === 0) return (_operation, _subject, run) => run();
  const guarded = (name: string | undefined, call: () => unknown): void => {
    const failed = (error: unknown): void =>
      logger.warn(`A hook of credits failed (${name ?? "unnamed"})`, describeError(error));
    try {
      Promise.resolve(call()).catch(failed);
    } catch (error) {
      failed(error);
    }
  };
  return async (operation, subject, run, resultOf) => {
    const startedAt = clock.monotonic();
    const contexts = interested.map((): CreditHookContext => ({ ...subject, operation, data: new Map() }));
    for (const [index, hook] of interested.entries())
      guarded(hook.name, () => hook.creditStart?.(contexts[index] as CreditHookContext));
    const end = (result: Omit<CreditHookResult, "durationMs">): void => {
      const whole = { ...result, durationMs: clock.monotonic() - startedAt };
      for (const [index, hook] of interested.entries())
        guarded(hook.name, () => hook.creditEnd?.(contexts[index] as CreditHookContext, whole));
    };
    try {
      const value = await run();
      end({ outcome: "ok", ...resultOf?.(value) });
      return value;
    } catch (error) {
      end({ outcome: "failed", error });
      throw error;
    }
  };
}
