import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { generate } from "../generator/generate.mjs";

const folder = new URL("../src/generated/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .sort();
/** The surface file is no part of the repository: give its path to check against it. */
const surface = process.env.SCHEMATIC_API_SURFACE;

describe("the generated files", () => {
  test("are as the generator wrote them", () => {
    const hashes = names.map((name) => `${createHash("sha256").update(read(name)).digest("hex")}  ${name}\n`);
    expect(hashes.join("")).toBe(read("SHA256"));
  });

  test.skipIf(!surface)("are what the generator makes of the surface file", () => {
    expect(existsSync(surface ?? "")).toBe(true);
    const files: Record<string, string> = generate(JSON.parse(readFileSync(surface ?? "", "utf8")));
    expect(Object.keys(files).sort()).toEqual(["SHA256", ...names].sort());
    for (const [name, text] of Object.entries(files)) expect(read(name), name).toBe(text);
  });
});

test("package.json exports every resource", () => {
  const { exports } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const resources = readdirSync(new URL("resources/", folder)).map(
    (file) => `./${file.replace(/\.ts$/, "")}`,
  );
  expect(Object.keys(exports)).toEqual(expect.arrayContaining(resources));
});

test("nothing in src needs Node", () => {
  const source = new URL("../src/", import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  for (const name of files) {
    expect(readFileSync(new URL(name, source), "utf8"), name).not.toMatch(
      /from "node:|\bprocess\.|\bBuffer\b|require\(/,
    );
  }
});
