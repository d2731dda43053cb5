import { baseOf, parseType } from "./names.mjs";

const BASES = new Set(["string", "number", "boolean", "Date", "unknown"]);

/**
 * Members of the surface file by the place where they stand. Among them are the marks of what is newer than
 * version 1.6.2 of the published SDK, which the types follow:
 * - `since` and `newValues`: operations, types, fields and enum values that are newer
 * - `requiredOnWire`: a newer field that the API requires; optional here, so that older programs compile
 * - `relaxed`: a field that was required and is optional now
 * - `optionalOnWire`, `wireType`, `gone`: the newer schema is wider or narrower; the type of 1.6.2 stays
 */
const MEMBERS = {
  operation: [
    ...["resource", "method", "http", "path", "pathParams", "query", "body", "bodyConst", "requestName"],
    ...["requestOptional", "response", "contentType", "success", "errors", "since", "notes"],
  ],
  schema: [
    ...["kind", "fields", "values", "members", "variants", "variantTypeNames", "discriminator", "type"],
    ...["literalOnly", "in", "since", "newValues", "gone"],
  ],
  field: [
    ...["name", "wire", "type", "optional", "nullable", "requiredNullable", "deprecated", "acceptsSingle"],
    ...["enum", "array", "map", "date", "int"],
    ...["since", "requiredOnWire", "optionalOnWire", "relaxed", "wireType"],
  ],
};

function assertMembers(kind, value, where) {
  const unknown = Object.keys(value).find((name) => !MEMBERS[kind].includes(name));
  if (unknown) throw new Error(`${where}: the generator does not know the member ${unknown}`);
}

/** Throws if the surface has a mark, a member or a type that the generator would ignore. */
export function assertKnown({ operations, schemas }) {
  for (const operation of operations) {
    const where = `${operation.resource}.${operation.method}`;
    assertMembers("operation", operation, where);
    for (const type of [operation.body, operation.requestName]) {
      if (type && !schemas[type]) throw new Error(`${where}: the surface has no type ${type}`);
    }
  }
  for (const [name, schema] of Object.entries(schemas)) {
    assertMembers("schema", schema, name);
    for (const field of schema.fields ?? []) {
      assertMembers("field", field, `${name}.${field.name}`);
      const base = baseOf(parseType(field.type));
      if (!BASES.has(base) && !schemas[base])
        throw new Error(`${name}.${field.name}: there is no type ${base}`);
    }
  }
}
