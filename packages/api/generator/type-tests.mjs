// Writes the tests that compare our types with those of version 1.6.2 of the published SDK: only what it has.
import { baseOf, HEADER, parseType } from "./names.mjs";

/** Names of the types that have values which 1.6.2 does not know, themselves or somewhere inside. */
function widerTypes(schemas) {
  const known = new Map();
  const isWider = (name) => {
    const schema = schemas[name];
    if (!schema) return false;
    if (known.has(name)) return known.get(name);
    known.set(name, false);
    const inner = [
      ...(schema.fields ?? []).map((field) => field.type),
      ...(schema.members ?? Object.values(schema.variants ?? {})),
    ];
    const result = schema.newValues !== undefined || inner.some((type) => isWider(baseOf(parseType(type))));
    known.set(name, result);
    return result;
  };
  return new Set(Object.keys(schemas).filter(isWider));
}

const literals = (values) => values.map((value) => JSON.stringify(value)).join(" | ");

function comparison(name, schema, wider) {
  if (schema.newValues) {
    const newer = literals(schema.newValues);
    return `fits<Theirs.${name}, Ours.${name}>();\nsame<Theirs.${name}, Exclude<Ours.${name}, ${newer}>>();\n`;
  }
  const fields = (schema.fields ?? []).filter(
    (field) => field.relaxed || wider.has(baseOf(parseType(field.type))),
  );
  if (fields.length > 0) {
    const names = literals(fields.map((field) => field.name));
    return (
      `fits<Theirs.${name}, Ours.${name}>();\n` +
      `same<Omit<Theirs.${name}, ${names}>, Omit<Ours.${name}, ${names}>>();\n`
    );
  }
  return wider.has(name)
    ? `fits<Theirs.${name}, Ours.${name}>();\n`
    : `same<Theirs.${name}, Ours.${name}>();\n`;
}

function enumObject(name, schema) {
  if (!schema.newValues) return `same<typeof Theirs.${name}, typeof Ours.${name}>();\n`;
  return `fits<typeof Ours.${name}, typeof Theirs.${name}>();\n`;
}

/** Returns a type test: every type and enum of 1.6.2 has its equal here, apart from values that are newer. */
export function emitEveryType({ schemas }) {
  const wider = widerTypes(schemas);
  const older = Object.entries(schemas)
    .filter(([, schema]) => schema.since === undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const enums = older.filter(([, schema]) => schema.kind === "enum" && !schema.literalOnly);
  return (
    `${HEADER}\n// Each type of the published SDK can be used where ours is expected. The reverse holds as well, except for\n` +
    "// the enum values that are newer than its version 1.6.2.\n" +
    'import type * as Ours from "@schematic/api/types";\n' +
    'import type { Schematic as Theirs } from "@schematichq/schematic-typescript-node";\n' +
    'import { fits, same } from "../same";\n\n' +
    older.map(([name, schema]) => comparison(name, schema, wider)).join("") +
    enums.map(([name, schema]) => enumObject(name, schema)).join("")
  );
}

/** Returns the names of the operations of 1.6.2 whose results may hold newer enum values, as a type. */
export function emitWiderResults({ operations, schemas }) {
  const wider = widerTypes(schemas);
  const names = operations
    .filter((operation) => operation.since === undefined && wider.has(operation.response))
    .map((operation) => `  | "${operation.method}"\n`);
  return (
    `${HEADER}\n/** Operations of the published SDK whose results can hold enum values that its version 1.6.2 does not know. */\n` +
    `export type WiderResults =\n${names.sort().join("").trimEnd()};\n`
  );
}
