// Publishes the packages, each from a clean clone of the last commit, so that what is published was committed:
//   pnpm release                      the versions that package.json names and the registry has not (with provenance)
//   pnpm release:snapshot [tag]       0.0.0-<tag>-<time>-<commit>, under the npm tag <tag>, default `snapshot`
//   … --dry-run [--out <folder>]      everything but the upload; the tarballs are put into <folder>
// A dry run of a release first applies the changesets, as `pnpm changeset version` will. Built-ins alone are used.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    snapshot: { type: "boolean", default: false },
    "dry-run": { type: "boolean", default: false },
    out: { type: "string" },
  },
});
const dry = values["dry-run"];
const tag = values.snapshot ? (positionals[0] ?? "snapshot") : "latest";

function run(title, cwd, command, args, env = {}) {
  console.log(`── ${title}`);
  const { status } = spawnSync(command, args, { cwd, stdio: "inherit", env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`${title}: ${command} ended with exit code ${status}`);
}

const pnpm = (title, cwd, args, env) => run(title, cwd, "npx", ["--yes", packageManager, ...args], env);

/** Changesets that wait for a version. */
function waiting(folder) {
  return readdirSync(join(folder, ".changeset")).filter((name) => /^(?!README).*\.md$/.test(name));
}

function applyVersions(clone) {
  if (values.snapshot) {
    pnpm("snapshot versions", clone, ["exec", "changeset", "version", "--snapshot", tag]);
  } else if (waiting(clone).length > 0) {
    if (!dry) throw new Error("There are changesets: run `pnpm changeset version`, commit, then release.");
    pnpm("versions", clone, ["exec", "changeset", "version"]);
  }
}

function publish(clone) {
  const packages = ["--filter", "./packages/*", "--filter", "!@schematic-internal/*"];
  if (!dry) {
    const tagging = values.snapshot ? ["--no-git-tag", "--tag", tag] : [];
    // Provenance needs a CI that can prove what it is: `id-token: write` in GitHub Actions.
    pnpm("publish", clone, ["exec", "changeset", "publish", ...tagging], { NPM_CONFIG_PROVENANCE: "true" });
    // The tags that changesets made are the repository's, which is the clone's origin.
    if (!values.snapshot) run("tags", clone, "git", ["push", "--quiet", "origin", "--tags"]);
    return;
  }
  const args = ["publish", "--dry-run", "--no-git-checks", "--access", "public", "--tag", tag];
  pnpm("publish, dry run", clone, [...packages, ...args], { NPM_CONFIG_PROVENANCE: "false" });
  if (values.out === undefined) return;
  const out = resolve(values.out);
  mkdirSync(out, { recursive: true });
  pnpm("tarballs", clone, [...packages, "pack", "--pack-destination", out]);
}

const scratch = mkdtempSync(join(tmpdir(), "schematic-release-"));
try {
  const clone = join(scratch, "repository");
  run("clone of the last commit", root, "git", ["clone", "--quiet", root, clone]);
  const onDemand = ["bench", "scoreboard", "runtimes", "mutate"].map(
    (one) => `--filter=!@schematic-internal/${one}`,
  );
  pnpm("install", clone, ["install", "--frozen-lockfile", "--prefer-offline", "--silent", ...onDemand]);
  applyVersions(clone);
  pnpm("build", clone, [
    "exec",
    "turbo",
    "run",
    "build",
    "--filter=./packages/*",
    "--output-logs=errors-only",
  ]);
  publish(clone);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
