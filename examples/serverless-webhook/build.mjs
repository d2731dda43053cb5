// Bundles each function by itself, as it is uploaded, and prints how large it is.
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const common = {
  bundle: true,
  minify: true,
  target: "es2022",
  format: "esm",
  outdir: "dist",
  logLevel: "warning",
};
const lambdas = { ...common, entryPoints: ["src/lambda.ts", "src/metered.ts"], platform: "node" };
const { metafile } = await build({ ...lambdas, metafile: true });
writeFileSync("dist/meta.json", JSON.stringify(metafile));
await build({
  ...common,
  entryPoints: ["src/worker.ts"],
  platform: "neutral",
  mainFields: ["module", "main"],
  conditions: ["worker", "import"],
  external: ["node:*"],
});
await build({ ...common, entryPoints: ["src/local.ts"], platform: "node", packages: "external" });

for (const file of ["dist/lambda.js", "dist/worker.js", "dist/metered.js"]) {
  const bundle = readFileSync(file);
  const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
  console.log(`${file}  ${kb(bundle.length)}, gzipped ${kb(gzipSync(bundle, { level: 9 }).length)}`);
}
