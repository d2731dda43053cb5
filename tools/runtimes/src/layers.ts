/**
 * Layers: what installing one package alone brings, with npm, pnpm and yarn, and what loading it reads. The
 * packages that it needs of this repository come from their tarballs too, by each manager's own overrides.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { closure, type PackedPackage } from "@schematic-internal/testing";
import type { CheckResult } from "./types";

const run = promisify(execFile);

interface Manager {
  name: string;
  /** What goes into package.json so that the other tarballs are used. */
  override(tarballs: Record<string, string>): object;
  /** More files of the project. */
  files?: Record<string, string>;
  install: string[];
}

const managers: Manager[] = [
  {
    name: "npm",
    override: (overrides) => ({ overrides }),
    install: ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"],
  },
  {
    name: "pnpm",
    override: (overrides) => ({ pnpm: { overrides } }),
    // The project is nobody's member, whatever lies in the folders above.
    files: { "pnpm-workspace.yaml": "packages: []\n" },
    install: ["npx", "--yes", "pnpm@10.34.9", "install", "--prefer-offline", "--no-frozen-lockfile"],
  },
  {
    name: "yarn",
    override: (resolutions) => ({ resolutions }),
    install: [
      "npx",
      "--yes",
      "yarn@1.22.22",
      "install",
      "--prefer-offline",
      "--non-interactive",
      "--no-lockfile",
    ],
  },
  {
    name: "yarn 4",
    override: (resolutions) => ({ resolutions }),
    files: { ".yarnrc.yml": "nodeLinker: node-modules\nenableTelemetry: false\n", "yarn.lock": "" },
    install: ["npx", "--yes", "--package=@yarnpkg/cli-dist@4.18.1", "yarn", "install", "--no-immutable"],
  },
];

/** What may and what must not come with a package that is installed alone. */
interface Layer {
  name: string;
  /** All that may be there. Absent = anything that is not forbidden. */
  only?: string[];
  never?: string[];
}

const redisClients = ["ioredis", "redis", "@redis/client"];
const sockets = ["ws", "isomorphic-ws"];
const layers: Layer[] = [
  { name: "@schematic/api", only: ["@schematic/api", "ky"] },
  { name: "@schematic/rules-wasm", only: ["@schematic/rules-wasm"] },
  { name: "@schematic/webhooks", only: ["@schematic/webhooks", "@schematic/api", "ky"] },
  { name: "@schematic/core", never: [...sockets, ...redisClients, "@schematic/datastream"] },
  { name: "@schematic/sdk", never: redisClients },
];

async function foldersOf(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith("."));
  const nested = await Promise.all(
    names.map(async (name) =>
      name.startsWith("@") ? (await readdir(join(folder, name))).map((one) => `${name}/${one}`) : [name],
    ),
  );
  return nested.flat();
}

/** Names of all packages that an installation brought. */
async function installedPackages(dir: string): Promise<string[]> {
  const modules = join(dir, "node_modules");
  const store = join(modules, ".pnpm", "node_modules");
  const lists = [await foldersOf(modules), existsSync(store) ? await foldersOf(store) : []];
  return [...new Set(lists.flat())].sort();
}

async function installAlone(
  manager: Manager,
  name: string,
  packed: PackedPackage[],
  dir: string,
): Promise<void> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  // yarn 1 asks the registry for what overrides need, used or not: only those that count are given.
  const tarballs = Object.fromEntries(
    closure(packed, [name]).map((one) => [one.name, `file:${one.tarball}`]),
  );
  const { [name]: own, ...others } = tarballs;
  const manifest = {
    name: "alone",
    version: "1.0.0",
    private: true,
    dependencies: { [name]: own },
    ...manager.override(others),
  };
  await writeFile(join(dir, "package.json"), JSON.stringify(manifest, null, 2));
  for (const [file, text] of Object.entries(manager.files ?? {})) await writeFile(join(dir, file), text);
  const { stdout: registry } = await run("npm", ["config", "get", "registry"]);
  const [command = "", ...args] = manager.install;
  const env = {
    ...process.env,
    npm_config_registry: registry.trim(),
    YARN_NPM_REGISTRY_SERVER: registry.trim().replace(/\/$/, ""),
    YARN_CACHE_FOLDER: join(dir, ".cache"),
    YARN_ENABLE_GLOBAL_CACHE: "false",
  };
  await run(command, args, { cwd: dir, env, maxBuffer: 1 << 26 });
}

const hooksSource = (log: string): string => `
import { appendFileSync } from "node:fs";
export async function load(url, context, next) {
  appendFileSync(${JSON.stringify(log)}, url + "\\n");
  return next(url, context);
}`;

/** Prints the parts of Node that loading brought in, which may be fewer than those at the start. */
const builtins = `
const before = new Set(process.moduleLoadList);
const print = () => console.log(JSON.stringify(process.moduleLoadList.filter((one) => !before.has(one))));`;

/** The files and the parts of Node that loading a package reads. */
async function loaded(
  dir: string,
  name: string,
  format: "esm" | "cjs",
): Promise<{ files: string[]; parts: string[] }> {
  const log = join(dir, `loaded-${format}.log`);
  await writeFile(log, "");
  const script = join(dir, format === "esm" ? "load.mjs" : "load.cjs");
  const args = [script];
  if (format === "esm") {
    await writeFile(join(dir, "hooks.mjs"), hooksSource(log));
    await writeFile(
      join(dir, "register.mjs"),
      `import { register } from "node:module"; register("./hooks.mjs", import.meta.url);`,
    );
    args.unshift("--import", "./register.mjs");
    await writeFile(script, `${builtins}\nawait import(${JSON.stringify(name)});\nprint();`);
  } else {
    await writeFile(
      script,
      `${builtins}\nrequire(${JSON.stringify(name)});\nprint();
require("node:fs").writeFileSync(${JSON.stringify(log)}, Object.keys(require.cache).join("\\n"));`,
    );
  }
  const { stdout } = await run(process.execPath, args, { cwd: dir });
  const files = (await readFile(log, "utf8"))
    .split("\n")
    .filter((file) => file && !file.startsWith("node:") && !file.endsWith(script));
  return { files, parts: JSON.parse(stdout) as string[] };
}

async function loadsNoHttpClient(dir: string): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const format of ["esm", "cjs"] as const) {
    const { files, parts } = await loaded(dir, "@schematic/webhooks", format);
    const foreign = files.filter((file) => !/@schematic[/+]webhooks/.test(file));
    const clients = parts.filter((part) => /\b(http|https|http2|net|tls|undici)$/.test(part));
    results.push(
      { title: `webhooks (${format}): its own files are read`, ok: files.length > 0 },
      { title: `webhooks (${format}) reads no other package, found ${foreign}`, ok: foreign.length === 0 },
      {
        title: `webhooks (${format}) loads no HTTP client of Node, found ${clients}`,
        ok: clients.length === 0,
      },
    );
  }
  return results;
}

/** The tests of this file, one for each manager: `layers npm`. */
export const layerNames: string[] = managers.map((manager) => `layers ${manager.name}`);

export async function runLayers(
  name: string,
  packed: PackedPackage[],
  scratch: string,
): Promise<CheckResult[]> {
  const manager = managers.find((one) => `layers ${one.name}` === name);
  if (!manager) return [];
  const results: CheckResult[] = [];
  for (const layer of layers) {
    const dir = join(scratch, `${name}-${layer.name}`.replaceAll(/[^\w-]/g, "_"));
    try {
      await installAlone(manager, layer.name, packed, dir);
      const names = await installedPackages(dir);
      const wrong = names.filter((one) => layer.never?.includes(one) || layer.only?.includes(one) === false);
      results.push(
        { title: `${layer.name} is installed`, ok: names.includes(layer.name) },
        { title: `${layer.name} alone brings nothing that it must not: ${wrong}`, ok: wrong.length === 0 },
      );
      if (layer.name === "@schematic/webhooks") results.push(...(await loadsNoHttpClient(dir)));
    } catch (error) {
      results.push({ title: `${layer.name}: ${error instanceof Error ? error.stack : error}`, ok: false });
    }
    await rm(dir, { recursive: true, force: true });
  }
  return results;
}
