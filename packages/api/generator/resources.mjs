import { HEADER, nameBlock } from "./names.mjs";

/** Returns the entry point of one resource. */
export function emitResource(operations) {
  return `${HEADER}\nexport ${nameBlock(operations.map((operation) => operation.method))} from "../operations";\n`;
}

/** Returns the module that lists all resources as one type and as objects, for the whole client. */
export function emitResources(byResource) {
  const resources = [...byResource.keys()];
  const namesOf = (resource) => byResource.get(resource).map((operation) => operation.method);
  const names = resources.flatMap(namesOf);
  const imports = [
    `import ${nameBlock(names)} from "./operations";\n`,
    ...resources.map((name) => `import type * as ${name} from "./resources/${name}";\n`),
  ];
  const types = resources.map((name) => `  readonly ${name}: BoundResource<typeof ${name}>;\n`);
  const objects = resources.map((name) => `  ${name}: ${nameBlock(namesOf(name), "  ")},\n`);
  return (
    `${HEADER}\nimport type { BoundResource } from "../bind";\n${imports.join("")}\n` +
    `/** The operations of every resource, bound to one transport. */\nexport interface ApiResources {\n${types.join("")}}\n\n` +
    "/**\n * The operations of every resource, by its name and theirs. These are plain objects, because bundlers can\n" +
    " * drop unused members of those but not of module namespaces.\n */\n" +
    `export const resources: { readonly [K in keyof ApiResources]: object } = {\n${objects.join("")}};\n`
  );
}

/** Returns the types of each resource's operations under its name, as in `Schematic.companies.ListCompaniesRequest`. */
export function emitNamespaces(byResource, schemas) {
  const namespaces = [...byResource].map(([resource, operations]) => {
    const types = operations.flatMap(({ requestName, response }) => {
      const echo = schemas[response]?.fields?.find((field) => field.name === "params")?.type;
      return [requestName, response, echo].filter((name) => name in schemas);
    });
    const lines = [...new Set(types)].sort().map((name) => `  type ${name} = T.${name};\n`);
    return `/** Types of the operations of \`client.${resource}\`. */\nexport declare namespace ${resource} {\n${lines.join("")}}\n`;
  });
  return `${HEADER}\nimport type * as T from "./types";\n\n${namespaces.join("\n")}`;
}
