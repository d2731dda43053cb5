import type { AnswerSource } from "../contracts/evaluation";
import type { SafeLogger } from "../log/safe";
import { describeError } from "../log/safe";
import type { CheckAnswer } from "./answer";
import type { CheckFlagOptions } from "./question";

/** What is answered when no source can: the call's default, the configured one, else `false`. */
export class FlagDefaults {
  readonly #values = new Map<string, boolean>();
  readonly #logger: SafeLogger;

  constructor(values: Record<string, boolean>, logger: SafeLogger) {
    this.#logger = logger;
    this.setAll(values);
  }

  set(key: string, value: boolean): void {
    if (typeof key !== "string" || key === "" || typeof value !== "boolean") {
      this.#logger.error("A flag default was ignored (invalid_default): it takes a flag key and a boolean");
      return;
    }
    this.#values.set(key, value);
  }

  setAll(values: Record<string, boolean>): void {
    if (typeof values !== "object" || values === null) {
      this.#logger.error(
        "Flag defaults were ignored (invalid_default): give an object of flag keys and booleans",
      );
      return;
    }
    for (const [key, value] of Object.entries(values)) this.set(key, value);
  }

  /** Keys with a configured default. */
  keys(): string[] {
    return [...this.#values.keys()];
  }

  /** The default as an answer; `err` says why no source answered. */
  answer(flagKey: string, options: CheckFlagOptions | undefined, err: string | undefined): CheckAnswer {
    const own = this.#ofCall(options);
    const configured = this.#values.get(flagKey);
    const value = own ?? configured ?? false;
    const source: AnswerSource =
      own !== undefined ? "call-default" : configured !== undefined ? "configured-default" : "default";
    const reason = source === "call-default" ? "default given with the call" : "flag default";
    const answer: CheckAnswer = { value, reason, flagKey, source };
    if (err !== undefined) answer.err = err;
    return answer;
  }

  #ofCall(options: CheckFlagOptions | undefined): boolean | undefined {
    const given: unknown = options?.defaultValue;
    if (given === undefined || typeof given === "boolean") return given;
    if (typeof given === "function") {
      try {
        const value: unknown = given();
        if (typeof value === "boolean") return value;
      } catch (error) {
        this.#logger.error(
          "A defaultValue function threw; the configured default is used",
          describeError(error),
        );
        return undefined;
      }
    }
    this.#logger.error("A defaultValue was ignored (invalid_default): it must be a boolean or return one");
    return undefined;
  }
}
