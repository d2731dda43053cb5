// Runs one task of the project on a machine that has only Node and npm:
//   node tools/bootstrap.mjs <task> [arguments]
// It installs what the task needs with the pinned package manager, then runs the script `task:<task>`.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
/** Heavy tools are installed only by the task that needs them. */
const onDemand = {
  bench: ["@schematic-internal/bench"],
  scoreboard: ["@schematic-internal/scoreboard"],
  mutate: ["@schematic-internal/mutate"],
  "test:runtimes": ["@schematic-internal/runtimes"],
};

const [task, ...args] = process.argv.slice(2);
const { packageManager, scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
if (!task || !scripts[`task:${task}`]) {
  const known = Object.keys(scripts).filter((name) => name.startsWith("task:"));
  console.error(`usage: node tools/bootstrap.mjs <${known.map((name) => name.slice(5)).join(" | ")}>`);
  process.exit(2);
}
if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`Node 20 or newer is needed; this is ${process.version}.`);
  process.exit(2);
}

const environment = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", npm_config_yes: "true" };

function run(commandArgs) {
  const npx = process.platform === "win32" ? "npx.cmd" : "npx";
  const result = spawnSync(npx, ["--yes", packageManager, ...commandArgs], {
    cwd: root,
    stdio: "inherit",
    env: environment,
    shell: process.platform === "win32",
  });
  return result.status ?? 1;
}

/** What an installation depends on; an unchanged tree skips the installation. */
function fingerprint(wanted) {
  const hash = createHash("sha256").update(process.version).update(wanted.join());
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"]) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

function install() {
  const wanted = onDemand[task] ?? [];
  const left = Object.values(onDemand)
    .flat()
    .filter((name) => !wanted.includes(name));
  const stamp = join(root, "node_modules", `.bootstrap-${task.replace(":", "-")}`);
  const now = fingerprint(wanted);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return 0;
  const filters = left.map((name) => `--filter=!${name}`);
  const status = run(["install", "--frozen-lockfile", ...filters]);
  if (status === 0) writeFileSync(stamp, now);
  return status;
}

const installed = install();
process.exit(installed === 0 ? run(["run", "--silent", `task:${task}`, ...args]) : installed);
