/** Returns the public name of a wire name, as the codec derives it. Names that differ get an entry of their own. */
export const camel = (key) =>
  key.charAt(0).toLowerCase() + key.slice(1).replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** Returns the wire name of a public name, as the codec derives it. */
export const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Returns a property name as it stands in an object literal or interface. */
export const quoteName = (text) => (/^[A-Za-z_$][\w$]*$/.test(text) ? text : JSON.stringify(text));

/** Parses a type of the surface file: a base, wrapped in arrays (`X[]`) and maps (`Record<X>`). */
export function parseType(text) {
  if (text.endsWith("[]")) return { array: parseType(text.slice(0, -2)) };
  const map = /^Record<(.*)>$/.exec(text);
  return map ? { map: parseType(map[1]) } : { base: text };
}

/** Returns the name of the type that arrays and maps wrap. */
export function baseOf(type) {
  return type.base ?? baseOf(type.array ?? type.map);
}

/** First lines of every generated file. */
export const HEADER =
  "// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.\n";

/** Returns a doc comment of the given lines, or nothing for none. */
export function docComment(lines, indent = "") {
  if (lines.length === 0) return "";
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join("")}${indent} */\n`;
}

/** Returns `{ a, b }` with one name per line, for imports and object literals. */
export const nameBlock = (names, indent = "") =>
  `{\n${names.map((name) => `${indent}  ${name},\n`).join("")}${indent}}`;
