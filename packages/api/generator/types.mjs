import { docComment, HEADER, nameBlock, parseType, quoteName } from "./names.mjs";
import { fieldNotes } from "./notes.mjs";

const OPEN_ENUM = "Values known when this file was generated. A newer server may send others.";

function typeText(text) {
  const type = parseType(text);
  if (type.array) return `${typeText(text.slice(0, -2))}[]`;
  if (type.map) return `Record<string, ${typeText(text.slice(7, -1))}>`;
  return type.base;
}

function field(owner, one) {
  const { name, type, optional, acceptsSingle } = one;
  let text = typeText(type);
  if (acceptsSingle) text = `${text.slice(0, -2)} | ${text}`;
  if (optional) text += " | undefined";
  return `${docComment(fieldNotes(owner, one), "  ")}  ${quoteName(name)}${optional ? "?" : ""}: ${text};\n`;
}

function union(name, schema) {
  if (schema.members) return `export type ${name} = ${schema.members.join(" | ")};\n`;
  const variants = Object.entries(schema.variants).map(([value, type]) => ({
    value,
    type,
    inner: schema.variantTypeNames[value],
  }));
  const inner = variants
    .map(
      (v) =>
        `  interface ${v.inner} extends ${v.type} {\n    ${schema.discriminator.name}: ${JSON.stringify(v.value)};\n  }\n`,
    )
    .join("");
  return (
    `/** Discriminated by \`${schema.discriminator.name}\`. A newer server may send other variants. */\n` +
    `export type ${name} = ${variants.map((v) => `${name}.${v.inner}`).join(" | ")};\n` +
    `export declare namespace ${name} {\n${inner}}\n`
  );
}

/** Returns the interfaces of all objects, unions and aliases. */
export function emitTypes({ schemas }) {
  const enums = Object.keys(schemas).filter((name) => schemas[name].kind === "enum");
  let out = `${HEADER}\nimport type ${nameBlock(enums)} from "./enums";\n`;
  for (const [name, schema] of Object.entries(schemas)) {
    if (schema.kind === "enum") continue;
    out += "\n";
    if (schema.kind === "union") out += union(name, schema);
    else if (schema.kind === "alias") out += `export type ${name} = ${typeText(schema.type)};\n`;
    else out += `export interface ${name} {\n${schema.fields.map((f) => field(name, f)).join("")}}\n`;
  }
  return out;
}

/** Returns the enums as constant objects with types of the same names. */
export function emitEnums({ schemas }) {
  let out = HEADER;
  for (const [name, schema] of Object.entries(schemas)) {
    if (schema.kind !== "enum") continue;
    const values = Object.entries(schema.values);
    out += "\n";
    if (schema.literalOnly) {
      out += `export type ${name} = ${values.map(([, value]) => JSON.stringify(value)).join(" | ")};\n`;
      continue;
    }
    const keys = values.map(([key, value]) => `  ${quoteName(key)}: ${JSON.stringify(value)},\n`).join("");
    out += `/** ${OPEN_ENUM} */\n`;
    out += `export const ${name} = {\n${keys}} as const;\n`;
    out += `export type ${name} = (typeof ${name})[keyof typeof ${name}];\n`;
  }
  return out;
}
