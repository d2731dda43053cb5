import { camel, HEADER, parseType, quoteName, snake } from "./names.mjs";

const EMPTY = "$0";

/**
 * Tables of the schemas that requests and answers reach: only what differs from the rule. Equal tables
 * are one, and a schema with nothing special shares the empty one.
 */
export class Tables {
  #schemas;
  #names = new Map();
  #byText = new Map();
  #declarations = [];

  constructor(schemas) {
    this.#schemas = schemas;
    this.#declare(EMPTY, "{}");
  }

  #declare(name, text) {
    const known = this.#byText.get(text);
    if (known) return known;
    this.#byText.set(text, name);
    this.#declarations.push(`export const ${name}: Table = ${text};`);
    return name;
  }

  /** The expression of a type's entry, or `undefined` where the value is left as it is. */
  entry(text) {
    const type = parseType(text);
    if (type.array) return this.entry(text.slice(0, -2));
    if (type.map) {
      const inner = this.entry(text.slice(7, -1));
      return inner === undefined ? undefined : `[${inner}]`;
    }
    if (type.base === "Date") return "1";
    const schema = this.#schemas[type.base];
    if (!schema || schema.kind === "enum") return undefined;
    return schema.kind === "alias" ? this.entry(schema.type) : this.table(type.base);
  }

  /** The name of a schema's table. */
  table(name) {
    const done = this.#names.get(name);
    if (done) return done;
    const table = this.#declare(`$${name}`, this.#text(name));
    this.#names.set(name, table);
    return table;
  }

  #text(name) {
    const schema = this.#schemas[name];
    const entries = new Map();
    if (schema.kind === "union") {
      const members = schema.members ?? Object.values(schema.variants);
      for (const member of members) this.#fields(member, entries, schema.members !== undefined);
    } else this.#fields(name, entries, false);
    if (entries.size === 0) return "{}";
    return `{ ${[...entries].map(([key, value]) => `${quoteName(key)}: ${value}`).join(", ")} }`;
  }

  #fields(name, entries, mayDiffer) {
    for (const field of this.#schemas[name].fields) {
      const entry = this.#field(name, field);
      if (entry === undefined) continue;
      const before = entries.get(field.name);
      if (before !== undefined && before !== entry)
        throw new Error(`union members differ at ${name}.${field.name}`);
      // A member without discriminator must not turn what is opaque in another into an object.
      if (!mayDiffer) entries.set(field.name, entry);
    }
  }

  #field(owner, { name, wire, type }) {
    if (camel(wire) !== name) throw new Error(`${owner}: ${wire} does not decode to ${name}`);
    if (owner === "CreateEventRequestBody" && name === "body") {
      // Bodies of `identify` alone hold an object where the others have an opaque map.
      return `(event) => (event.eventType === "identify" ? ${this.table("EventBodyIdentify")} : ${EMPTY})`;
    }
    const entry = this.entry(type);
    if (snake(name) === wire) return entry;
    // PascalCase names only ever come from the server; decoding needs no help with them.
    if (camel(snake(name)) === name && /^[A-Z]/.test(wire)) return entry;
    if (entry !== undefined) throw new Error(`${owner}.${name}: a wire name and an entry at once`);
    return JSON.stringify(wire);
  }

  emit() {
    return `${HEADER}\nimport type { Table } from "../codec/table";\n\n${this.#declarations.join("\n")}\n`;
  }
}
