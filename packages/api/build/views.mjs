// Writes the root entry and one entry a resource as views of dist/generated/all: Node then reads one file
// instead of a chunk for each resource, and bundlers still drop what is not imported.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const esm = (names, from) =>
  `export {\n${names.map((name) => `  ${name},\n`).join("")}} from "${from}.js";\n`;
const cjs = (names, from) =>
  `"use strict";\nconst all = require("${from}.cjs");\n${names.map((name) => `exports.${name} = all.${name};\n`).join("")}`;

function write(path, names, from) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.js`, esm(names, from));
  writeFileSync(`${path}.cjs`, cjs(names, from));
}

export async function writeViews(source = "src", target = "dist") {
  const folder = "generated/resources";
  const inResources = new Set();
  for (const file of readdirSync(join(source, folder))) {
    const text = readFileSync(join(source, folder, file), "utf8");
    const names = [...text.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
    for (const name of names) inResources.add(name);
    write(join(target, folder, basename(file, ".ts")), names, "../all");
  }
  const all = await import(pathToFileURL(join(target, "generated/all.js")).href);
  write(
    join(target, "index"),
    Object.keys(all).filter((name) => !inResources.has(name)),
    "./generated/all",
  );
}
