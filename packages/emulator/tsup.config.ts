import { defineConfig } from "tsup";
import { library } from "../../tsup.base";

export default defineConfig([
  library({ entry: ["src/index.ts"], platform: "node" }),
  // The program behind bin/: ESM alone, and nothing to import from it.
  library({ entry: ["src/cli.ts"], platform: "node", format: ["esm"], dts: false, clean: false }),
]);
