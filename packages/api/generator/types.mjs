import { HEADER, parseType, quoteName } from "./names.mjs";
import { fieldNotes } from "./notes.mjs";

function typeText(text) {
  const type = parseType(text);
  if (type.array) return `${typeText(text.slice(0, -2))}[]`;
  if (type.map) return `Record<string, ${typeText(text.slice(7, -1))}>`;
  return type.base;
}

function doc(lines, indent = "") {
  if (lines.length === 0) return "";
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join("")}${indent} */\n`;
}

function field(owner, { name, type, optional, acceptsSingle, deprecated }) {
  const lines = [];
  const note = fieldNotes(owner, name, type);
  if (note) lines.push(note);
  if (deprecated) lines.push("@deprecated");
  let text = typeText(type);
  if (acceptsSingle) text = `${text.slice(0, -2)} | ${text}`;
  if (optional) text += " | undefined";
  return `${doc(lines, "  ")}  ${quoteName(name)}${optional ? "?" : ""}: ${text};\n`;
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
    `/** Told apart by \`${schema.discriminator.name}\`; a newer server may send others. */\n` +
    `export type ${name} = ${variants.map((v) => `${name}.${v.inner}`).join(" | ")};\n` +
    `export declare namespace ${name} {\n${inner}}\n`
  );
}

export function emitTypes({ schemas }) {
  const enums = Object.keys(schemas).filter((name) => schemas[name].kind === "enum");
  let out = `${HEADER}\nimport type {\n${enums.map((name) => `  ${name},\n`).join("")}} from "./enums";\n`;
  for (const [name, schema] of Object.entries(schemas)) {
    if (schema.kind === "enum") continue;
    out += "\n";
    if (schema.kind === "union") out += union(name, schema);
    else if (schema.kind === "alias") out += `export type ${name} = ${typeText(schema.type)};\n`;
    else out += `export interface ${name} {\n${schema.fields.map((f) => field(name, f)).join("")}}\n`;
  }
  return out;
}

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
    out += `/** Values known today; a newer server may send others. */\n`;
    out += `export const ${name} = {\n${keys}} as const;\n`;
    out += `export type ${name} = (typeof ${name})[keyof typeof ${name}];\n`;
  }
  return out;
}

/** A type test: each type and enum object is the published SDK's. */
export function emitTypeTest({ schemas }) {
  const names = Object.keys(schemas).sort();
  const objects = names.filter((name) => schemas[name].kind === "enum" && !schemas[name].literalOnly);
  return (
    `${HEADER}\n// Every type of the published SDK's namespace and its counterpart here, assignable both ways.\n` +
    'import type * as Ours from "@schematic/api/types";\n' +
    'import type { Schematic as Theirs } from "@schematichq/schematic-typescript-node";\nimport { same } from "../same";\n\n' +
    names.map((name) => `same<Theirs.${name}, Ours.${name}>();\n`).join("") +
    objects.map((name) => `same<typeof Theirs.${name}, typeof Ours.${name}>();\n`).join("")
  );
}
