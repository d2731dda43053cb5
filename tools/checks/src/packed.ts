/** Vitest's global setup: packs every package once and installs all tarballs into one empty project. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installTarballs, type PackedPackage, packAll } from "@schematic-internal/testing";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** The packed packages, in alphabetical order. */
    packed: PackedPackage[];
    /** A project outside the repository in which all of them are installed by npm. */
    consumer: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "schematic-checks-"));
  const packed = await packAll(join(folder, "tarballs"));
  const consumer = join(folder, "consumer");
  await installTarballs(consumer, packed);
  project.provide("packed", packed);
  project.provide("consumer", consumer);
  return () => rm(folder, { recursive: true, force: true });
}
