// Programs written for the published SDK run with both, only the import changed: what they see, the events
// and the requests are the same, but for the differences of one list.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { startEmulator } from "@schematic/emulator";
import { type RedisServer, startRedis } from "@schematic-internal/testing";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DIFFERENCES } from "./differences";
import { exportedNames } from "./exports";
import type { Program } from "./host";
import { loaded } from "./loaded";
import { relayTo } from "./relay";
import { seed } from "./seed";
import { unhurried } from "./unhurried";

// Each program runs against both SDKs.
vi.setConfig({ testTimeout: 120_000 });

const PUBLISHED = "@schematichq/schematic-typescript-node";
const OURS = "@schematic/sdk";
const here = import.meta.dirname;
const built = join(here, ".built");
const names = readdirSync(join(here, "programs")).map((file) => basename(file, ".ts"));

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
beforeAll(() => unhurried());
afterAll(() => redis.stop());
afterAll(() => rmSync(built, { recursive: true, force: true }));

/** The program with this SDK as its import. */
async function load(name: string, sdk: string): Promise<Program> {
  const source = readFileSync(join(here, "programs", `${name}.ts`), "utf8").replaceAll(PUBLISHED, sdk);
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  mkdirSync(built, { recursive: true });
  const file = join(built, `${name}.${sdk === OURS ? "ours" : "published"}.mjs`);
  writeFileSync(file, outputText);
  return ((await import(/* @vite-ignore */ pathToFileURL(file).href)) as { run: Program }).run;
}

/** The headers that the API reads. */
const HEADERS = ["x-schematic-api-key", "x-schematic-environment-id", "content-type", "x-tenant", "x-own"];

/** As JSON, and without what is null: absent is absent, in whatever way it is said. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null, (_, one) => one ?? undefined) ?? "null");
}

/** A URL with its parameters in order: theirs counts for nothing. */
function sorted(url: string): string {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  searchParams.sort();
  return `${pathname}?${searchParams}`;
}

async function run(name: string, sdk: string): Promise<Record<string, unknown>> {
  const program = await load(name, sdk);
  await redis.command("FLUSHALL");
  await using emulator = await startEmulator({ seed });
  const rest = await relayTo(emulator.url);
  const capture = await relayTo(emulator.captureUrl);
  const events = (type: string): number => emulator.events().filter((one) => one.type === type).length;
  try {
    const results = await program({
      apiKey: emulator.apiKey,
      basePath: rest.url,
      eventCaptureBaseURL: capture.url,
      arrived: (type, count) => emulator.waitFor(() => events(type) >= count, 60_000),
      loaded,
      redisUrl: redis.url,
      async until(test) {
        for (const end = performance.now() + 60_000; !(await test()); await delay(10))
          if (performance.now() > end) throw new Error(`never came true: ${test}`);
      },
    });
    return {
      results: plain(results),
      // Both SDKs send several batches at once, of which one may overtake another.
      events: emulator
        .events()
        .map(({ type, body }) => plain({ type, body }))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
      requests: plain(
        rest.recorded.map(({ method, url, headers, body }) => ({
          method,
          url: sorted(url),
          headers: Object.fromEntries(HEADERS.map((header) => [header, headers[header]])),
          body: body === "" ? undefined : JSON.parse(body),
        })),
      ),
      capture: [...new Set(capture.recorded.map(({ method, url }) => `${method} ${url}`))],
    };
  } finally {
    await Promise.all([rest.close(), capture.close()]);
  }
}

/** Every leaf by its path. */
function leaves(value: unknown, path = "", found = new Map<string, unknown>()): Map<string, unknown> {
  if (typeof value === "object" && value !== null) {
    for (const [name, one] of Object.entries(value))
      leaves(one, path === "" ? name : `${path}.${name}`, found);
    if (Object.keys(value).length === 0) found.set(path, "(empty)");
  } else found.set(path, value);
  return found;
}

describe("a program written for the published SDK does the same with ours", () => {
  test.each(names)("%s", async (name) => {
    const wanted = leaves(await run(name, PUBLISHED));
    const got = leaves(await run(name, OURS));
    const meant = DIFFERENCES.filter((one) => one.program === name);
    const gone = new Set(meant);
    const unmeant: string[] = [];
    for (const path of new Set([...wanted.keys(), ...got.keys()])) {
      if (Object.is(wanted.get(path), got.get(path))) continue;
      const listed = meant.find(({ at }) => path === at || path.startsWith(`${at}.`));
      if (listed === undefined) unmeant.push(`${path}: ${wanted.get(path)} → ${got.get(path)}`);
      else gone.delete(listed);
    }
    expect(unmeant).toEqual([]);
    expect([...gone], "differences that are none any more").toEqual([]);
  });

  test("every difference is one of a program", () => {
    expect(DIFFERENCES.filter(({ program }) => !names.includes(program))).toEqual([]);
  });
});

describe("types", () => {
  test("every name of the published declarations is exported, those of nested namespaces too", {
    timeout: 300_000,
  }, () => {
    const [published, ours] = exportedNames(import.meta.filename, [PUBLISHED, OURS]);
    const missing = [...(published ?? [])].flatMap(([path, wanted]) => {
      const have = new Set(ours?.get(path));
      return wanted.filter((name) => !have.has(name)).map((name) => path + name);
    });
    expect(published?.size).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });

  test.each([[PUBLISHED], [OURS]])("the programs compile against %s", { timeout: 300_000 }, (sdk) => {
    mkdirSync(join(built, "types"), { recursive: true });
    const host = join(here, "host.ts");
    writeFileSync(join(built, "host.ts"), readFileSync(host));
    const files = names.map((name) => {
      const file = join(built, "types", `${name}.${sdk === OURS ? "ours" : "published"}.ts`);
      const source = readFileSync(join(here, "programs", `${name}.ts`), "utf8");
      writeFileSync(file, source.replaceAll(PUBLISHED, sdk));
      return file;
    });
    const program = ts.createProgram(files, {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ES2022,
      types: ["node"],
    });
    const told = ts
      .getPreEmitDiagnostics(program)
      .map(
        (one) =>
          `${basename(one.file?.fileName ?? "")}: ${ts.flattenDiagnosticMessageText(one.messageText, " ")}`,
      );
    expect(told).toEqual([]);
  });
});
