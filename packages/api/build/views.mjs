// Writes entries as views: the root and one a resource of dist/all, the enums of dist/types. Node then reads
// one file instead of a chunk for each, and bundlers still drop what is not imported.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";

const esm = (names, from) =>
  `export {\n${names.map((name) => `  ${name},\n`).join("")}} from "${from}.js";\n`;
const cjs = (names, from) =>
  `"use strict";\nconst all = require("${from}.cjs");\n${names.map((name) => `exports.${name} = all.${name};\n`).join("")}`;

/** Writes `path` as a view of `whole`, a built entry; both without extension. */
function write(path, names, whole) {
  mkdirSync(dirname(path), { recursive: true });
  const way = relative(dirname(path), whole);
  const from = way.startsWith(".") ? way : `./${way}`;
  writeFileSync(`${path}.js`, esm(names, from));
  writeFileSync(`${path}.cjs`, cjs(names, from));
}

const namesOf = (file) =>
  [...readFileSync(file, "utf8").matchAll(/^export (?:const|async function\*?|function) (\w+)/gm)].map(
    ([, name]) => name,
  );

export async function writeViews(source = "src", target = "dist") {
  const all = join(target, "all");
  const folder = "generated/resources";
  const elsewhere = new Set();
  for (const file of readdirSync(join(source, folder))) {
    const names = namesOf(join(source, folder, file));
    for (const name of names) elsewhere.add(name);
    write(join(target, folder, basename(file, ".ts")), names, all);
  }
  write(join(target, "paginate"), ["paginate"], all);
  write(join(target, "generated/enums"), namesOf(join(source, "generated/enums.ts")), join(target, "types"));
  const { href } = pathToFileURL(`${all}.js`);
  const rest = Object.keys(await import(href)).filter((name) => !elsewhere.has(name));
  write(join(target, "index"), rest, all);
}
