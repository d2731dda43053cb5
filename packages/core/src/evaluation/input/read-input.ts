import { SchematicError } from "@schematic/api";
import { describeError } from "@schematic-internal/kit";
import type { Preflight } from "../../contracts/evaluation";
import type { FlagKeys } from "../../contracts/source";
import { ANONYMOUS, type CheckContext, readContext } from "./context";
import { flagKeyError, isFlagKey } from "./flag-key";
import { type EventQuantities, type PreflightInput, readPreflight } from "./preflight";
import { type InputError, inputError, type ReportProblem } from "./problem";

/** Options of one check. */
export interface CheckFlagOptions {
  /** Result if no source has one. Wins over `flagDefaults`. A function is called only then. */
  defaultValue?: boolean | (() => boolean) | undefined;
  /** Limit for the whole check in milliseconds; then the default is returned. Default: no limit of its own. */
  timeoutMs?: number | undefined;
  /** Preflight: quantity added to every numeric condition that is evaluated, rounded up. */
  usage?: number | undefined;
  /** Preflight: quantity of one event subtype, rounded up. */
  eventUsage?: { eventSubtype: string; quantity: number } | undefined;
  /** Preflight: measured quantities of one event subtype, for conditions on credits. May have fractions. */
  eventQuantities?: EventQuantities | undefined;
  /** Preflight: cost of the action in credits, by credit id. */
  creditCost?: Record<string, number> | undefined;
}

/** Validated arguments of a check. */
export interface CheckInput {
  /** The keys of flags; undefined for all flags. May contain invalid keys if `problem` says so. */
  readonly keys: FlagKeys;
  readonly context: CheckContext;
  readonly preflight: Preflight | undefined;
  /** Why the check cannot be evaluated, and returns its default. */
  readonly problem: InputError | undefined;
}

function asInputError(code: string, what: string, error: unknown): InputError {
  if (error instanceof SchematicError) return error;
  return inputError(code, `${what} cannot be read: ${describeError(error)}`, error);
}

function readOptions(
  options: PreflightInput | null | undefined,
  context: CheckContext,
): Preflight | undefined {
  try {
    return readPreflight(options ?? undefined, context.preflight);
  } catch (error) {
    throw asInputError("invalid_preflight", "the options of the check", error);
  }
}

function refused(keys: FlagKeys, error: unknown): CheckInput {
  const problem = asInputError("invalid_context", "the context", error);
  return { keys, context: ANONYMOUS, preflight: undefined, problem };
}

/** Validates the arguments of a check of one flag. Never throws, whatever getters and proxies do. */
export function readInput(
  context: unknown,
  key: unknown,
  { options, report }: { options: PreflightInput | null | undefined; report: ReportProblem },
): CheckInput {
  const keys = [key as string];
  try {
    if (!isFlagKey(key)) throw flagKeyError();
    const read = readContext(context, report);
    const preflight = options || read.preflight ? readOptions(options, read) : undefined;
    return { keys, context: read, preflight, problem: undefined };
  } catch (error) {
    return refused(keys, error);
  }
}

/** Returns a copy of the keys; undefined means all flags. Throws for anything that is no list. */
function readKeys(given: unknown): FlagKeys {
  if (given === undefined || given === null) return undefined;
  if (!Array.isArray(given))
    throw inputError("invalid_flag_key", "the flag keys must be an array of strings");
  return given.length > 0 ? [...(given as string[])] : undefined;
}

/**
 * Validates the arguments of a check of several flags. Without keys, or with an empty list of them, all flags are
 * meant. Never throws.
 */
export function readBulkInput(context: unknown, given: unknown, report: ReportProblem): CheckInput {
  // A list that cannot be read is not a request for all flags.
  let keys: FlagKeys = [];
  try {
    keys = readKeys(given);
  } catch (error) {
    return refused(keys, asInputError("invalid_flag_key", "the list of flag keys", error));
  }
  try {
    const read = readContext(context, report);
    const preflight = read.preflight ? readOptions(undefined, read) : undefined;
    return { keys, context: read, preflight, problem: undefined };
  } catch (error) {
    return refused(keys, error);
  }
}
