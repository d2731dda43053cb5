// Writes src/generated, RETRIES.md and the generated type tests:
//   node generator/generate.mjs [surface.json] [target folder]
// The surface is generator/api-surface.json by default, the target this package.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { emitOperations } from "./operations.mjs";
import { assertClassified } from "./repeats.mjs";
import { emitRepeatsDocument } from "./repeats-document.mjs";
import { emitNamespaces, emitResource, emitResources } from "./resources.mjs";
import { assertKnown } from "./surface.mjs";
import { Tables } from "./tables.mjs";
import { emitEveryType, emitWiderResults } from "./type-tests.mjs";
import { emitEnums, emitTypes } from "./types.mjs";
import { emitWebhooks } from "./webhooks.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Reads a surface file; by default, the one that this package is generated from. */
export function readSurface(path = join(ROOT, "generator/api-surface.json")) {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Returns the text of every generated file by its path in the package. Throws on a surface it does not understand. */
export function generate(surface) {
  assertKnown(surface);
  const { operations, schemas } = surface;
  assertClassified(operations, schemas);
  const tables = new Tables(schemas);
  const context = { schemas, tables };
  const operationsOf = (resource) => operations.filter((operation) => operation.resource === resource);
  const names = [...new Set(operations.map((operation) => operation.resource))].filter(Boolean).sort();
  const byResource = new Map(names.map((name) => [name, operationsOf(name)]));
  const source = { "enums.ts": emitEnums(surface), "types.ts": emitTypes(surface) };
  source["operations.ts"] = emitOperations(operations, context);
  for (const [name, own] of byResource) source[`resources/${name}.ts`] = emitResource(own);
  source["resources/root.ts"] = emitResource(operationsOf(""));
  source["resources.ts"] = emitResources(byResource);
  source["namespaces.ts"] = emitNamespaces(byResource, schemas);
  source["webhooks.ts"] = emitWebhooks(schemas, tables);
  // Last: the others ask for the tables that they need.
  source["tables.ts"] = tables.emit();
  const files = Object.entries(source).map(([name, text]) => [`src/generated/${name}`, text]);
  return {
    ...Object.fromEntries(files),
    "RETRIES.md": emitRepeatsDocument(operations, schemas),
    "test-types/generated/every-type.ts": emitEveryType(surface),
    "test-types/generated/wider-results.ts": emitWiderResults(surface),
  };
}

function main([surface, target = ROOT]) {
  const files = generate(readSurface(surface));
  rmSync(join(target, "src/generated"), { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(target, name)), { recursive: true });
    writeFileSync(join(target, name), text);
  }
  process.stdout.write(`${Object.keys(files).length} files written to ${target}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));
