import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { generate, readSurface } from "../generator/generate.mjs";

const root = new URL("../", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), "utf8");
const namesIn = (folder: string) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}${name}`);

interface Surface {
  operations: Record<string, unknown>[];
  schemas: Record<string, { fields?: Record<string, unknown>[] }>;
}
/** A copy of the surface that a test may change. */
const surfaceCopy = (): Surface => structuredClone(readSurface()) as Surface;

describe("the generated files", () => {
  const files = generate(readSurface());

  test("are what the generator makes of the surface file", () => {
    for (const [name, text] of Object.entries(files)) expect(read(name), name).toBe(text);
  });

  test("are all that stands in the generated folders", () => {
    const found = [...namesIn("src/generated/"), ...namesIn("test-types/generated/"), "RETRIES.md"];
    expect(found.sort()).toEqual(Object.keys(files).sort());
  });

  test("hold no type, table or resource that is not in the surface", () => {
    const { schemas } = readSurface() as Surface;
    const declared = [...read("src/generated/types.ts").matchAll(/^export (?:interface|type) (\w+)/gm)];
    expect(declared.map(([, name]) => name).filter((name) => !((name as string) in schemas))).toEqual([]);
  });
});

describe("the generator refuses", () => {
  test("a POST that is not classified", () => {
    const surface = surfaceCopy();
    surface.operations.push({
      ...surface.operations[0],
      method: "createSomething",
      http: "POST",
      body: null,
    });
    expect(() => generate(surface)).toThrow("POST accesstokens.createSomething");
  });

  test("a list that names an operation which is gone", () => {
    const surface = surfaceCopy();
    surface.operations = surface.operations.filter(({ method }) => method !== "grantBillingCreditsToCompany");
    expect(() => generate(surface)).toThrow("credits.grantBillingCreditsToCompany");
  });

  test("a mark that it does not know", () => {
    const surface = surfaceCopy();
    (surface.schemas.CompanyCreditBalance?.fields?.[0] as Record<string, unknown>).encrypted = true;
    expect(() => generate(surface)).toThrow(/CompanyCreditBalance\.\w+: .* encrypted/);
  });

  test("a type that does not exist", () => {
    const surface = surfaceCopy();
    (surface.schemas.CompanyCreditBalance?.fields?.[0] as Record<string, unknown>).type = "Missing[]";
    expect(() => generate(surface)).toThrow("Missing");
  });

  test("a webhook action without an entry", () => {
    const surface = surfaceCopy();
    const { values } = surface.schemas.WebhookRequestType as unknown as { values: Record<string, string> };
    values.Other = "other.action";
    expect(() => generate(surface)).toThrow("other.action");
  });
});

test("package.json exports every resource", () => {
  const { exports } = JSON.parse(read("package.json"));
  const resources = namesIn("src/generated/resources/")
    .map((file) => `./${file.replace(/^.*\/|\.ts$/g, "")}`)
    .filter((name) => name !== "./root");
  expect(resources).toHaveLength(22);
  expect(Object.keys(exports)).toEqual(expect.arrayContaining(resources));
});

test("nothing in src needs Node", () => {
  for (const name of namesIn("src/")) {
    expect(read(name), name).not.toMatch(/from "node:|\bprocess\.|\bBuffer\b|require\(/);
  }
});
