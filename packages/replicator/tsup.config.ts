import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { library } from "../../tsup.base";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

export default defineConfig(
  library({
    entry: ["src/index.ts", "src/cli.ts"],
    platform: "node",
    define: { __REPLICATOR_VERSION__: JSON.stringify(version) },
  }),
);
