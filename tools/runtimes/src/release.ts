/** Dry runs of a release and of a snapshot, each from a clean clone of the last commit: what the tarballs would hold. */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { CheckResult } from "./types";

const run = promisify(execFile);

interface Manifest {
  name: string;
  version: string;
  dependencies?: Record<string, string>;
  publishConfig?: { access?: string; provenance?: boolean };
}

const read = async (tarball: string, file: string): Promise<string> =>
  (await run("tar", ["-xzOf", tarball, `package/${file}`], { maxBuffer: 1 << 26 })).stdout;

/** Orders versions without prereleases: those of the repository have none. */
function isHigher(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.split(".").map(Number)) as [number[], number[]];
  const i = a.findIndex((part, index) => part !== b[index]);
  return i >= 0 && (a[i] ?? 0) > (b[i] ?? 0);
}

async function checkTarball(
  tarball: string,
  versions: Map<string, string>,
  current: Map<string, string>,
  bumped: Set<string>,
): Promise<CheckResult[]> {
  const text = await read(tarball, "package.json");
  const { name, version, dependencies = {}, publishConfig } = JSON.parse(text) as Manifest;
  const files = (await run("tar", ["-tzf", tarball], { maxBuffer: 1 << 26 })).stdout
    .split("\n")
    .map((file) => file.replace(/^package\//, ""));
  const results: CheckResult[] = [];
  const check = (title: string, ok: boolean): void => void results.push({ title: `${name}: ${title}`, ok });
  check("no workspace: or catalog: is left", !/"(workspace|catalog):/.test(text));
  const siblings = Object.entries(dependencies).filter(([one]) => one.startsWith("@schematic/"));
  check(
    `its siblings are those of this release: ${siblings.join(" ")}`,
    siblings.every(([one, wanted]) => wanted === versions.get(one)),
  );
  check(
    "licence, readme and changelog",
    ["LICENSE", "README.md", "CHANGELOG.md"].every((one) => files.includes(one)),
  );
  const stray = files.filter((file) =>
    /(^|\/)(src|test|scoreboard|\.results|\.turbo)\/|\.map$|\.env/.test(file),
  );
  check(`no source, test or map: ${stray}`, stray.length === 0);
  check("public, with provenance", publishConfig?.access === "public" && publishConfig.provenance === true);
  if (bumped.has(name)) {
    check(`${version} is higher than ${current.get(name)}`, isHigher(version, current.get(name) ?? ""));
    check("the changelog tells of it", (await read(tarball, "CHANGELOG.md")).includes(`## ${version}`));
  }
  return results;
}

/** Packages that a changeset names. */
async function changed(root: string): Promise<Set<string>> {
  const folder = join(root, ".changeset");
  const names = new Set<string>();
  for (const file of (await readdir(folder)).filter((one) => one.endsWith(".md"))) {
    const text = await readFile(join(folder, file), "utf8");
    for (const [, name] of text.matchAll(/^"(@schematic\/[\w-]+)": (?:major|minor|patch)$/gm)) {
      if (name) names.add(name);
    }
  }
  return names;
}

export const releaseNames: readonly string[] = ["release", "snapshot"];

/** Snapshots are of every package, under one version that no range of a release takes. */
function checkSnapshot(versions: Map<string, string>): CheckResult {
  const [version = "", ...others] = new Set(versions.values());
  return {
    title: `one snapshot version: ${[version, ...others]}`,
    ok: others.length === 0 && /^0\.0\.0-snapshot-\d{14}$/.test(version),
  };
}

export async function runRelease(kind: string, root: string, scratch: string): Promise<CheckResult[]> {
  const out = join(scratch, kind);
  const snapshot = kind === "snapshot";
  const results: CheckResult[] = [];
  const args = [join(root, "tools", "release.mjs"), "--dry-run", "--out", out];
  try {
    await run(process.execPath, snapshot ? [...args, "--snapshot"] : args, { cwd: root, maxBuffer: 1 << 26 });
    const tarballs = (await readdir(out)).map((file) => join(out, file));
    const versions = new Map<string, string>();
    for (const tarball of tarballs) {
      const { name, version } = JSON.parse(await read(tarball, "package.json")) as Manifest;
      versions.set(name, version);
    }
    const current = new Map<string, string>();
    for (const folder of await readdir(join(root, "packages"))) {
      const text = await readFile(join(root, "packages", folder, "package.json"), "utf8");
      const manifest = JSON.parse(text) as Manifest & { private?: boolean };
      if (!manifest.private) current.set(manifest.name, manifest.version);
    }
    results.push({
      title: `every package is released: ${[...versions.keys()]}`,
      ok: [...current.keys()].sort().join() === [...versions.keys()].sort().join(),
    });
    if (snapshot) results.push(checkSnapshot(versions));
    const bumped = snapshot ? new Set<string>() : await changed(root);
    for (const tarball of tarballs) results.push(...(await checkTarball(tarball, versions, current, bumped)));
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    results.push({ title: `${error}\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`, ok: false });
  }
  return results;
}
