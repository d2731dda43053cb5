import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { library } from "../../tsup.base";
import { emitDeclarations } from "./build/declarations.mjs";
import { dropEmptyImports } from "./build/empty-imports.mjs";
import { leanKy } from "./build/lean-ky.mjs";
import { writeViews } from "./build/views.mjs";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

export default defineConfig(
  library({
    entry: ["src/all.ts", "src/errors/index.ts", "src/types.ts", "src/webhooks.ts"],
    outDir: "dist",
    // Rolling up the declarations of so many entry points takes minutes; with isolated declarations
    // each source file has its own, made without the others.
    dts: false,
    // Bundlers drop what is unused; a second pass here only takes time.
    treeshake: false,
    onSuccess: async () => {
      dropEmptyImports();
      await writeViews();
      await emitDeclarations();
    },
    noExternal: ["ky"],
    esbuildPlugins: [leanKy()],
    define: { __API_VERSION__: JSON.stringify(version) },
  }),
);
