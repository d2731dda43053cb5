import { existsSync, readdirSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installTarballs, type PackedPackage } from "@schematic-internal/testing";
import type { CheckResult } from "./types";

/** A framework's own test: what to install beside the tarballs, and what to run there. */
interface FrameworkModule {
  packages: Record<string, string>;
  run(tools: { check(title: string, condition: unknown): void; dir: string }): Promise<void>;
}

/** The tests of `frameworks/`, each in a folder of its own with the tarballs and its packages installed. */
export function frameworkNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".mjs"))
    .map((file) => file.slice(0, -4));
}

export async function runFramework(
  name: string,
  folder: string,
  scratch: string,
  packed: PackedPackage[],
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const check = (title: string, condition: unknown): void => {
    results.push({ title, ok: Boolean(condition) });
  };
  try {
    const source = join(folder, `${name}.mjs`);
    const { packages } = (await import(pathToFileURL(source).href)) as FrameworkModule;
    const dir = join(scratch, `framework-${name}`);
    await installTarballs(dir, packed, packages);
    const copy = join(dir, `${name}.mjs`);
    await cp(source, copy);
    await cp(join(folder, "support"), join(dir, "support"), { recursive: true });
    const module = (await import(pathToFileURL(copy).href)) as FrameworkModule;
    await module.run({ check, dir });
    if (results.length === 0) check("the test checked something", false);
  } catch (error) {
    check(`no exception: ${error instanceof Error ? error.stack : String(error)}`, false);
  }
  return results;
}
