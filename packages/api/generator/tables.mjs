import { camel, HEADER, parseType, quoteName, snake } from "./names.mjs";

/** Name of the table of schemas whose fields all follow the rule. */
const PLAIN = "PLAIN";

/** Name of the entry of dates. */
const DATE = "DATE";

function textOf(entries) {
  if (entries.size === 0) return "{}";
  return `{\n${[...entries].map(([key, value]) => `  ${quoteName(key)}: ${value},\n`).join("")}}`;
}

/** Returns the name of a table. One that lists a few dates is named after them, because many schemas share it. */
function tableName(schema, entries) {
  const fields = [...entries.keys()].map((field) => field.charAt(0).toUpperCase() + field.slice(1));
  const hasOnlyDates = [...entries.values()].every((value) => value === DATE);
  return hasOnlyDates && fields.length <= 3 ? `$${fields.join("And")}` : `$${schema}`;
}

/**
 * Collects the codec tables of the schemas that requests and answers reach. They list only what differs from the
 * rule (src/codec/table.ts). Schemas with equal tables share one.
 */
export class Tables {
  #schemas;
  #names = new Map();
  #byText = new Map();
  #declarations = [];

  constructor(schemas) {
    this.#schemas = schemas;
    this.#declare(PLAIN, "{}");
  }

  #declare(name, text) {
    const known = this.#byText.get(text);
    if (known) return known;
    this.#byText.set(text, name);
    this.#declarations.push(`export const ${name}: Table = ${text};`);
    return name;
  }

  /** Returns the entry of a type as source text, or undefined if its values are not converted. */
  entry(text) {
    const type = parseType(text);
    if (type.array) return this.entry(text.slice(0, -2));
    if (type.map) {
      const inner = this.entry(text.slice(7, -1));
      return inner === undefined ? undefined : `[${inner}]`;
    }
    if (type.base === "Date") return DATE;
    const schema = this.#schemas[type.base];
    if (!schema || schema.kind === "enum") return undefined;
    return schema.kind === "alias" ? this.entry(schema.type) : this.table(type.base);
  }

  /** Returns the name of a schema's table. */
  table(name) {
    const done = this.#names.get(name);
    if (done) return done;
    const entries = this.#entries(name);
    const table = this.#declare(tableName(name, entries), textOf(entries));
    this.#names.set(name, table);
    return table;
  }

  /** Returns an answer's table as source text, written where it is used: its data and echoed parameters. */
  envelope(name) {
    const entries = [...this.#entries(name)].map(([key, value]) => `${quoteName(key)}: ${value}`);
    return entries.length > 0 ? `{ ${entries.join(", ")} }` : PLAIN;
  }

  #entries(name) {
    const schema = this.#schemas[name];
    const entries = new Map();
    if (schema.kind === "union") {
      const members = schema.members ?? Object.values(schema.variants);
      for (const member of members) this.#fields(member, entries, schema.members !== undefined);
    } else this.#fields(name, entries, false);
    return entries;
  }

  #fields(name, entries, isOpen) {
    for (const field of this.#schemas[name].fields) {
      const entry = this.#field(name, field);
      if (entry === undefined) continue;
      const before = entries.get(field.name);
      if (before !== undefined && before !== entry)
        throw new Error(`union members differ at ${name}.${field.name}`);
      // Without a discriminator, the table of one member must not convert what is opaque in another.
      if (!isOpen) entries.set(field.name, entry);
    }
  }

  #field(owner, { name, wire, type }) {
    if (camel(wire) !== name) throw new Error(`${owner}: ${wire} does not decode to ${name}`);
    if (owner === "CreateEventRequestBody" && name === "body") {
      // `company` is an object in bodies of `identify` events and an opaque map in those of all others.
      return `(event) => (event.eventType === "identify" ? ${this.table("EventBodyIdentify")} : ${PLAIN})`;
    }
    const entry = this.entry(type);
    if (snake(name) === wire) return entry;
    // Names in PascalCase occur in answers only, and decoding derives them correctly.
    if (camel(snake(name)) === name && /^[A-Z]/.test(wire)) return entry;
    if (entry !== undefined) throw new Error(`${owner}.${name}: cannot have a wire name and a table entry`);
    return JSON.stringify(wire);
  }

  /** Returns the module with all tables that were asked for. */
  emit() {
    return `${HEADER}\nimport { DATE, type Table } from "../codec/table";\n\n${this.#declarations.join("\n\n")}\n`;
  }
}
