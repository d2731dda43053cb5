/**
 * Each package, bundled by each bundler with every entry point of its `exports`, for Node and, where it is meant
 * for them, for browsers. Then the bundle is run: each entry has the names that it has without a bundler, and the
 * package's scenario (or its module in `bundles/`) gets right answers from it.
 */
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { PackedPackage } from "@schematic-internal/testing";
import type { Browser } from "playwright-core";
import { type Bundler, bundlers, type Target } from "./bundlers";
import { launchChromium } from "./chromium";
import { readResults } from "./processes";
import { type CheckResult, RESULT_MARK, runnerSource, type ScenarioEnvironment } from "./types";

/** Packages that run on Node only: programs, those that use Redis, and OpenFeature's server SDK. */
const nodeOnly = new Set([
  "@schematic/cache-redis",
  "@schematic/emulator",
  "@schematic/openfeature",
  "@schematic/replicator",
]);
/** Entry points for Node alone, of packages that are for browsers too. */
const nodeEntries = new Set(["@schematic/core/journal"]);

interface Source {
  name: string;
  /** The module whose `run` shows that the bundle gives right answers. */
  scenario: string;
  /** Names of the entry points, by the name of the module that re-exports each. */
  entries: Map<string, string>;
}

export interface BundleTests {
  /** What to run, by name: `bundle api`. */
  names: string[];
  run(name: string, environment: ScenarioEnvironment): Promise<CheckResult[]>;
  close(): Promise<void>;
}

const shortName = (name: string): string => name.slice("@schematic/".length);

/** Writes a module for each entry point beside the scenarios. */
async function writeSource(home: string, consumer: string, one: PackedPackage): Promise<Source> {
  const short = shortName(one.name);
  const own = (await readdir(join(home, "bundles"))).includes(`${short}.mjs`);
  const scenario = `bundle-${short}.mjs`;
  await cp(join(home, own ? "bundles" : "scenarios", `${short}.mjs`), join(consumer, scenario));
  const entries = new Map<string, string>();
  for (const entry of one.entries) {
    if (entry.endsWith(".wasm")) continue;
    const file = `entry-${short}${entry.slice(1).replaceAll("/", "-")}`;
    entries.set(file, one.name + entry.slice(1));
    await writeFile(join(consumer, `${file}.mjs`), `export * from "${one.name}${entry.slice(1)}";\n`);
  }
  return { name: one.name, scenario: scenario.slice(0, -4), entries };
}

/** Runs in either target: `load(file)` imports a module of the bundle. */
const inspectSource = `
${runnerSource}
async function inspect(load, scenarioFile, entries, environment) {
  const results = await runScenario(await load(scenarioFile), environment);
  const names = {};
  for (const file of entries) names[file] = Object.keys(await load(file)).sort();
  return { results, names };
}`;

interface Inspected {
  results: CheckResult[];
  names: Record<string, string[]>;
}

async function inNode(
  dir: string,
  scenario: string,
  files: string[],
  environment: object,
): Promise<Inspected> {
  const runner = join(dir, "run.mjs");
  await writeFile(
    runner,
    `${inspectSource}
const load = (file) => import("./" + file + ".mjs");
const answer = await inspect(load, ${JSON.stringify(scenario)}, ${JSON.stringify(files)}, ${JSON.stringify(environment)});
console.log(${JSON.stringify(RESULT_MARK)} + JSON.stringify([{ title: JSON.stringify(answer), ok: true }]));
`,
  );
  const [first, ...more] = await readResults(process.execPath, [runner], dir);
  if (!first?.ok) return { results: first ? [first] : [], names: {} };
  const { results, names } = JSON.parse(first.title) as Inspected;
  return { results: [...results, ...more], names };
}

async function inBrowser(
  browser: Browser,
  dir: string,
  scenario: string,
  files: string[],
  environment: object,
): Promise<Inspected> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://x").pathname;
    if (path === "/") return response.setHeader("content-type", "text/html").end("<!doctype html>");
    const text = await readFile(join(dir, path), "utf8").catch(() => undefined);
    if (text === undefined) return response.writeHead(404).end();
    response.setHeader("content-type", "text/javascript").end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const page = await browser.newPage();
  try {
    page.setDefaultTimeout(120_000);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const args = [scenario, files, environment].map((one) => JSON.stringify(one)).join(", ");
    return (await page.evaluate(
      `(async () => { ${inspectSource}\nreturn inspect((file) => import("/" + file + ".mjs"), ${args}); })()`,
    )) as Inspected;
  } finally {
    await page.close();
    server.closeAllConnections();
    server.close();
  }
}

/** Modules of Node that the bundle still asks for. */
async function nodeModulesLeft(dir: string): Promise<string[]> {
  const left = new Set<string>();
  for (const file of await readdir(dir, { recursive: true })) {
    if (!file.endsWith("js")) continue;
    const text = await readFile(join(dir, file), "utf8");
    for (const [, name] of text.matchAll(
      /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)["'](node:\w+)["']/g,
    )) {
      if (name) left.add(name);
    }
  }
  return [...left];
}

/** Prepares the sources in `consumer`, where the tarballs and ioredis are installed. */
export async function bundleTests(
  home: string,
  consumer: string,
  packed: PackedPackage[],
  redisUrl: string,
): Promise<BundleTests> {
  const sources = new Map<string, Source>();
  for (const one of packed) {
    sources.set(`bundle ${shortName(one.name)}`, await writeSource(home, consumer, one));
  }
  let browser: Promise<Browser> | undefined;
  const chromium = (): Promise<Browser> => {
    browser ??= launchChromium();
    return browser;
  };
  const one = async (
    bundler: Bundler,
    target: Target,
    { name, scenario, entries }: Source,
    environment: object,
  ): Promise<CheckResult[]> => {
    const files = [...entries].filter(([, entry]) => target === "node" || !nodeEntries.has(entry));
    const outDir = join(consumer, "bundled", `${bundler.name}-${target}-${shortName(name)}`);
    await mkdir(outDir, { recursive: true });
    const inputs = [scenario, ...files.map(([file]) => file)].map((file) => [
      file,
      join(consumer, `${file}.mjs`),
    ]);
    await bundler.build({ target, cwd: consumer, entries: Object.fromEntries(inputs), outDir });
    const list = files.map(([file]) => file);
    const { results, names } =
      target === "node"
        ? await inNode(outDir, scenario, list, environment)
        : await inBrowser(await chromium(), outDir, scenario, list, environment);
    for (const [file, entry] of files) {
      const expected = Object.keys(await import(join(consumer, `${file}.mjs`))).sort();
      results.push({ title: `${entry} has its names`, ok: expected.join() === names[file]?.join() });
    }
    if (target === "browser") {
      const left = await nodeModulesLeft(outDir);
      results.push({ title: `no module of Node is left, found ${left.join()}`, ok: left.length === 0 });
    }
    return results.map(({ title, ok }) => ({ title: `${bundler.name} for ${target}: ${title}`, ok }));
  };
  return {
    names: [...sources.keys()],
    async run(name, environment) {
      const source = sources.get(name);
      if (!source) return [];
      const targets: Target[] = nodeOnly.has(source.name) ? ["node"] : ["node", "browser"];
      const all: CheckResult[] = [];
      for (const bundler of bundlers) {
        for (const target of targets) {
          const results = await one(bundler, target, source, { ...environment, redisUrl }).catch(
            (error: unknown): CheckResult[] => [
              {
                title: `${bundler.name} for ${target}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
                ok: false,
              },
            ],
          );
          all.push(...results);
        }
      }
      return all;
    },
    async close() {
      await (await browser)?.close();
    },
  };
}
