import type { EventBodyTrack } from "@schematic/api/types";
import type { CreditCheckOptions } from "../contracts/credits";
import type { FlagSource } from "../contracts/source";
import type { Evaluator } from "../evaluation/evaluator";
import { readContext } from "../evaluation/input/context";
import type { CheckFlagOptions, CheckInput } from "../evaluation/input/read-input";
import type { CheckOptions } from "../evaluation/results";
import type { CheckFlagWithEntitlementOptions, IdentifyOptions, TrackOptions } from "./method-options";

type TrackedUsage = Parameters<FlagSource["track"]>[0];

const ignoreProblem = (): void => {};

/**
 * Returns the usage that a track event adds to the local metrics. Returns undefined for an event that is not counted:
 * imported history, or one that cannot be read, which the event queue reports. Never throws.
 */
export function usageOf(
  body: EventBodyTrack | null | undefined,
  options: TrackOptions | null | undefined,
): TrackedUsage | undefined {
  try {
    if (options?.backfill === true || !body) return undefined;
    const { event, quantity = 1 } = body;
    if (typeof event !== "string" || event === "") return undefined;
    if (typeof quantity !== "number" || !(quantity >= 0) || quantity === Infinity) return undefined;
    const { company } = readContext({ company: body.company }, ignoreProblem);
    return company ? { event, quantity, company } : { event, quantity };
  } catch {
    return undefined;
  }
}

/** Returns the options of `check` as those of the other checks. Never throws. */
export function checkOptionsOf(options: CheckOptions | null | undefined): CheckFlagOptions | undefined {
  try {
    if (!options) return undefined;
    const { usage, eventSubtype, defaultValue, timeoutMs } = options;
    if (usage === undefined || eventSubtype === undefined) return { defaultValue, timeoutMs, usage };
    return { defaultValue, timeoutMs, eventUsage: { eventSubtype, quantity: usage } };
  } catch {
    // The evaluator reads them again, and reports what cannot be read.
    return options as CheckFlagOptions;
  }
}

/** Returns a copy of the options of a check that may hold credits: one with a usage. Never throws. */
export function creditOptionsOf(options: CheckOptions | null | undefined): CreditCheckOptions | undefined {
  try {
    if (options?.usage === undefined) return undefined;
    const { usage, eventSubtype, onAcquireFailure, defaultValue, timeoutMs } = options;
    const isLimit = typeof timeoutMs === "number" && timeoutMs > 0;
    const limitMs = isLimit ? timeoutMs : undefined;
    return { usage, eventSubtype, onAcquireFailure, defaultValue, timeoutMs: limitMs };
  } catch {
    return undefined;
  }
}

/** Returns the arguments of a check. Undefined for invalid ones, which the plain check reports. Never throws. */
export function readOrUndefined(
  evaluator: Evaluator,
  context: unknown,
  key: unknown,
): CheckInput | undefined {
  try {
    return evaluator.read(context, key);
  } catch {
    return undefined;
  }
}

/** Returns the credit types to prewarm after an identify event. Never throws. */
export function prewarmOf(options: IdentifyOptions | null | undefined): string[] | undefined {
  try {
    const ids = options?.prewarm;
    return Array.isArray(ids) && ids.length > 0 ? ids.filter((id) => typeof id === "string") : undefined;
  } catch {
    return undefined;
  }
}

/** True if the caller asks for the age of the data. Never throws. */
export function wantsAge(options: CheckFlagWithEntitlementOptions | null | undefined): boolean {
  try {
    return options?.includeAge === true;
  } catch {
    return false;
  }
}

/** Returns the names of signals in a list of the caller's. Never throws. */
export function signalNames(signals: unknown): string[] {
  try {
    return Array.isArray(signals) ? signals.filter((signal) => typeof signal === "string") : [];
  } catch {
    return [];
  }
}
