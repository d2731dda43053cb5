import { type InputError, inputError } from "./problem";

/** True for a string that can be the key of a flag. */
export const isFlagKey = (key: unknown): key is string => typeof key === "string" && key !== "";

export function flagKeyError(): InputError {
  return inputError("invalid_flag_key", "the flag key must be a string that is not empty");
}
