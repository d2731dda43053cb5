import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const folder = new URL("../", import.meta.url);
const { exports, version } = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
const entries = Object.keys(exports).filter((name) => name !== "./package.json");
const specifiers = entries.map((name) => `@schematic/api${name.slice(1)}`);

/** Runs a module in a Node of its own, where the package resolves to what was built. */
function run(script: string): unknown {
  const source = `import { createRequire } from "node:module"; const require = createRequire(${JSON.stringify(folder.href)} + "x.js"); ${script}`;
  return JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "-e", source], { cwd: folder, encoding: "utf8" }),
  );
}

describe("the built package", () => {
  test("has the same names in both formats of every entry", () => {
    const [esm, cjs] = run(`
      const names = (module) => Object.keys(module).filter((name) => name !== "default" && name !== "module.exports").sort();
      const specifiers = ${JSON.stringify(specifiers)};
      const modules = await Promise.all(specifiers.map((name) => import(name)));
      console.log(JSON.stringify([modules.map(names), specifiers.map((name) => names(require(name)))]));
    `) as string[][][];
    expect(esm).toEqual(cjs);
    expect(esm?.flat().length).toBeGreaterThan(289);
    expect(esm?.every((names) => names.length > 0)).toBe(true);
  });

  test("knows its errors across ESM and CJS", () => {
    const held = run(`
      const esm = await import("@schematic/api");
      const cjs = require("@schematic/api/errors");
      console.log(JSON.stringify([
        new esm.NotFoundError({ error: "x" }) instanceof cjs.NotFoundError,
        new cjs.NotFoundError({ error: "x" }) instanceof esm.SchematicError,
        new cjs.NotFoundError({ error: "x" }) instanceof esm.ForbiddenError,
        esm.NotFoundError === cjs.NotFoundError,
      ]));
    `);
    expect(held).toEqual([true, true, false, false]);
  });

  test("works in both formats, and says its version", () => {
    const sent = run(`
      const answers = [];
      const fetch = async (url, init) => { answers.push(init.headers["x-schematic-client-version"]); return Response.json({ data: { flag_id: "f" } }); };
      const { createTransport } = await import("@schematic/api");
      const { checkFlag } = await import("@schematic/api/features");
      answers.push((await checkFlag(createTransport({ apiKey: "k", fetch }), "f", {})).data.flagId);
      const { SchematicApi } = require("@schematic/api");
      answers.push((await new SchematicApi({ apiKey: "k", fetch }).features.checkFlag("f", {})).data.flagId);
      console.log(JSON.stringify(answers));
    `);
    expect(sent).toEqual([version, "f", version, "f"]);
  });
});

test("every bundle is within its budget", { timeout: 300_000 }, () => {
  const bin = fileURLToPath(new URL("node_modules/.bin/size-limit", folder));
  const results = JSON.parse(
    execFileSync(bin, ["--json"], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  );
  expect(results.filter(({ passed }: { passed: boolean }) => !passed)).toEqual([]);
  expect(results).toHaveLength(7);
});
