import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { library } from "../../tsup.base";
import { emitDeclarations } from "./build/declarations.mjs";
import { dropEmptyImports } from "./build/empty-imports.mjs";
import { leanKy } from "./build/lean-ky.mjs";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

export default defineConfig(
  library({
    entry: [
      "src/{index,paginate,types,webhooks}.ts",
      "src/errors/index.ts",
      "src/generated/enums.ts",
      "src/generated/resources/*.ts",
      "!src/generated/resources/root.ts",
    ],
    outDir: "dist",
    // Rolling up the declarations of so many entry points takes minutes; with isolated declarations
    // each source file has its own, made without the others.
    dts: false,
    // Bundlers drop what is unused; a second pass here only takes time.
    treeshake: false,
    onSuccess: async () => {
      dropEmptyImports();
      await emitDeclarations();
    },
    noExternal: ["ky"],
    esbuildPlugins: [leanKy()],
    define: { __API_VERSION__: JSON.stringify(version) },
  }),
);
