// Bundles the function for each place and prints what a cold start has to load.
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const common = { bundle: true, minify: true, target: "es2022", outdir: "dist", logLevel: "warning" };
const { metafile } = await build({
  ...common,
  entryPoints: ["src/worker.ts", "src/edge.ts"],
  format: "esm",
  platform: "neutral",
  mainFields: ["module", "main"],
  conditions: ["edge-light", "worker", "import"],
  metafile: true,
});
writeFileSync("dist/meta.json", JSON.stringify(metafile));
await build({
  ...common,
  entryPoints: ["src/serve.ts"],
  format: "esm",
  platform: "node",
  packages: "external",
});

for (const file of ["dist/worker.js", "dist/edge.js"]) {
  const bundle = readFileSync(file);
  const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
  console.log(`${file}  ${kb(bundle.length)}, gzipped ${kb(gzipSync(bundle, { level: 9 }).length)}`);
}
