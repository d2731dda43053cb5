import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { library } from "../../tsup.base";
import { emitDeclarations } from "./build/declarations.mjs";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const resources = readdirSync("src/generated/resources").map((file) => `src/generated/resources/${file}`);

export default defineConfig(
  library({
    entry: [
      "src/index.ts",
      "src/errors/index.ts",
      "src/generated/enums.ts",
      "src/types.ts",
      "src/webhooks.ts",
      "src/paginate.ts",
      ...resources,
    ],
    outDir: "dist",
    // Rolling up the declarations of so many entry points takes minutes; with isolated declarations
    // each source file has its own, made without the others.
    dts: false,
    onSuccess: () => emitDeclarations(),
    define: { __API_VERSION__: JSON.stringify(version) },
  }),
);
