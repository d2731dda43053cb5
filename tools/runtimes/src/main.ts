/**
 * `npm run test:runtimes [-- <name> …]`: packs every package, installs the tarballs into an empty project
 * and runs each scenario on every runtime, then the framework tests. A name is a scenario, a runtime or a
 * framework. The last line is `N passed, N failed`.
 */
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { startEmulator } from "@schematic/emulator";
import { installTarballs, packAll, table } from "@schematic-internal/testing";
import { browser, edgeRuntime, workerd } from "./bundled";
import { frameworkNames, runFramework } from "./frameworks";
import { processRuntimes } from "./processes";
import type { CheckResult, Runtime, Scenario, ScenarioEnvironment } from "./types";

const home = join(dirname(fileURLToPath(import.meta.url)), "..");
const API_KEY = "sch_dev_runtimes";

const seed = {
  environment: { api_keys: [API_KEY] },
};

async function scenarios(consumer: string): Promise<Scenario[]> {
  const folder = join(home, "scenarios");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".mjs"));
  return Promise.all(
    files.map(async (name) => {
      const file = join(consumer, name);
      await cp(join(folder, name), file);
      const module = (await import(pathToFileURL(file).href)) as { runtimes?: string[] };
      return { name: name.slice(0, -4), file, ...(module.runtimes ? { runtimes: module.runtimes } : {}) };
    }),
  );
}

const wants = (scenario: Scenario, runtime: Runtime): boolean =>
  !scenario.runtimes ||
  scenario.runtimes.some((name) => runtime.name === name || runtime.name.startsWith(`${name} `));

function show(results: CheckResult[]): string {
  const failed = results.filter((one) => !one.ok);
  return failed.length === 0 ? `ok (${results.length})` : `FAILED (${failed.length} of ${results.length})`;
}

async function matrix(
  list: Scenario[],
  runtimes: Runtime[],
  environment: ScenarioEnvironment,
): Promise<{ lines: string[][]; all: CheckResult[] }> {
  const all: CheckResult[] = [];
  const lines: string[][] = [];
  for (const runtime of runtimes) {
    const line = [runtime.name];
    for (const scenario of list) {
      if (!wants(scenario, runtime)) {
        line.push("–");
        continue;
      }
      const results = await runtime.run(scenario, environment).catch((error: unknown): CheckResult[] => [
        {
          title: `runs: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          ok: false,
        },
      ]);
      for (const one of results)
        if (!one.ok) console.log(`✗ ${runtime.name}, ${scenario.name}: ${one.title}`);
      all.push(...results);
      line.push(show(results));
      console.log(`  ${runtime.name}: ${scenario.name} ${show(results)}`);
    }
    lines.push(line);
  }
  return { lines, all };
}

async function main(): Promise<boolean> {
  const names = process.argv.slice(2);
  const scratch = await mkdtemp(join(tmpdir(), "schematic-runtimes-"));
  const emulator = await startEmulator({ seed });
  const runtimes = [...processRuntimes(), workerd(), edgeRuntime(), await browser()];
  try {
    console.log("packing and installing the packages …");
    const packed = await packAll(join(scratch, "tarballs"));
    const consumer = join(scratch, "consumer");
    await installTarballs(consumer, packed);
    const environment = {
      apiUrl: emulator.url,
      captureUrl: emulator.captureUrl,
      datastreamUrl: emulator.datastreamUrl,
      apiKey: API_KEY,
    };
    const list = await scenarios(consumer);
    const frameworks = frameworkNames(join(home, "frameworks"));
    const named = (name: string): boolean => names.length === 0 || names.includes(name);
    const chosenScenarios = list.filter(
      (one) => named(one.name) || runtimes.some((runtime) => names.includes(runtime.name)),
    );
    const chosenRuntimes = runtimes.filter(
      (one) => named(one.name) || list.some((scenario) => names.includes(scenario.name)),
    );
    const { lines, all } = await matrix(chosenScenarios, chosenRuntimes, environment);
    for (const name of frameworks.filter(named)) {
      const results = await runFramework(name, join(home, "frameworks"), scratch, packed);
      for (const one of results) if (!one.ok) console.log(`✗ ${name}: ${one.title}`);
      console.log(`  ${name}: ${show(results)}`);
      all.push(...results);
    }
    console.log(`\n${table(["runtime", ...chosenScenarios.map((one) => one.name)], lines)}\n`);
    const passed = all.filter((one) => one.ok).length;
    console.log(`${passed} passed, ${all.length - passed} failed`);
    return all.length > 0 && passed === all.length;
  } finally {
    for (const runtime of runtimes) await runtime.close?.();
    await emulator.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

const held = await main();
process.exit(held ? 0 : 1);
