import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { library } from "../../tsup.base";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

export default defineConfig(
  library({
    entry: { index: "src/index.ts", internal: "src/internal.ts", journal: "src/journal/index.ts" },
    external: [/^node:/, "#platform"],
    esmOnly: ["quick-lru"],
    // The types of the rules engine are part of the contracts. Users of core alone do not install the engine.
    dts: { resolve: ["@schematic/rules-wasm"], compilerOptions: { ignoreDeprecations: "6.0" } },
    define: { __CORE_VERSION__: JSON.stringify(version) },
  }),
);
