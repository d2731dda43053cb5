// Runs dist/edge.js in Vercel's edge runtime on this machine, as its hosts would.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { EdgeRuntime, runServer } from "edge-runtime";

const { SCHEMATIC_API_KEY, SCHEMATIC_API_URL, SCHEMATIC_TIMEOUT, PORT = "3000" } = process.env;
const env = { SCHEMATIC_API_KEY, SCHEMATIC_API_URL, SCHEMATIC_TIMEOUT };
const code = await readFile(new URL("edge.js", import.meta.url), "utf8");
console.log(`edge.js is ${(gzipSync(code, { level: 9 }).length / 1024).toFixed(1)} KB, minified and gzipped`);
const runtime = new EdgeRuntime({
  initialCode: code,
  extend: (context) => Object.assign(context, { process: { env } }),
});
const server = await runServer({ runtime, port: Number(PORT), host: "127.0.0.1" });
console.log(`listening on ${server.url}`);
let closing: Promise<void> | undefined;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    closing ??= server.close();
  });
}
