import { copyFileSync } from "node:fs";
import { defineConfig, type Options } from "tsup";
import { library } from "../../tsup.base";

/** Builds with this file in place of `./compile`. */
function compileFrom(file: string, format = "esm"): NonNullable<Options["esbuildPlugins"]>[number] {
  return {
    name: "compile-from",
    setup(build) {
      if (build.initialOptions.define?.TSUP_FORMAT !== JSON.stringify(format)) return;
      build.onResolve({ filter: /^\.\/compile$/ }, ({ resolveDir }) => ({ path: `${resolveDir}/${file}` }));
      build.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, external: true }));
    },
  };
}

const base = library({
  entry: ["src/index.ts"],
  // Replaces the constants of assembly/layout.ts by their values.
  esbuildOptions: (options) => {
    options.minifySyntax = true;
  },
});
const variant: Options = { ...base, format: ["esm"], dts: false, clean: false };

export default defineConfig([
  {
    ...base,
    esbuildPlugins: [compileFrom("compile.raw.ts", "cjs")],
    onSuccess: async () => copyFileSync("build/engine.wasm", "dist/engine.wasm"),
  },
  { ...variant, entry: { node: "src/index.ts" }, esbuildPlugins: [compileFrom("compile.raw.ts")] },
  {
    ...variant,
    entry: { edge: "src/index.ts" },
    external: [/\.wasm\?module$/],
    esbuildPlugins: [compileFrom("compile.edge.ts")],
  },
]);
