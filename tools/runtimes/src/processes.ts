import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type CheckResult, RESULT_MARK, type Runtime, runnerSource, type Scenario } from "./types";

const home = join(dirname(fileURLToPath(import.meta.url)), "..");
const TIMEOUT_MS = 300_000;

/** Runs a program to its end and reads the results that it printed. */
export function readResults(command: string, args: string[], cwd: string): Promise<CheckResult[]> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    const timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT_MS);
    const fail = (title: string): void => resolve([{ title: `${title}\n${output.slice(-2000)}`, ok: false }]);
    child.on("error", (error) => fail(`cannot start ${command}: ${error.message}`));
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      const line = output.split("\n").find((one) => one.startsWith(RESULT_MARK));
      if (!line) return fail(`no results; exit ${code ?? signal}`);
      const results = JSON.parse(line.slice(RESULT_MARK.length)) as CheckResult[];
      if (code !== 0)
        results.push({ title: `ends by itself with exit code 0, got ${code ?? signal}`, ok: false });
      resolve(results);
    });
  });
}

const driver = (load: string, scenario: Scenario, environment: object): string => `
${runnerSource}
${load}
(async () => {
  const scenario = await loadScenario(${JSON.stringify(`./${scenario.name}`)});
  const results = await runScenario(scenario, ${JSON.stringify(environment)});
  console.log(${JSON.stringify(RESULT_MARK)} + JSON.stringify(results));
})();
`;

function esm(name: string, command: string, args: string[]): Runtime {
  return {
    name,
    async run(scenario, environment) {
      const cwd = dirname(scenario.file);
      const file = join(cwd, `run-${name}-${scenario.name}.mjs`.replaceAll(" ", "-"));
      const load = `const loadScenario = () => import(${JSON.stringify(scenario.file)});`;
      await writeFile(file, driver(load, scenario, environment));
      return readResults(command, [...args, file], cwd);
    },
  };
}

/** The scenario as CommonJS: its own code is converted, the packages are reached by `require`. */
function cjs(name: string, command: string): Runtime {
  return {
    name,
    async run(scenario, environment) {
      const cwd = dirname(scenario.file);
      const converted = join(cwd, `${scenario.name}.cjs`);
      await build({
        entryPoints: [scenario.file],
        outfile: converted,
        format: "cjs",
        platform: "node",
        bundle: true,
        packages: "external",
        logLevel: "silent",
        supported: { "dynamic-import": false },
      });
      const file = join(cwd, `run-${name}-${scenario.name}.cjs`.replaceAll(" ", "-"));
      const load = `const loadScenario = () => require(${JSON.stringify(converted)});`;
      await writeFile(file, driver(load, scenario, environment));
      return readResults(command, [file], cwd);
    },
  };
}

/**
 * Every runtime that is a program: three Nodes in both module formats, bun and deno. The first Node is the
 * one that runs this: the `matrix` script names it by path, because the packages of the others put a `node` on PATH.
 */
export function processRuntimes(): Runtime[] {
  const local = (path: string): string => join(home, "node_modules", path);
  const nodes: [string, string][] = [[`node ${process.versions.node.split(".")[0]}`, process.execPath]];
  for (const major of ["22", "24"]) {
    const command = local(`node${major}/bin/node`);
    if (existsSync(command)) nodes.push([`node ${major}`, command]);
  }
  return [
    ...nodes.flatMap(([name, command]) => [esm(`${name} esm`, command, []), cjs(`${name} cjs`, command)]),
    esm("bun", local(".bin/bun"), []),
    esm("deno", local(".bin/deno"), ["run", "--allow-all", "--node-modules-dir=manual"]),
  ];
}
