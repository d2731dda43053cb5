// Checks the English of comments, messages and documents:
//   pnpm english                       what the tests enforce
//   pnpm english packages/core docs    any folders and files
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ENFORCED, report } from "./check";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "..");
const paths = process.argv.slice(2);
// A mistyped path must not count as one without findings.
for (const path of paths.filter((each) => !existsSync(join(ROOT, each)))) {
  console.error(`${path} does not exist: name folders and files from the root of the repository`);
  process.exit(2);
}
const lines = report(ROOT, paths.length > 0 ? paths : ENFORCED);
for (const line of lines) console.log(line);
console.log(`${lines.length} findings in ${paths.length > 0 ? paths.join(", ") : "the enforced folders"}`);
process.exit(lines.length === 0 ? 0 : 1);
