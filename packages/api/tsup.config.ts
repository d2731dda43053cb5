import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { library } from "../../tsup.base";
import { emitDeclarations } from "./build/declarations.mjs";

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
    // Removes the empty imports of shared chunks that esbuild leaves, of which bundlers would warn.
    treeshake: { moduleSideEffects: false },
    onSuccess: async () => {
      await emitDeclarations();
    },
    esmOnly: ["ky"],
    define: { __API_VERSION__: JSON.stringify(version) },
  }),
);
