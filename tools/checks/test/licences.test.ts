import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";

const packages = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "packages");
const packed = inject("packed");
const consumer = inject("consumer");
const folderOf = (name: string) => join(consumer, "node_modules", name);
const text = (path: string) => readFileSync(path, "utf8");

/** Names of the foreign packages whose code is in the JavaScript files of a folder, by esbuild's comments. */
function bundledIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const names = files
    .filter((file) => /\.[cm]?js$/.test(file) && !file.includes("node_modules"))
    .flatMap((file) => [
      ...text(join(folder, file)).matchAll(/^\/\/ \S*node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\/\S+$/gm),
    ])
    .map(([, name = ""]) => name);
  return [...new Set(names)].sort();
}

/** Returns the licence text that a package of the workspace installs for one of its dependencies. */
function licenceOf(owner: string, dependency: string): string {
  const home = join(packages, owner.split("/")[1] ?? "", "package.json");
  let folder = dirname(createRequire(home).resolve(dependency));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  while (JSON.parse(text(join(folder, "package.json"))).name !== dependency) folder = dirname(folder);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry)) ?? "";
  return text(join(folder, file)).trim();
}

test.each(packed.map(({ name }) => name))("the tarball of %s contains its LICENSE", (name) => {
  expect(text(join(folderOf(name), "LICENSE"))).toMatch(/MIT License[\s\S]*WITHOUT WARRANTY OF ANY KIND/);
});

test.each(packed.map(({ name }) => name))("%s carries the licences of the code that it bundles", (name) => {
  const bundled = bundledIn(join(folderOf(name), "dist"));
  const file = join(folderOf(name), "dist", "THIRD-PARTY-NOTICES.txt");
  const notices = existsSync(file) ? text(file) : "";
  for (const dependency of bundled) {
    expect(notices, dependency).toMatch(new RegExp(`^${dependency} \\d`, "m"));
    expect(notices, dependency).toContain(licenceOf(name, dependency));
  }
});

test("ky is bundled in the CommonJS build of api only, unmodified", () => {
  const folder = join(folderOf("@schematic/api"), "dist");
  expect(bundledIn(folder)).toEqual(["ky"]);
  const scripts = readdirSync(folder).filter((file) => /\.c?js$/.test(file));
  const files = scripts.filter((file) => text(join(folder, file)).includes("throwHttpErrors"));
  expect(files).toEqual([expect.stringMatching(/\.cjs$/)]);
  expect(JSON.parse(text(join(folderOf("@schematic/api"), "package.json"))).dependencies).toHaveProperty(
    "ky",
  );
});
