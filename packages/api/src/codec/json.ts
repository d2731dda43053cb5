/**
 * Returns the value of a JSON text, or no member at all if the text is not JSON. An empty text is `undefined`. Never
 * throws: the message of the parser quotes the text, which may hold secrets.
 */
export function parseJson(text: string): { readonly value?: unknown } {
  try {
    return { value: text === "" ? undefined : JSON.parse(text) };
  } catch {
    return {};
  }
}
