import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

export interface PackedPackage {
  name: string;
  /** Path of the tarball. */
  tarball: string;
  /** Names of the other `@schematic/*` packages that it depends on. */
  needs: string[];
  /** Its entry points, as in `.`, `./companies`. */
  entries: string[];
}

interface Manifest {
  name: string;
  private?: boolean;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  exports?: Record<string, unknown>;
}

/** The package manager, at the version that the repository pins. */
async function packageManager(): Promise<string> {
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    packageManager: string;
  };
  return manifest.packageManager;
}

interface PnpmPacked {
  name: string;
  filename: string;
}

/** Packs every package of `packages/` (built before) into `folder`, as publishing would. */
export async function packAll(folder: string, repository: string = root): Promise<PackedPackage[]> {
  await mkdir(folder, { recursive: true });
  const { stdout } = await run(
    "npx",
    [
      "--yes",
      await packageManager(),
      "--filter",
      "./packages/*",
      "--filter",
      "!@schematic-internal/*",
      "pack",
      "--json",
      "--pack-destination",
      folder,
    ],
    { cwd: repository, maxBuffer: 1 << 26 },
  );
  const tarballs = JSON.parse(stdout.slice(stdout.indexOf("["))) as PnpmPacked[];
  const packed: PackedPackage[] = [];
  for (const name of (await readdir(join(repository, "packages"))).sort()) {
    const file = join(repository, "packages", name, "package.json");
    const manifest = JSON.parse(await readFile(file, "utf8")) as Manifest;
    if (manifest.private) continue;
    const filename = tarballs.find((one) => one.name === manifest.name)?.filename;
    if (!filename) throw new Error(`${manifest.name} was not packed`);
    packed.push({
      name: manifest.name,
      tarball: isAbsolute(filename) ? filename : join(folder, filename),
      needs: Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).filter((dependency) =>
        dependency.startsWith("@schematic/"),
      ),
      entries: Object.keys(manifest.exports ?? {}).filter((entry) => entry !== "./package.json"),
    });
  }
  return packed;
}

/** The tarballs that installing `names` needs: theirs, and those of what they depend on. */
export function closure(packed: PackedPackage[], names: string[]): PackedPackage[] {
  const wanted = new Set<string>();
  const add = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const needed of packed.find((one) => one.name === name)?.needs ?? []) add(needed);
  };
  for (const name of names) add(name);
  return packed.filter((one) => wanted.has(one.name));
}

/** Makes a project in `folder` and installs the tarballs, with what else is asked for, by npm. */
export async function installTarballs(
  folder: string,
  packed: PackedPackage[],
  extra: Record<string, string> = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const dependencies = Object.fromEntries(packed.map((one) => [one.name, `file:${one.tarball}`]));
  const manifest = {
    name: "consumer",
    private: true,
    type: "module",
    dependencies: { ...dependencies, ...extra },
  };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  await run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"], {
    cwd: folder,
    maxBuffer: 1 << 26,
  });
}
