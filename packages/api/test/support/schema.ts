import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import * as enums from "../../src/generated/enums";

/** A type of the generated declarations, as far as values are made from it. */
export type Shape =
  | { kind: "string" | "number" | "boolean" | "date" | "unknown" }
  | { kind: "enum"; values: string[] }
  | { kind: "array" | "map"; item: Shape }
  | { kind: "object"; name: string; fields: Field[] }
  | { kind: "union"; name: string; members: Shape[] };

export interface Field {
  name: string;
  optional: boolean;
  shape: Shape;
  /** A list that also takes a single element. */
  single?: boolean;
}

export interface Operation {
  resource: string;
  name: string;
  method: string;
  path: string;
  pathParams: number;
  request: Shape | undefined;
  requestOptional: boolean;
  /** Result type, or "void" or "stream". */
  result: Shape | "void" | "stream";
}

const folder = new URL("../../src/generated/", import.meta.url);
const parse = (file: string) =>
  ts.createSourceFile(file, readFileSync(new URL(file, folder), "utf8"), ts.ScriptTarget.ES2022, true);

const declarations = new Map<string, ts.InterfaceDeclaration | ts.TypeAliasDeclaration>();
const variants = new Map<string, ts.InterfaceDeclaration>();

function collect(source: ts.SourceFile): void {
  for (const node of source.statements) {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
      declarations.set(node.name.text, node);
    if (ts.isModuleDeclaration(node) && node.body && ts.isModuleBlock(node.body)) {
      for (const inner of node.body.statements) {
        if (ts.isInterfaceDeclaration(inner)) variants.set(`${node.name.text}.${inner.name.text}`, inner);
      }
    }
  }
}
collect(parse("types.ts"));
collect(parse("enums.ts"));

const named = new Map<string, Shape>();

function fieldsOf(node: ts.InterfaceDeclaration): Field[] {
  const inherited = (node.heritageClauses ?? []).flatMap((clause) =>
    clause.types.flatMap((type) => {
      const shape = shapeOf(type.expression.getText());
      return shape.kind === "object" ? shape.fields : [];
    }),
  );
  const own = node.members.filter(ts.isPropertySignature).map((member): Field => {
    const types =
      member.type && ts.isUnionTypeNode(member.type) ? [...member.type.types] : [member.type as ts.TypeNode];
    const given = types.filter((type) => type.kind !== ts.SyntaxKind.UndefinedKeyword);
    const list = given.find(ts.isArrayTypeNode);
    const single = given.length === 2 && list !== undefined;
    return {
      name: (member.name as ts.Identifier).text,
      optional: !!member.questionToken,
      shape: typeShape(single ? (list as ts.TypeNode) : (given[0] as ts.TypeNode)),
      ...(single && { single }),
    };
  });
  return [...inherited, ...own];
}

function typeShape(node: ts.TypeNode): Shape {
  if (ts.isArrayTypeNode(node)) return { kind: "array", item: typeShape(node.elementType) };
  if (ts.isLiteralTypeNode(node)) return { kind: "enum", values: [(node.literal as ts.StringLiteral).text] };
  if (ts.isUnionTypeNode(node)) throw new Error(`unexpected union: ${node.getText()}`);
  if (ts.isTypeReferenceNode(node)) {
    const name = node.typeName.getText();
    if (name === "Date") return { kind: "date" };
    if (name === "Record") return { kind: "map", item: typeShape(node.typeArguments?.[1] as ts.TypeNode) };
    return shapeOf(name);
  }
  const text = node.getText();
  if (text === "string" || text === "number" || text === "boolean" || text === "unknown")
    return { kind: text };
  throw new Error(`unexpected type: ${text}`);
}

function makeShape(name: string): Shape {
  const variant = variants.get(name);
  if (variant) return { kind: "object", name, fields: fieldsOf(variant) };
  const values = (enums as Record<string, Record<string, string>>)[name];
  if (values) return { kind: "enum", values: Object.values(values) };
  const node = declarations.get(name);
  if (!node) throw new Error(`no type ${name}`);
  if (ts.isInterfaceDeclaration(node)) return { kind: "object", name, fields: fieldsOf(node) };
  if (!ts.isUnionTypeNode(node.type)) return typeShape(node.type);
  const members = node.type.types.map(typeShape);
  const literals = members.flatMap((member) => (member.kind === "enum" ? member.values : []));
  return literals.length === members.length
    ? { kind: "enum", values: literals }
    : { kind: "union", name, members };
}

/** The shape of a type by its name. */
export function shapeOf(name: string): Shape {
  let shape = named.get(name);
  if (!shape) {
    shape = makeShape(name);
    named.set(name, shape);
  }
  return shape;
}

function operationOf(resource: string, declaration: ts.VariableDeclaration): Operation {
  const type = declaration.type as ts.FunctionTypeNode;
  const parameters = type.parameters.slice(1, -1);
  const request = parameters.find((parameter) => parameter.name.getText() === "request");
  const result = (type.type as ts.TypeReferenceNode).typeArguments?.[0] as ts.TypeNode;
  const text = result.getText();
  const call = declaration.initializer as ts.CallExpression;
  const [method, path] = call.arguments.map((argument) =>
    ts.isStringLiteral(argument) ? argument.text : "",
  );
  return {
    resource,
    name: declaration.name.getText(),
    method: method as string,
    path: path as string,
    pathParams: parameters.length - (request ? 1 : 0),
    request: request && typeShape(request.type as ts.TypeNode),
    requestOptional: !!request?.questionToken,
    result: text === "void" ? "void" : text.startsWith("ReadableStream") ? "stream" : typeShape(result),
  };
}

/** Every operation of the generated resources, read from their declarations. */
export const operations: Operation[] = readdirSync(new URL("resources/", folder)).flatMap((file) =>
  parse(`resources/${file}`)
    .statements.filter(ts.isVariableStatement)
    .flatMap((statement) => statement.declarationList.declarations)
    .map((declaration) => operationOf(file.replace(/\.ts$/, ""), declaration)),
);
