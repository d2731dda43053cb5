import { camel, docComment, HEADER, nameBlock, quoteName } from "./names.mjs";
import { operationNotes } from "./notes.mjs";
import { repeatMarks } from "./repeats.mjs";

/** Names that one generated module uses of others, for its import lines. */
class Uses {
  types = new Set();
  tables = new Set();

  type(name) {
    this.types.add(name);
    return name;
  }

  /** Notes every table that a piece of source text names. */
  tablesIn(text) {
    for (const name of text.match(/\$\w+|PLAIN/g) ?? []) this.tables.add(name);
    return text;
  }
}

function resultType(operation, uses) {
  if (operation.response === "void") return "void";
  return operation.response === "stream" ? "ReadableStream<Uint8Array>" : uses.type(operation.response);
}

function parametersOf(operation, uses) {
  const parameters = ["transport: Transport", ...operation.pathParams.map((p) => `${camel(p.name)}: string`)];
  if (operation.requestName) {
    parameters.push(`request${operation.requestOptional ? "?" : ""}: ${uses.type(operation.requestName)}`);
  }
  return [...parameters, "requestOptions?: RequestOptions"];
}

function bodyOf(operation, { schemas, tables }, uses) {
  const isVerbatim = schemas[operation.body].kind === "alias";
  return isVerbatim ? '"verbatim"' : uses.tablesIn(tables.table(operation.body));
}

const literal = (object) =>
  `{ ${Object.entries(object)
    .map(([key, value]) => `${quoteName(key)}: ${JSON.stringify(value)}`)
    .join(", ")} }`;

/** Returns the members of an operation's specification as source text, in the order in which they are written. */
function specificationOf(operation, context, uses) {
  const { http, path, query, body, bodyConst, response } = operation;
  const members = { method: JSON.stringify(http), path: JSON.stringify(path) };
  if (body) members.body = bodyOf(operation, context, uses);
  else if (query.length > 0) members.query = "true";
  if (bodyConst) members.constants = literal(bodyConst);
  if (response === "stream") members.response = '"stream"';
  else if (response !== "void") members.response = uses.tablesIn(context.tables.envelope(response));
  for (const [name, value] of Object.entries(repeatMarks(operation, context.schemas))) {
    members[name] = JSON.stringify(value);
  }
  return members;
}

function emitOperation(operation, context, uses) {
  const doc = docComment([
    `\`${operation.http} ${operation.path}\``,
    ...operationNotes(operation).flatMap((line, i) => (i === 0 ? ["", line] : [line])),
  ]).replaceAll(" * \n", " *\n");
  const parameters = parametersOf(operation, uses).map((parameter) => `  ${parameter},\n`);
  const members = Object.entries(specificationOf(operation, context, uses)).map(
    ([name, text]) => `  ${name}: ${text},\n`,
  );
  return (
    `${doc}export const ${operation.method}: (\n${parameters.join("")}) => ApiPromise<${resultType(operation, uses)}>` +
    ` = /* @__PURE__ */ operation({\n${members.join("")}});\n`
  );
}

/**
 * Returns the module with every operation. It is one module, because the bundler makes a file of its own of each
 * module that several entry points share, and reading one file takes Node half the time of reading 22.
 */
export function emitOperations(operations, context) {
  const uses = new Uses();
  const body = operations.map((operation) => emitOperation(operation, context, uses)).join("\n");
  const imports = [
    'import { operation } from "../operation";',
    'import type { ApiPromise } from "../transport/api-promise";',
    'import type { RequestOptions } from "../transport/options";',
    'import type { Transport } from "../transport/transport";',
    `import ${nameBlock([...uses.tables].sort())} from "./tables";`,
    `import type ${nameBlock([...uses.types].sort())} from "./types";`,
  ];
  return `${HEADER}\n${imports.join("\n")}\n\n${body}`;
}
