import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { PackedPackage } from "@schematic-internal/testing";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { describe, expect, inject, it } from "vitest";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");
const bin = (name: string): string => join(here, "..", "node_modules", ".bin", name);
const packed = inject("packed");

/** A target of `exports`: a file, or conditions that lead to files. */
type Target = string | { [condition: string]: Target };

interface Manifest {
  description?: string;
  license?: string;
  keywords?: string[];
  homepage?: string;
  bugs?: { url?: string };
  repository?: { url?: string; directory?: string };
  engines?: { node?: string };
  sideEffects?: boolean;
  publishConfig?: { access?: string; provenance?: boolean };
  exports: Record<string, Target>;
  dependencies?: Record<string, string>;
}

const installed = (one: PackedPackage): string => join(inject("consumer"), "node_modules", one.name);
const manifestOf = async (one: PackedPackage): Promise<Manifest> =>
  JSON.parse(await readFile(join(installed(one), "package.json"), "utf8")) as Manifest;

/** Every innermost object of conditions, with the way to it. */
function leaves(target: Target, way: string[]): { way: string[]; files: Record<string, string> }[] {
  if (typeof target === "string") return [];
  const values = Object.entries(target);
  if (values.every(([, value]) => typeof value === "string")) {
    return [{ way, files: Object.fromEntries(values) as Record<string, string> }];
  }
  return values.flatMap(([condition, value]) => leaves(value, [...way, condition]));
}

describe.each(packed.map((one) => [one.name, one] as const))("%s as it is published", (name, one) => {
  it("says what it is, where it is at home and what it needs", async () => {
    const manifest = await manifestOf(one);
    const folder = name.slice("@schematic/".length);
    expect(manifest.description?.length).toBeGreaterThan(20);
    expect(manifest.license).toBe("MIT");
    expect(manifest.keywords).toEqual(expect.arrayContaining(["schematic", "feature-flags"]));
    expect(manifest.repository?.directory).toBe(`packages/${folder}`);
    expect(manifest.homepage).toContain(`packages/${folder}`);
    expect(manifest.bugs?.url).toMatch(/^https:\/\/.*\/issues$/);
    expect(manifest.engines?.node).toBe(">=20");
    expect(manifest.sideEffects).toBe(false);
    expect(manifest.publishConfig).toEqual({ access: "public", provenance: true });
  });

  it("has types for each condition, before the code", async () => {
    const { exports } = await manifestOf(one);
    const files = await readdir(installed(one), { recursive: true });
    for (const [entry, target] of Object.entries(exports)) {
      if (typeof target === "string") {
        expect(files).toContain(target.slice(2));
        continue;
      }
      const found = leaves(target, [entry]);
      expect(found.map(({ way }) => way.at(-1))).toEqual(expect.arrayContaining(["import", "require"]));
      for (const { way, files: conditions } of found) {
        expect(Object.keys(conditions), way.join(" ")).toEqual(["types", "default"]);
        expect(files).toEqual(expect.arrayContaining(Object.values(conditions).map((file) => file.slice(2))));
        const types = way.at(-1) === "require" ? /\.d\.cts$/ : /\.d\.ts$/;
        expect(conditions.types, way.join(" ")).toMatch(types);
      }
    }
  });

  it("holds licence, readme and changelog, exact versions, and no source map without its source", async () => {
    const files = await readdir(installed(one), { recursive: true });
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "CHANGELOG.md"]));
    expect(files.filter((file) => file.endsWith(".map"))).toEqual([]);
    const text = await readFile(join(installed(one), "package.json"), "utf8");
    expect(text).not.toMatch(/"(workspace|catalog|file|link):/);
    for (const [dependency, version] of Object.entries((await manifestOf(one)).dependencies ?? {})) {
      expect(version, dependency).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    }
  });

  it("publint has nothing to say", async () => {
    const bytes = await readFile(one.tarball);
    const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it("the types are not wrong, for CommonJS, ES modules, bundlers and TypeScript's old `node10` resolution", async () => {
    const data = one.entries.filter((entry) => entry.endsWith(".wasm"));
    const exclude = data.length > 0 ? ["--exclude-entrypoints", ...data] : [];
    const { stdout } = await run(bin("attw"), [one.tarball, "--format", "json", ...exclude], {
      maxBuffer: 1 << 26,
    }).catch((error: { stdout?: string; message: string }) => ({ stdout: error.stdout || error.message }));
    const { analysis, problems = {} } = JSON.parse(stdout) as {
      analysis: { entrypoints: Record<string, unknown> };
      problems?: Record<string, object[]>;
    };
    // With package.json's own entry.
    expect(Object.keys(analysis.entrypoints).length).toBe(one.entries.length - data.length + 1);
    expect(Object.values(problems).flat()).toEqual([]);
  });
});

it("knip finds no unused file, export or dependency", async () => {
  const { stdout } = await run(bin("knip"), ["--no-progress", "--no-config-hints"], {
    cwd: root,
    maxBuffer: 1 << 26,
  }).catch((error: { stdout?: string; message: string }) => ({ stdout: error.stdout || error.message }));
  expect(stdout.trim()).toBe("");
});
