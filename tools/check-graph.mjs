// Holds the dependency graph drawn in ARCHITECTURE.md against the imports of the code:
//   node tools/check-graph.mjs
// `a --> b` means that a's code uses b at run time, `a -.-> b` that it uses only b's types.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const problems = [];

function drawnEdges() {
  const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
  const drawing = /```mermaid\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
  const edges = new Map();
  for (const [, from, arrow, to] of drawing.matchAll(/^\s*([\w-]+)\s*(-->|-\.->)\s*([\w-]+)\s*$/gm)) {
    edges.set(`${from} ${to}`, arrow === "-->" ? "run time" : "types");
  }
  return edges;
}

function sources(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.(ts|mts|tsx)$/.test(name) ? [path] : [];
  });
}

/** Every module that a file imports, and whether only its types are used. */
function importsOf(path) {
  const text = readFileSync(path, "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "");
  const found = [];
  const statements = /^\s*(import|export)\s+(type\s+)?([^;"']*?\bfrom\s*)?["']([^"']+)["']/gm;
  for (const [, , type, , module] of text.matchAll(statements)) found.push({ module, types: Boolean(type) });
  for (const [, module] of text.matchAll(/\b(?:import|require)\(\s*["']([^"']+)["']\s*\)/g))
    found.push({ module, types: false });
  return found;
}

const packageOf = (module) =>
  module
    .split("/")
    .slice(0, module.startsWith("@") ? 2 : 1)
    .join("/");

function checkPackage(name, edges) {
  const folder = join(root, "packages", name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const declared = new Set([
    ...Object.keys(manifest.dependencies ?? {}),
    ...Object.keys(manifest.peerDependencies ?? {}),
  ]);
  const used = new Set();
  for (const path of sources(join(folder, "src"))) {
    for (const { module, types } of importsOf(path)) {
      if (/^(\.|#|node:|cloudflare:|virtual:)/.test(module)) continue;
      const target = packageOf(module);
      const where = relative(root, path);
      if (!target.startsWith("@schematic/")) {
        const bundled = Object.keys(manifest.devDependencies ?? {}).includes(target);
        if (!declared.has(target) && !bundled)
          problems.push(`${where} imports ${target}, which ${name} does not declare`);
        continue;
      }
      const to = target.slice("@schematic/".length);
      if (to === name) {
        problems.push(`${where} imports its own package by name`);
        continue;
      }
      const edge = `${name} ${to}`;
      const kind = types ? "types" : "run time";
      // Types of a development dependency become part of the package's own declarations.
      const inlined = types && manifest.devDependencies?.[target] !== undefined;
      if (!declared.has(target) && !inlined)
        problems.push(`${where} imports ${target}, which is not in ${name}'s dependencies`);
      if (!edges.has(edge))
        problems.push(`${where} imports ${target}: ARCHITECTURE.md draws no arrow ${name} to ${to}`);
      else if (kind === "run time") used.add(edge);
      if (edges.get(edge) === "types" && kind === "run time")
        problems.push(`${where} uses ${target} at run time; the arrow says types alone`);
      used.add(`${edge} any`);
    }
  }
  for (const [edge, kind] of edges) {
    const [from, to] = edge.split(" ");
    if (from !== name) continue;
    if (!used.has(`${edge} any`))
      problems.push(`ARCHITECTURE.md draws ${from} to ${to}, but no import in packages/${from}/src uses it`);
    else if (kind === "run time" && !used.has(edge))
      problems.push(`ARCHITECTURE.md draws ${from} to ${to} as run time, but only types are imported`);
  }
}

function checkCircles(edges) {
  const next = new Map();
  for (const edge of edges.keys()) {
    const [from, to] = edge.split(" ");
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  const visit = (name, path) => {
    if (path.includes(name)) problems.push(`circle: ${[...path, name].join(" → ")}`);
    else for (const to of next.get(name) ?? []) visit(to, [...path, name]);
  };
  for (const name of next.keys()) visit(name, []);
}

const edges = drawnEdges();
const packages = readdirSync(join(root, "packages"));
if (edges.size === 0) problems.push("ARCHITECTURE.md has no mermaid drawing with arrows");
for (const name of packages) checkPackage(name, edges);
for (const edge of edges.keys()) {
  for (const name of edge.split(" "))
    if (!packages.includes(name)) problems.push(`ARCHITECTURE.md draws ${name}, which is no package`);
}
checkCircles(edges);
for (const problem of new Set(problems)) console.error(`graph: ${problem}`);
console.log(
  `graph: ${edges.size} arrows between ${packages.length} packages, ${new Set(problems).size} problems`,
);
process.exit(problems.length === 0 ? 0 : 1);
