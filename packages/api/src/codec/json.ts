/** Deepest nesting of a response. Code that walks a deeper value would overflow the stack. */
const MAX_DEPTH = 1_000;

/** The value of a JSON text, or what is wrong with it as the end of a sentence. An empty text is `undefined`. */
export type ParsedJson = { readonly value: unknown } | { readonly problem: string };

/** Parses a response. Never throws: the message of the parser quotes the text, which may hold secrets. */
export function parseJson(text: string): ParsedJson {
  if (text === "") return { value: undefined };
  if (isTooDeep(text)) return { problem: `is nested more than ${MAX_DEPTH} levels deep` };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { problem: "is not JSON" };
  }
}

/** True if brackets and braces outside of strings are nested too deep. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '"') i = endOfString(text, i);
    else if (char === "[" || char === "{") depth++;
    else if (char === "]" || char === "}") depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** Returns the index of the quotation mark that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  // A quotation mark after an odd number of backslashes is part of the string.
  while (end > 0 && backslashesBefore(text, end) % 2 === 1) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function backslashesBefore(text: string, index: number): number {
  let first = index;
  while (text[first - 1] === "\\") first--;
  return index - first;
}
