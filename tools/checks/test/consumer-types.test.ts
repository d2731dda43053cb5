import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PackedPackage } from "@schematic-internal/testing";
import ts from "typescript";
import { describe, expect, inject, it } from "vitest";

const here = dirname(fileURLToPath(import.meta.url));
const packed = inject("packed");
const consumer = inject("consumer");

/** What a user of Node without a DOM has, and one of a browser or an edge runtime without Node. */
const hosts = {
  node: { lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"], types: ["node"] },
  web: { lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"], types: [] as string[] },
};

const resolutions = {
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  nodenext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  // What `"module": "commonjs"` means up to TypeScript 5: the published SDK is used so.
  node10: {
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: "6.0",
  },
};

function specifiers(list: PackedPackage[]): string[] {
  return list.flatMap((one) =>
    one.entries.filter((entry) => !entry.endsWith(".wasm")).map((entry) => one.name + entry.slice(1)),
  );
}

/** Writes a program that imports everything and gives back what the compiler says of it and of the packages. */
function complaints(names: string[], options: ts.CompilerOptions, extensions: string[]): string[] {
  const text = names.map(
    (name, i) => `import * as m${i} from "${name}";\nexport const v${i}: object = m${i};`,
  );
  const source = `${text.join("\n")}\n`;
  const folder = join(consumer, `types-${createHash("sha1").update(JSON.stringify(options)).digest("hex")}`);
  mkdirSync(folder, { recursive: true });
  const files = extensions.map((extension) => join(folder, `program${extension}`));
  for (const file of files) writeFileSync(file, source);
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    skipLibCheck: false,
    typeRoots: [join(here, "..", "node_modules", "@types")],
    ...options,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      (one) =>
        `${one.file?.fileName.replace(consumer, "") ?? ""} ${ts.flattenDiagnosticMessageText(one.messageText, "\n")}`,
    );
}

const everything = specifiers(packed);
/** Packages whose types must not need Node's. */
const web = new Set(
  ["api", "cache-redis", "core", "credits", "datastream", "rules-wasm", "sdk", "webhooks"].map(
    (name) => `@schematic/${name}`,
  ),
);

describe("a user's program compiles against the tarballs, libraries checked too", () => {
  it.each(Object.entries(resolutions))(
    "moduleResolution %s",
    (name, resolution) => {
      const extensions = name === "bundler" || name === "node10" ? [".ts"] : [".mts", ".cts"];
      expect(complaints(everything, { ...resolution, ...hosts.node }, extensions)).toEqual([]);
    },
    120_000,
  );

  it("with the library of ES2020 alone, as published programs may have it", () => {
    const names = specifiers(packed.filter((one) => web.has(one.name)));
    const host = { lib: ["lib.es2020.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"], types: [] as string[] };
    expect(complaints(names, { ...resolutions.node10, ...host }, [".ts"])).toEqual([]);
  }, 120_000);

  it("without Node's types, where a package is for every runtime", () => {
    const names = specifiers(packed.filter((one) => web.has(one.name)));
    expect(complaints(names, { ...resolutions.bundler, ...hosts.web }, [".ts"])).toEqual([]);
  });
});
