// Writes src/generated from an API surface file: node generator/generate.mjs <surface.json> [target folder]
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { emitAll, emitResource, emitResources } from "./operations.mjs";
import { Tables } from "./tables.mjs";
import { emitEnums, emitTypes, emitTypeTest } from "./types.mjs";
import { emitWebhooks } from "./webhooks.mjs";

/** The generated files by their path under `src/generated`. */
export function generate(surface) {
  const { operations, schemas } = surface;
  const tables = new Tables(schemas);
  const resources = [...new Set(operations.map((o) => o.resource))].filter(Boolean).sort();
  const files = { "enums.ts": emitEnums(surface), "types.ts": emitTypes(surface) };
  for (const resource of resources) {
    const own = operations.filter((o) => o.resource === resource);
    files[`resources/${resource}.ts`] = emitResource(own, schemas, tables);
  }
  files["root.ts"] = emitResource(
    operations.filter((o) => !o.resource),
    schemas,
    tables,
  )
    .replaceAll("../../", "../")
    .replaceAll('"../t', '"./t')
    .replaceAll('"./transport', '"../transport');
  files["resources.ts"] = emitResources(resources, operations);
  files["all.ts"] = emitAll(resources);
  files["webhooks.ts"] = emitWebhooks(schemas, tables);
  files["tables.ts"] = tables.emit();
  files.SHA256 = hashes(files);
  return files;
}

/** One line a file, as `sha256sum` prints them. */
export function hashes(files) {
  return Object.keys(files)
    .filter((name) => name !== "SHA256")
    .sort()
    .map((name) => `${createHash("sha256").update(files[name]).digest("hex")}  ${name}\n`)
    .join("");
}

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const TYPE_TEST = "test-types/generated/every-type.ts";

function main([surfacePath, folder]) {
  const target = folder ?? join(ROOT, "src/generated");
  if (!surfacePath)
    throw new Error("give the path of the surface file: generate <surface.json> [target folder]");
  const surface = JSON.parse(readFileSync(surfacePath, "utf8"));
  const files = generate(surface);
  for (const [name, text] of Object.entries(files)) {
    const path = join(target, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  // Beside the default target only: it is a test of the committed files.
  if (!folder) {
    mkdirSync(join(ROOT, "test-types/generated"), { recursive: true });
    writeFileSync(join(ROOT, TYPE_TEST), emitTypeTest(surface));
  }
  process.stdout.write(`${Object.keys(files).length} files written to ${target}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));
