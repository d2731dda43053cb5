// Writes src/generated from an API surface file: node generator/generate.mjs <surface.json> [target folder]
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { emitResource, emitResources } from "./operations.mjs";
import { Tables } from "./tables.mjs";
import { emitEnums, emitTypes } from "./types.mjs";
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
  files["resources.ts"] = emitResources(resources);
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

function main([surfacePath, target = join(dirname(fileURLToPath(import.meta.url)), "../src/generated")]) {
  if (!surfacePath)
    throw new Error("give the path of the surface file: generate <surface.json> [target folder]");
  const files = generate(JSON.parse(readFileSync(surfacePath, "utf8")));
  for (const [name, text] of Object.entries(files)) {
    const path = join(target, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  process.stdout.write(`${Object.keys(files).length} files written to ${target}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));
