import { describeError } from "@schematic-internal/kit";
import type { FlagKeys } from "../contracts/source";
import { isFlagKey } from "./input/flag-key";
import { quoted } from "./input/problem";

/** Flags of one check that a log line names. */
const MAX_NAMED = 3;

/** Returns the error code of anything that a check failed with. */
export function codeOf(error: unknown): string {
  try {
    const code = (error as { code?: unknown } | null)?.code;
    return typeof code === "string" ? code : "check_failed";
  } catch {
    return "check_failed";
  }
}

/** Returns the flags of a check for a log line. */
export function nameOf(keys: FlagKeys): string {
  if (keys === undefined) return "Flag check of all flags";
  const named = keys.slice(0, MAX_NAMED).map((key) => (isFlagKey(key) ? quoted(key) : describeError(key)));
  const rest = keys.length > MAX_NAMED ? ` and ${keys.length - MAX_NAMED} more` : "";
  return `Flag check ${named.join(", ")}${rest}`;
}
