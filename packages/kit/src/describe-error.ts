/** Returns the message of an error of any realm, or the value as text. Never throws. */
export function messageOf(error: unknown): string {
  try {
    const { message } = (typeof error === "object" && error !== null ? error : {}) as { message?: unknown };
    return typeof message === "string" ? message : String(error);
  } catch {
    return "an error that cannot be read";
  }
}

/** Describes an error in one line: name, code and message, and the same of its causes (three at most). Never throws. */
export function describeError(error: unknown, depth = 3): string {
  try {
    if (typeof error !== "object" || error === null) return String(error);
    const { name, code, cause } = error as { name?: unknown; code?: unknown; cause?: unknown };
    const label = `${typeof name === "string" ? name : "Error"}${typeof code === "string" ? ` (${code})` : ""}`;
    const tail =
      typeof cause === "object" && cause !== null && depth > 0
        ? `; cause: ${describeError(cause, depth - 1)}`
        : "";
    return `${label}: ${messageOf(error)}${tail}`.replace(/\s*\n\s*/g, " ");
  } catch {
    return "an error that cannot be read";
  }
}
