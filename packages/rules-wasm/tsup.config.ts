import { copyFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { library } from "../../tsup.base";

const base = library({ entry: ["src/index.ts"] });

export default defineConfig([
  {
    ...base,
    onSuccess: async () => copyFileSync("build/engine.wasm", "dist/engine.wasm"),
  },
  {
    ...base,
    entry: { edge: "src/index.ts" },
    format: ["esm"],
    dts: false,
    clean: false,
    external: [/\.wasm\?module$/],
    esbuildPlugins: [
      {
        name: "module-by-import",
        setup(build) {
          build.onResolve({ filter: /^\.\/module$/ }, ({ resolveDir }) => ({
            path: `${resolveDir}/module.edge.ts`,
          }));
          build.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, external: true }));
        },
      },
    ],
  },
]);
