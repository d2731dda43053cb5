import { readSurface } from "../../generator/generate.mjs";

/** Type of the surface file, as far as values are made from it. */
export type Shape =
  | { kind: "string" | "number" | "boolean" | "date" | "unknown" }
  | { kind: "enum"; values: string[] }
  | { kind: "array" | "map"; item: Shape }
  | { kind: "object"; name: string; fields: Field[] }
  | { kind: "union"; name: string; members: Shape[] };

export interface Field {
  name: string;
  wire: string;
  optional: boolean;
  shape: Shape;
  /** True for a list that also takes a single element. */
  single: boolean;
}

export interface Operation {
  resource: string;
  name: string;
  method: string;
  path: string;
  pathParams: number;
  request: Shape | undefined;
  requestOptional: boolean;
  /** True if the request is sent as the query. */
  isQuery: boolean;
  /** Fields that the SDK adds to the body, in wire form. */
  constants: object;
  /** Result type, or "void" or "stream". */
  result: Shape | "void" | "stream";
}

interface RawField {
  name: string;
  wire: string;
  type: string;
  optional?: boolean;
  acceptsSingle?: boolean;
  since?: string;
  relaxed?: string;
}

interface RawSchema {
  kind: "object" | "enum" | "union" | "alias";
  fields?: RawField[];
  values?: Record<string, string>;
  newValues?: string[];
  members?: string[];
  variants?: Record<string, string>;
  discriminator?: { name: string; wire: string };
  type?: string;
}

interface RawOperation {
  resource: string;
  method: string;
  http: string;
  path: string;
  pathParams: unknown[];
  query: unknown[];
  requestName: string | null;
  requestOptional: boolean;
  bodyConst?: object;
  response: string;
  since?: string;
}

const surface = readSurface() as { operations: RawOperation[]; schemas: Record<string, RawSchema> };

/** Reads the operations of the surface; those of version 1.6.2 of the published SDK only, if `published` is set. */
export function readOperations(published = false): Operation[] {
  const named = new Map<string, Shape>();

  const fieldsOf = (name: string): Field[] =>
    (surface.schemas[name]?.fields ?? [])
      .filter((field) => !(published && field.since))
      .map((field) => ({
        name: field.name,
        wire: field.wire,
        // A relaxed field was required in 1.6.2.
        optional: (field.optional ?? false) && !(published && field.relaxed),
        shape: shapeOf(field.type),
        single: field.acceptsSingle ?? false,
      }));

  function variant(
    name: string,
    value: string,
    { name: field, wire }: { name: string; wire: string },
  ): Shape {
    const discriminator: Field = {
      name: field,
      wire,
      optional: false,
      shape: { kind: "enum", values: [value] },
      single: false,
    };
    return { kind: "object", name, fields: [...fieldsOf(name), discriminator] };
  }

  function makeShape(name: string): Shape {
    const schema = surface.schemas[name];
    if (!schema) throw new Error(`the surface has no type ${name}`);
    const { kind, values = {}, newValues = [], members = [], variants = {}, discriminator } = schema;
    if (kind === "object") return { kind, name, fields: fieldsOf(name) };
    if (kind === "alias") return shapeOf(schema.type as string);
    if (kind === "enum") {
      const all = Object.values(values);
      return { kind, values: published ? all.filter((value) => !newValues.includes(value)) : all };
    }
    if (!discriminator) return { kind, name, members: members.map(shapeOf) };
    return {
      kind,
      name,
      members: Object.entries(variants).map(([value, type]) => variant(type, value, discriminator)),
    };
  }

  function shapeOf(type: string): Shape {
    if (type.endsWith("[]")) return { kind: "array", item: shapeOf(type.slice(0, -2)) };
    if (type.startsWith("Record<")) return { kind: "map", item: shapeOf(type.slice(7, -1)) };
    if (type === "Date") return { kind: "date" };
    if (type === "string" || type === "number" || type === "boolean" || type === "unknown")
      return { kind: type };
    const shape = named.get(type) ?? makeShape(type);
    named.set(type, shape);
    return shape;
  }

  return surface.operations
    .filter(({ resource, since }) => resource !== "" && !(published && since))
    .map((operation) => ({
      resource: operation.resource,
      name: operation.method,
      method: operation.http,
      path: operation.path,
      pathParams: operation.pathParams.length,
      request: operation.requestName === null ? undefined : shapeOf(operation.requestName),
      requestOptional: operation.requestOptional,
      isQuery: operation.query.length > 0,
      constants: operation.bodyConst ?? {},
      result:
        operation.response === "void" || operation.response === "stream"
          ? operation.response
          : shapeOf(operation.response),
    }));
}
