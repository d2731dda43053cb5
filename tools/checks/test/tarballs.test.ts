import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { closure, installTarballs, type PackedPackage, packAll } from "@schematic-internal/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
let folder: string;
let packed: PackedPackage[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "schematic-tarballs-"));
  packed = await packAll(join(folder, "tarballs"));
  await installTarballs(join(folder, "all"), packed);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Runs a script in the folder where the tarballs are installed and gives back what it printed as JSON. */
async function script(extension: "mjs" | "cjs", source: string): Promise<unknown> {
  const file = join(folder, "all", `check-${Math.random().toString(36).slice(2)}.${extension}`);
  await writeFile(file, source);
  const { stdout } = await run(process.execPath, [file]);
  return JSON.parse(stdout);
}

/** Entry points that hold code: a `.wasm` file is data for other hosts. */
const modules = (one: PackedPackage): string[] =>
  one.entries
    .filter((entry) => !entry.endsWith(".wasm") && !entry.endsWith(".json"))
    .map((entry) => one.name + entry.slice(1));

describe("every package from its packed tarball", () => {
  it("holds no source, test or secret file", async () => {
    for (const one of packed) {
      const files = await readdir(join(folder, "all", "node_modules", one.name), { recursive: true });
      const stray = files.filter((file) =>
        /(^|\/)(src|test|scoreboard|\.turbo|\.results)(\/|$)|\.env/.test(file),
      );
      expect(stray, one.name).toEqual([]);
      expect(files, one.name).toContain("README.md");
    }
  });

  it("calls its classes by the names under which it exports them, as inspect() and loggers print them", async () => {
    const source = `const astray = [];
      for (const from of ${JSON.stringify(packed.flatMap(modules))})
        for (const [name, value] of Object.entries(await import(from)))
          if (typeof value === "function" && /^class\\b/.test(value) && value.name !== name) astray.push(from + ": " + name + " is " + value.name);
      console.log(JSON.stringify(astray));`;
    // Its check has a kilobyte, and that is full.
    const small = /: WebhookSignatureError is/;
    const astray = (await script("mjs", source)) as string[];
    expect(astray.filter((one) => !small.test(one))).toEqual([]);
  });

  it("loads by import and by require, each entry point with the same names", async () => {
    const names = packed.flatMap(modules);
    const imported = await script(
      "mjs",
      `const out = {}; for (const name of ${JSON.stringify(names)}) out[name] = Object.keys(await import(name)).sort(); console.log(JSON.stringify(out));`,
    );
    const required = await script(
      "cjs",
      `const out = {}; for (const name of ${JSON.stringify(names)}) out[name] = Object.keys(require(name)).sort(); console.log(JSON.stringify(out));`,
    );
    expect(required).toEqual(imported);
    for (const [name, exported] of Object.entries(imported as Record<string, string[]>)) {
      expect(exported, name).not.toContain("default");
    }
  });

  it("tells errors apart across ESM, CJS and packages", async () => {
    const told = await script(
      "mjs",
      `
      import { createRequire } from "node:module";
      const require = createRequire(import.meta.url);
      const esm = { ...(await import("@schematic/sdk")) };
      const cjs = require("@schematic/sdk");
      const engine = require("@schematic/rules-wasm");
      const webhooks = require("@schematic/webhooks");
      const thrown = async (fn) => { try { await fn(); } catch (error) { return error; } };
      const fromEngine = await thrown(async () => (await engine.loadRulesEngine()).checkFlag({ nonsense: true }));
      const fromWebhooks = await thrown(() => webhooks.verifyWebhook({ headers: {}, body: "{}" }, { secret: "s" }));
      const fromCjs = new cjs.Schematic.NotFoundError({ error: "no" });
      console.log(JSON.stringify({
        engine: fromEngine instanceof esm.SchematicError && fromEngine instanceof cjs.SchematicError,
        webhooks: fromWebhooks instanceof esm.SchematicError && fromWebhooks instanceof esm.WebhookSignatureError,
        notFound: fromCjs instanceof esm.Schematic.NotFoundError && fromCjs instanceof esm.SchematicError,
        notConfused: !(fromCjs instanceof esm.Schematic.ForbiddenError) && !(new Error("x") instanceof esm.SchematicError),
      }));`,
    );
    expect(told).toEqual({ engine: true, webhooks: true, notFound: true, notConfused: true });
  });
});

describe("layers", () => {
  async function installed(names: string[]): Promise<string[]> {
    const target = join(folder, names.join("+").replaceAll(/[^a-z+-]/g, ""));
    await installTarballs(target, closure(packed, names));
    const top = await readdir(join(target, "node_modules"));
    const scoped = (await readdir(join(target, "node_modules", "@schematic"))).map(
      (name) => `@schematic/${name}`,
    );
    return [...top.filter((name) => !name.startsWith(".") && name !== "@schematic"), ...scoped].sort();
  }

  it("api alone brings ky at most", async () => {
    expect((await installed(["@schematic/api"])).filter((name) => name !== "ky")).toEqual(["@schematic/api"]);
  });

  it("rules-wasm alone brings nothing", async () => {
    expect(await installed(["@schematic/rules-wasm"])).toEqual(["@schematic/rules-wasm"]);
  });

  it("sdk brings no Redis client", async () => {
    const names = await installed(["@schematic/sdk"]);
    expect(names).toContain("@schematic/datastream");
    expect(names.filter((name) => name === "ioredis" || name === "redis")).toEqual([]);
  });
});
