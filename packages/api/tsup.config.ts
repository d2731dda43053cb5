import { readdirSync, readFileSync, rmSync } from "node:fs";
import { defineConfig, type Options } from "tsup";
import { library } from "../../tsup.base";
import { emitDeclarations } from "./build/declarations.mjs";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const resources = readdirSync("src/generated/resources").map((file) => `src/generated/resources/${file}`);

const shared: Options = {
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
  clean: false,
  dts: false,
  // Declarations of 25 entry points take minutes to roll up; with isolated declarations each file has its own.
  define: { __API_VERSION__: JSON.stringify(version) },
};

// Once, and before both formats: they are built at the same time.
rmSync("dist", { recursive: true, force: true });

export default defineConfig([
  library({ ...shared, format: ["esm"], onSuccess: emitDeclarations }),
  // ky is ESM only: `require` of it fails on Node 20.
  library({ ...shared, format: ["cjs"], noExternal: ["ky"] }),
]);
