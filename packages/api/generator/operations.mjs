import { camel, HEADER } from "./names.mjs";
import { operationNotes } from "./notes.mjs";

const lineUp = (names) => `{\n${names.map((name) => `  ${name},\n`).join("")}}`;

function answerOf(operation, tables, used) {
  if (operation.response === "void") return "0";
  return used.table(tables.table(operation.response));
}

function inputOf(operation, schemas, tables, used) {
  if (operation.body) {
    return schemas[operation.body].kind === "alias" ? "2" : used.table(tables.table(operation.body));
  }
  return operation.query.length > 0 ? "1" : undefined;
}

function resultOf(operation, used) {
  if (operation.response === "void") return "void";
  return operation.response === "stream" ? "ReadableStream<Uint8Array>" : used.type(operation.response);
}

function emitOperation(operation, schemas, tables, used) {
  const parameters = ["transport: Transport", ...operation.pathParams.map((p) => `${camel(p.name)}: string`)];
  const input = inputOf(operation, schemas, tables, used);
  if (operation.requestName) {
    parameters.push(`request${operation.requestOptional ? "?" : ""}: ${used.type(operation.requestName)}`);
  }
  parameters.push("requestOptions?: RequestOptions");
  const isStream = operation.response === "stream";
  const maker = used.maker(isStream ? "streamOp" : "op");
  const args = [JSON.stringify(operation.http), JSON.stringify(operation.path)];
  if (!isStream) args.push(answerOf(operation, tables, used));
  if (input) args.push(input);
  if (operation.bodyConst) args.push(JSON.stringify(operation.bodyConst));
  const name = exportName(operation);
  const notes = [`${operation.http} ${operation.path}`, ...operationNotes(operation)];
  const doc =
    notes.length === 1
      ? `/** \`${notes[0]}\` */`
      : `/**\n * \`${notes[0]}\`: ${notes.slice(1).join("\n * ")}\n */`;
  return (
    `${doc}\nexport const ${name}: (\n${parameters.map((p) => `  ${p},\n`).join("")}) => ApiPromise<${resultOf(operation, used)}>` +
    ` =\n  /* @__PURE__ */ ${maker}(${args.join(", ")});\n`
  );
}

export const exportName = (operation) => operation.method;

/** The module of one resource. */
export function emitResource(operations, schemas, tables) {
  const types = new Set();
  const tableNames = new Set();
  const makers = new Set();
  const used = {
    maker(name) {
      makers.add(name);
      return name;
    },
    type(name) {
      types.add(name);
      return name;
    },
    table(name) {
      tableNames.add(name);
      return name;
    },
  };
  const body = operations.map((operation) => emitOperation(operation, schemas, tables, used)).join("\n");
  const imports = [
    `import { ${[...makers].sort().join(", ")} } from "../../operation";`,
    `import type { ApiPromise } from "../../transport/api-promise";`,
    `import type { RequestOptions } from "../../transport/options";`,
    `import type { Transport } from "../../transport/transport";`,
    tableNames.size > 0 && `import ${lineUp([...tableNames].sort())} from "../tables";`,
    types.size > 0 && `import type ${lineUp([...types].sort())} from "../types";`,
  ].filter(Boolean);
  return `${HEADER}\n${imports.join("\n")}\n\n${body}`;
}

/** All resources as one type, and their operations by resource and name. */
export function emitResources(resources, operations) {
  const namesOf = (resource) => operations.filter((o) => o.resource === resource).map(exportName);
  const imports = resources
    .map(
      (name) =>
        `import ${lineUp(namesOf(name))} from "./resources/${name}";\nimport type * as ${name} from "./resources/${name}";`,
    )
    .join("\n");
  const types = resources.map((name) => `  readonly ${name}: BoundResource<typeof ${name}>;\n`).join("");
  // Plain objects and not module namespaces: bundlers can drop them where they are not used.
  const objects = resources
    .map((name) => `  ${name}: ${lineUp(namesOf(name)).replaceAll("\n", "\n  ")},\n`)
    .join("");
  return (
    `${HEADER}\nimport type { BoundResource } from "../bind";\n${imports}\n\n` +
    `/** The operations of every resource, bound to one transport. */\nexport interface ApiResources {\n${types}}\n\n` +
    `/** The operations of every resource, by its name and theirs. */\n` +
    `export const resources: { readonly [K in keyof ApiResources]: object } = {\n${objects}};\n`
  );
}

/** The module that everything is built from: what the root exports, and every operation. */
export function emitAll(resources) {
  return `${HEADER}\nexport * from "../index";\n${resources.map((name) => `export * from "./resources/${name}";\n`).join("")}`;
}
