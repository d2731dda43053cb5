/** The names that the codec derives by rule; what differs from them becomes an entry of a table. */
export const camel = (key) =>
  key.charAt(0).toLowerCase() + key.slice(1).replace(/_(.)/g, (_, letter) => letter.toUpperCase());
export const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const isName = (text) => /^[A-Za-z_$][\w$]*$/.test(text);
export const quoteName = (text) => (isName(text) ? text : JSON.stringify(text));
/** Type grammar of the surface: a base, wrapped in arrays and maps. */
export function parseType(text) {
  if (text.endsWith("[]")) return { array: parseType(text.slice(0, -2)) };
  const map = /^Record<(.*)>$/.exec(text);
  return map ? { map: parseType(map[1]) } : { base: text };
}

export const HEADER =
  "// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.\n";
