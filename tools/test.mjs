// Everything that `npm test` runs, in order, with a count at the end: build, checks, tests.
// The last line is `N passed, N failed`; the exit code is 0 only when nothing failed.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const bin = (name) => join(root, "node_modules", ".bin", name);

function redisIsThere() {
  if (process.env.REDIS_URL) return true;
  return spawnSync("redis-server", ["--version"], { stdio: "ignore" }).status === 0;
}

/** One step: a title, a command, and whether it held. */
function step(title, command, args, env = {}) {
  console.log(`\n── ${title}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  console.log(
    `── ${title}: ${status === 0 ? "ok" : "failed"} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  );
  return status === 0;
}

function turbo(title, tasks, extra = [], env = {}) {
  const args = ["run", ...tasks, "--continue=dependencies-successful", "--output-logs=errors-only", ...extra];
  return step(title, bin("turbo"), args, env);
}

/** Folders whose package has a `test` script, except those that are installed on demand. */
function testedFolders() {
  const onDemand = new Set(["bench", "scoreboard", "runtimes", "mutate"]);
  const folders = ["packages", "examples", "tools"].flatMap((group) =>
    readdirSync(join(root, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !(group === "tools" && onDemand.has(entry.name)))
      .map((entry) => join(root, group, entry.name)),
  );
  return folders.filter((folder) => {
    const file = join(folder, "package.json");
    return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).scripts?.test;
  });
}

function readResults(folder) {
  const file = join(folder, ".results", "vitest.json");
  const name = relative(root, folder);
  if (!existsSync(file)) return { name, passed: 0, failed: 1, skipped: 0, note: "no results were written" };
  const results = JSON.parse(readFileSync(file, "utf8"));
  const failed = results.numFailedTests + (results.success || results.numFailedTests > 0 ? 0 : 1);
  const skipped = (results.numPendingTests ?? 0) + (results.numTodoTests ?? 0);
  return { name, passed: results.numPassedTests, failed, skipped, note: "" };
}

function report(steps, rows) {
  console.log("\n── results");
  for (const [title, held] of steps) console.log(`  ${held ? "ok    " : "FAILED"} ${title}`);
  for (const row of rows) {
    const figures = `${String(row.passed).padStart(6)} passed ${String(row.failed).padStart(4)} failed`;
    console.log(`${figures}  ${row.name}${row.skipped ? `, ${row.skipped} skipped` : ""} ${row.note}`);
  }
}

if (!redisIsThere()) {
  console.error(
    "The tests need Redis: install it (Debian, Ubuntu: `apt-get install redis-server`; macOS: `brew install redis`) " +
      "so that `redis-server` is on PATH, or set REDIS_URL for the single-node suites.",
  );
  console.log("0 passed, 1 failed");
  process.exit(1);
}

const folders = testedFolders();
const filters = [
  "--filter=!@schematic-internal/bench",
  "--filter=!@schematic-internal/scoreboard",
  "--filter=!@schematic-internal/runtimes",
  "--filter=!@schematic-internal/mutate",
];
const oneWorker = { VITEST_MAX_WORKERS: "1" };
for (const folder of folders) rmSync(join(folder, ".results"), { recursive: true, force: true });
const steps = [["build", turbo("build", ["build"], ["--concurrency=2", ...filters])]];
steps.push(["lint", step("lint", bin("biome"), ["check", "."])]);
steps.push(["dependency graph", step("dependency graph", process.execPath, ["tools/check-graph.mjs"])]);
steps.push([
  "figures of the README",
  step("figures of the README", process.execPath, ["tools/figures.mjs", "--check"]),
]);
steps.push(["types", turbo("types", ["typecheck", "test:types"], ["--concurrency=2", ...filters])]);
// The tests' own results say what failed, so the exit code of this step is only shown.
turbo("tests", ["test"], ["--concurrency=2", ...filters], oneWorker);

const rows = folders.map(readResults);
report(steps, rows);
const passed = rows.reduce((sum, row) => sum + row.passed, 0) + steps.filter(([, held]) => held).length;
const failed = rows.reduce((sum, row) => sum + row.failed, 0) + steps.filter(([, held]) => !held).length;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
