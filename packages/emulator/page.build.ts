import { readFile } from "node:fs/promises";
import { build, type Plugin, transform } from "esbuild";

const NAME = "virtual:emulator-page";
const folder = new URL("./src/ui/", import.meta.url);

/** Bundles the page of `src/ui` and returns a module that exports its three files as text. */
async function pageModule(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL("main.tsx", folder).pathname],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "inline",
  });
  const css = await readFile(new URL("page.css", folder), "utf8");
  const files = {
    PAGE: await readFile(new URL("page.html", folder), "utf8"),
    SCRIPT: outputFiles[0]?.text ?? "",
    STYLE: (await transform(css, { loader: "css", minify: true })).code,
  };
  return Object.entries(files)
    .map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};`)
    .join("\n");
}

/** Resolves the page for tsup. */
export const pageForBuild: Plugin = {
  name: "emulator-page",
  setup(builder) {
    builder.onResolve({ filter: new RegExp(`^${NAME}$`) }, ({ path }) => ({
      path,
      namespace: "emulator-page",
    }));
    builder.onLoad({ filter: /.*/, namespace: "emulator-page" }, async () => ({
      contents: await pageModule(),
    }));
  },
};

/** Resolves the page for vitest, which runs the sources. */
export const pageForTests: {
  name: string;
  resolveId(id: string): string | undefined;
  load(id: string): unknown;
} = {
  name: "emulator-page",
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load: (id) => (id === `\0${NAME}` ? pageModule() : undefined),
};
