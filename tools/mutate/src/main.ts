// Mutation tests of one folder of a package:
//   pnpm mutate packages/kit/src
//   pnpm mutate packages/api/src/transport/retry.ts test/retry.test.ts
// Stryker changes the code in small ways, one at a time, and runs the package's tests (or those that are named) against
// each change. A change that no test notices is printed. The exit code is 1 when fewer than 90 % are noticed.
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Stryker } from "@stryker-mutator/core";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const USAGE = "usage: pnpm mutate <folder or file of a package> [test file of that package …]";
/** The share of changes, in percent, that tests have to notice. */
const MIN_SCORE = 90;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

/** Returns the folder of the package that holds `path`. */
function packageOf(path: string): string {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
  }
  return fail(`${path} belongs to no package. ${USAGE}`);
}

/** The code is changed in place, so that a stopped run can be undone with git. */
function requireCommitted(path: string): void {
  const changed = execFileSync("git", ["status", "--porcelain", "--", path], { cwd: ROOT, encoding: "utf8" });
  if (changed) fail(`Commit or stash these changes first: the mutations are made in place.\n${changed}`);
}

const [target, ...testFiles] = process.argv.slice(2);
if (!target) fail(USAGE);
const path = resolve(ROOT, target);
if (!existsSync(path)) fail(`${target} does not exist. ${USAGE}`);
const home = packageOf(path);
requireCommitted(path);

const inPackage = relative(home, path);
process.chdir(home);
const results = await new Stryker({
  mutate: statSync(path).isDirectory() ? [`${inPackage}/**/*.ts`, "!**/*.d.ts"] : [inPackage],
  plugins: [fileURLToPath(import.meta.resolve("@stryker-mutator/vitest-runner"))],
  testRunner: "vitest",
  inPlace: true,
  ...(testFiles.length > 0 ? { testFiles } : {}),
  reporters: ["clear-text", "progress"],
  clearTextReporter: {
    allowColor: process.stdout.isTTY === true,
    logTests: false,
    reportTests: false,
    reportScoreTable: true,
  },
  thresholds: { high: 95, low: MIN_SCORE, break: MIN_SCORE },
  concurrency: Math.max(1, availableParallelism() - 1),
  timeoutMS: 10_000,
  tempDirName: join(home, "node_modules", ".stryker-tmp"),
  allowEmpty: false,
}).runMutationTest();
const noticed = results.filter(({ status }) => status === "Killed" || status === "Timeout").length;
const counted = results.filter(({ status }) => status !== "Ignored" && status !== "CompileError").length;
const score = counted === 0 ? 0 : (100 * noticed) / counted;
console.log(`${target}: ${noticed} of ${counted} changes noticed, ${score.toFixed(1)} %`);
process.exit(score >= MIN_SCORE ? 0 : 1);
