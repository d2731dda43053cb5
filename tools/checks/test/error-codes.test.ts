import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as errors from "@schematic/api/errors";
import { expect, it } from "vitest";

const packages = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "packages");
/** Those that a program of a user's has in it. */
const names = ["api", "core", "credits", "datastream", "cache-redis", "webhooks", "sdk", "rules-wasm"];

/** Where a code stands in the sources: in an error, in a type of codes, in a log line, as why a default is given. */
const places = [
  /\bcode(?: =|:) "([a-z_]+)"/g,
  /(?:Error|refused)\(\s*"([a-z_]+)"/g,
  /\b[\w ]+ \(([a-z]+_[a-z]+)\):/g,
  /\b(?:code|awayCode)\)? \?\? "([a-z_]+)"/g,
  /\? code : "([a-z_]+)"/g,
];

async function sourcesOf(name: string): Promise<string[]> {
  const files = await readdir(join(packages, name, "src"), { recursive: true });
  const sources = files.filter((file) => file.endsWith(".ts") && !file.includes("generated"));
  return Promise.all(sources.map((file) => readFile(join(packages, name, "src", file), "utf8")));
}

async function codesOfSources(): Promise<Set<string>> {
  const codes = new Set<string>();
  for (const text of (await Promise.all(names.map(sourcesOf))).flat()) {
    const found = places.flatMap((place) => [...text.matchAll(place)]);
    for (const [, union = ""] of text.matchAll(/type \w+ErrorCode =([\s\S]*?");/g))
      found.push(...union.matchAll(/"([a-z_]+)"/g));
    for (const [, code = ""] of found) codes.add(code);
  }
  for (const [name, Class] of Object.entries(errors)) {
    if (!/^[A-Z]\w*Error$/.test(name)) continue;
    const { code, statusCode } = new (Class as typeof errors.NotFoundError)({ error: "" });
    if (statusCode !== undefined) codes.add(String(code));
  }
  return codes;
}

it("TROUBLESHOOTING.md has every code, and none that is not there", async () => {
  const text = await readFile(join(packages, "sdk", "TROUBLESHOOTING.md"), "utf8");
  const listed = [...text.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([a-z_]+)`/g)].map(([, code = ""]) => code),
  );
  expect(new Set(listed).size, "each code has one row").toBe(listed.length);
  expect(listed.sort()).toEqual([...(await codesOfSources())].sort());
});
