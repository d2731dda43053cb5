import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { library } from "../../tsup.base";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

export default defineConfig(
  library({
    entry: { index: "src/index.ts", internal: "src/internal.ts", journal: "src/journal/index.ts" },
    external: [/^node:/, "#platform"],
    // The few functions that are used, instead of a file of 200 KB that every start would read.
    noExternal: ["valibot", "@schematic-internal/kit"],
    define: { __CORE_VERSION__: JSON.stringify(version) },
  }),
);
