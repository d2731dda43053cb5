// Rebuilds the engine from its sources and compares it with the committed hash, byte by byte.
//   node scripts/check-wasm.mjs            fails when they differ
//   node scripts/check-wasm.mjs --update   writes the hash, after a change of the sources
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { compileEngine } from "./build-wasm.mjs";

const record = new URL("../assembly/engine.sha256", import.meta.url);
const hash = createHash("sha256")
  .update(await compileEngine())
  .digest("hex");
if (process.argv.includes("--update")) writeFileSync(record, `${hash}\n`);
const recorded = readFileSync(record, "utf8").trim();
if (hash !== recorded) {
  console.error(`engine.wasm is ${hash}, assembly/engine.sha256 says ${recorded}.`);
  console.error("After a change of assembly/ run: npm run check:wasm -- --update");
  process.exit(1);
}
console.log(`engine.wasm is as recorded: ${hash}`);
