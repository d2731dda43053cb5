import { describeError, isObject } from "@schematic-internal/kit";
import type { AnswerSource } from "../../contracts/evaluation";
import type { SafeLogger } from "../../log/safe";
import { isFlagKey } from "../input/flag-key";
import type { CheckedResolution } from "../resolution";

/** The source of last resort: the default of the call, the configured default, or false. */
export class FlagDefaults {
  readonly #values = new Map<string, boolean>();
  readonly #logger: SafeLogger;

  constructor(values: Record<string, boolean> | undefined, logger: SafeLogger) {
    this.#logger = logger;
    if (values !== undefined) this.setAll(values);
  }

  /** Never throws; what is no flag key or no boolean is logged. */
  set(key: string, value: boolean): void {
    if (isFlagKey(key) && typeof value === "boolean") this.#values.set(key, value);
    else this.#ignored("A flag default", "pass a flag key and a boolean");
  }

  setAll(values: Record<string, boolean>): void {
    let entries: [string, boolean][] | undefined;
    try {
      if (isObject(values)) entries = Object.entries(values);
    } catch {
      // A proxy that cannot be read.
    }
    if (entries === undefined)
      this.#ignored("The argument of setFlagDefaults()", "pass an object of flag keys and booleans");
    for (const [key, value] of entries ?? []) this.set(key, value);
  }

  /** Keys with a configured default. */
  keys(): Iterable<string> {
    return this.#values.keys();
  }

  /** Returns the default of a flag. `err` is the code that says why no source has a result. */
  resolve(flagKey: unknown, options: unknown, err: string): CheckedResolution {
    const ofCall = this.#ofCall(options, flagKey);
    const configured = isFlagKey(flagKey) ? this.#values.get(flagKey) : undefined;
    const source: AnswerSource =
      ofCall !== undefined ? "call-default" : configured !== undefined ? "configured-default" : "default";
    const reason = ofCall !== undefined ? "default given with the call" : "flag default";
    const value = ofCall ?? configured ?? false;
    return {
      value,
      reason,
      flagKey: typeof flagKey === "string" ? flagKey : describeError(flagKey),
      source,
      err,
    };
  }

  #ofCall(options: unknown, flagKey: unknown): boolean | undefined {
    let value: unknown;
    let why = "";
    try {
      value = (options as { defaultValue?: unknown } | null | undefined)?.defaultValue;
      if (typeof value === "function") value = value();
    } catch (error) {
      value = null;
      why = `: ${describeError(error)}`;
    }
    if (value === undefined || typeof value === "boolean") return value;
    const todo = `pass a boolean or a function that returns one${why}`;
    this.#ignored(`The defaultValue of flag check ${describeError(flagKey)}`, todo);
    return undefined;
  }

  #ignored(what: string, todo: string): void {
    this.#logger.error(`${what} was ignored (invalid_default): ${todo}`);
  }
}
