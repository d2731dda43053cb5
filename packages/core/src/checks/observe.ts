import type { EvaluationContext } from "../contracts/evaluation";
import type { Hook, HookContext, HookResult } from "../contracts/hook";
import type { SafeLogger } from "../log/safe";
import { describeError } from "../log/safe";
import type { CheckAnswer } from "./answer";

/** One check under observation: told of its start once, and of its end once. */
export interface Observation {
  /** `error` where the answer is a default because something failed. */
  end(answer: CheckAnswer, durationMs: number, error?: unknown): void;
}

/** Runs hooks; one that throws is reported once and never fails a check. */
export class Observer {
  readonly #hooks: readonly Hook[];
  readonly #logger: SafeLogger;

  constructor(hooks: readonly Hook[], logger: SafeLogger) {
    this.#hooks = hooks;
    this.#logger = logger;
  }

  get enabled(): boolean {
    return this.#hooks.length > 0;
  }

  begin(flagKey: string, context: EvaluationContext): Observation {
    // Each hook has data of its own: two of them may use the same name in it.
    const contexts = this.#hooks.map((): HookContext => ({ flagKey, context, data: new Map() }));
    this.#each(contexts, "before", (hook, own) => hook.before?.(own));
    return {
      end: (answer, durationMs, error) => {
        const result: HookResult = { ...answer, durationMs };
        if (error === undefined) this.#each(contexts, "after", (hook, own) => hook.after?.(own, result));
        else this.#each(contexts, "error", (hook, own) => hook.error?.(own, error));
        this.#each(contexts, "finally", (hook, own) => hook.finally?.(own, result));
      },
    };
  }

  #each(contexts: HookContext[], stage: string, call: (hook: Hook, own: HookContext) => void): void {
    for (const [index, hook] of this.#hooks.entries()) {
      const own = contexts[index];
      if (own === undefined) continue;
      try {
        const result: unknown = call(hook, own);
        if (result instanceof Promise) result.catch((error: unknown) => this.#failed(hook, stage, error));
      } catch (error) {
        this.#failed(hook, stage, error);
      }
    }
  }

  #failed(hook: Hook, stage: string, error: unknown): void {
    this.#logger.warn(
      `A hook failed in "${stage}"; the check went on`,
      hook.name ?? "",
      describeError(error),
    );
  }
}
