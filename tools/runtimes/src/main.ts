/**
 * `npm run test:runtimes [-- <name> …]`: packs every package, installs the tarballs into an empty project
 * and runs each scenario on every runtime, then the framework tests, the layers (each package alone, by each
 * package manager) and the bundles (each package, by each bundler). A name is a scenario, a runtime, a framework,
 * `layers`, `release`, `snapshot`, `bundle`, or one of these with what follows it in the output: `"bundle api"`. The last line is
 * `N passed, N failed`.
 */
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { startEmulator } from "@schematic/emulator";
import {
  installTarballs,
  type PackedPackage,
  packAll,
  redisForTests,
  table,
} from "@schematic-internal/testing";
import { browser, edgeRuntime, workerd } from "./bundled";
import { bundleTests } from "./bundles";
import { frameworkNames, runFramework } from "./frameworks";
import { layerNames, runLayers } from "./layers";
import { processRuntimes } from "./processes";
import { releaseNames, runRelease } from "./release";
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

const started = Date.now();

/** One line for what has just been run, with the seconds since the start. */
function progress(name: string, results: CheckResult[]): void {
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(`${seconds.padStart(5)} s  ${name} ${show(results)}`);
}

/** Runs what is no scenario, one name after the other. */
async function runAll(
  names: string[],
  one: (name: string) => Promise<CheckResult[]>,
): Promise<CheckResult[]> {
  const all: CheckResult[] = [];
  for (const name of names) {
    const results = await one(name);
    for (const result of results) if (!result.ok) console.log(`✗ ${name}: ${result.title}`);
    progress(name, results);
    all.push(...results);
  }
  return all;
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
      progress(`${runtime.name}: ${scenario.name}`, results);
    }
    lines.push(line);
  }
  return { lines, all };
}

/** Where things are while the tests run. */
interface Setting {
  scratch: string;
  consumer: string;
  packed: PackedPackage[];
  redisUrl: string;
  environment: ScenarioEnvironment;
}

/** What the names on the command line choose; none chooses all. */
const arguments_ = process.argv.slice(2);
const named = (name: string): boolean =>
  arguments_.length === 0 || arguments_.some((one) => name === one || name.startsWith(`${one} `));

async function scenariosOnRuntimes(setting: Setting, runtimes: Runtime[]): Promise<CheckResult[]> {
  const list = await scenarios(setting.consumer);
  const anyScenario = list.some((one) => named(one.name));
  const anyRuntime = runtimes.some((one) => named(one.name));
  if (!anyScenario && !anyRuntime) return [];
  const chosen = list.filter((one) => !anyScenario || named(one.name));
  const { lines, all } = await matrix(
    chosen,
    runtimes.filter((one) => !anyRuntime || named(one.name)),
    setting.environment,
  );
  console.log(`\n${table(["runtime", ...chosen.map((one) => one.name)], lines)}\n`);
  return all;
}

async function everything(setting: Setting, runtimes: Runtime[]): Promise<CheckResult[]> {
  const { scratch, consumer, packed, redisUrl, environment } = setting;
  const all = await scenariosOnRuntimes(setting, runtimes);
  const folder = join(home, "frameworks");
  const frameworks = frameworkNames(folder).filter(named);
  all.push(...(await runAll(frameworks, (name) => runFramework(name, folder, scratch, packed))));
  const layers = layerNames.filter(named);
  all.push(...(await runAll(layers, (name) => runLayers(name, packed, scratch))));
  const releases = releaseNames.filter(named);
  all.push(...(await runAll(releases, (name) => runRelease(name, join(home, "..", ".."), scratch))));
  const bundles = await bundleTests(home, consumer, packed, redisUrl);
  try {
    all.push(...(await runAll(bundles.names.filter(named), (name) => bundles.run(name, environment))));
  } finally {
    await bundles.close();
  }
  return all;
}

async function main(): Promise<boolean> {
  const scratch = await mkdtemp(join(tmpdir(), "schematic-runtimes-"));
  const emulator = await startEmulator({ seed });
  const redis = await redisForTests();
  const runtimes = [...processRuntimes(), workerd(), edgeRuntime(), await browser()];
  try {
    console.log("packing and installing the packages …");
    const packed = await packAll(join(scratch, "tarballs"));
    const consumer = join(scratch, "consumer");
    // The replicator brings ioredis too; bundled with the cache, it is the application's own.
    await installTarballs(consumer, packed, { ioredis: "5.11.1" });
    const environment = {
      apiUrl: emulator.url,
      captureUrl: emulator.captureUrl,
      datastreamUrl: emulator.datastreamUrl,
      apiKey: API_KEY,
    };
    const setting = { scratch, consumer, packed, redisUrl: redis.url, environment };
    const all = await everything(setting, runtimes);
    const passed = all.filter((one) => one.ok).length;
    console.log(`${passed} passed, ${all.length - passed} failed`);
    return all.length > 0 && passed === all.length;
  } finally {
    for (const runtime of runtimes) await runtime.close?.();
    await emulator.close();
    await redis.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

const held = await main();
process.exit(held ? 0 : 1);
