import { describeError, messageOf } from "@schematic-internal/kit";

const PREFIX = "[schematic] ";
/** Longest line in characters. Texts from outside, such as a response, may be of any length. */
const MAX_LINE = 2_000;
/** Shorter secrets would hide ordinary words, and are none. */
const MIN_SECRET = 8;

/** Returns an argument of a log call as text. Never throws. */
function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return messageOf(value);
  try {
    if (typeof (value as { message?: unknown }).message === "string") return describeError(value);
    return JSON.stringify(value) ?? messageOf(value);
  } catch {
    return messageOf(value);
  }
}

/**
 * Returns a message and its arguments as one line: some loggers (pino, winston) drop further arguments. Line breaks
 * become spaces, so that a text from outside cannot pose as a line of its own, and the secret becomes `***`.
 */
export function lineOf(message: string, args: readonly unknown[], secret: string): string {
  const text = [message, ...args.map(textOf).filter((arg) => arg !== "")].reduce(
    (line, arg) => `${line}${line.includes(": ") ? ";" : ":"} ${arg}`,
  );
  const prefixed = text.startsWith(PREFIX) ? text : PREFIX + text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed.
  const flat = prefixed.replace(/\s*[\u0000-\u001f\u007f\u2028\u2029]+\s*/g, " ");
  const safe = secret.length >= MIN_SECRET ? flat.replaceAll(secret, "***") : flat;
  return safe.length > MAX_LINE ? `${safe.slice(0, MAX_LINE)}…` : safe;
}
