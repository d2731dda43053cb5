import { defineConfig } from "tsup";
import { library } from "../../tsup.base";
import { pageForBuild } from "./page.build";

export default defineConfig(
  library({
    entry: ["src/index.ts", "src/cli.ts"],
    platform: "node",
    esbuildPlugins: [pageForBuild],
    // The program has nothing to import from it.
    dts: { entry: "src/index.ts", compilerOptions: { ignoreDeprecations: "6.0" } },
  }),
);
