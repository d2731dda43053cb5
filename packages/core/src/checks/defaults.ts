import type { AnswerSource } from "../contracts/evaluation";
import { describeError, type SafeLogger } from "../log/safe";
import type { CheckAnswer } from "./answer";
import { type CheckFlagOptions, isFlagKey } from "./question";

/** The code of whatever a check failed with. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "check_failed";
}

/** What is answered when no source can: the call's default, the configured one, else `false`. */
export class FlagDefaults {
  readonly #values = new Map<string, boolean>();
  readonly #logger: SafeLogger;

  constructor(values: Record<string, boolean> | undefined, logger: SafeLogger) {
    this.#logger = logger;
    if (values !== undefined) this.setAll(values);
  }

  set(key: string, value: boolean): void {
    if (isFlagKey(key) && typeof value === "boolean") this.#values.set(key, value);
    else this.#ignored("A flag default", "give a flag key and a boolean");
  }

  setAll(values: Record<string, boolean>): void {
    if (typeof values !== "object" || values === null)
      this.#ignored("What setFlagDefaults() was given", "give an object of flag keys and booleans");
    else for (const [key, value] of Object.entries(values)) this.set(key, value);
  }

  /** Keys with a configured default. */
  keys(): Iterable<string> {
    return this.#values.keys();
  }

  /** The default as an answer; `err` says why no source answered. */
  answer(flagKey: string, options: CheckFlagOptions | null | undefined, err: string): CheckAnswer {
    const own = this.#ofCall(options?.defaultValue);
    const configured = this.#values.get(flagKey);
    const source: AnswerSource =
      own !== undefined ? "call-default" : configured !== undefined ? "configured-default" : "default";
    const reason = own !== undefined ? "default given with the call" : "flag default";
    return { value: own ?? configured ?? false, reason, flagKey: String(flagKey), source, err };
  }

  #ofCall(given: unknown): boolean | undefined {
    if (given === undefined) return undefined;
    let value: unknown = given;
    try {
      if (typeof given === "function") value = given();
    } catch (error) {
      value = error;
    }
    if (typeof value === "boolean") return value;
    this.#ignored("A defaultValue", "give a boolean or a function that returns one", describeError(value));
    return undefined;
  }

  #ignored(what: string, todo: string, ...args: string[]): void {
    this.#logger.error(`${what} was ignored (invalid_default): ${todo}`, ...args);
  }
}
