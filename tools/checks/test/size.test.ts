import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..");

/** What size-limit tells of one entry of `.size-limit.json`. */
interface Measured {
  name: string;
  passed: boolean;
  size: number;
}

it("every import of .size-limit.json is within its budget, minified and gzipped", async () => {
  const budgets = JSON.parse(await readFile(join(folder, ".size-limit.json"), "utf8")) as { limit: string }[];
  const { stdout } = await promisify(execFile)(
    join(folder, "node_modules", ".bin", "size-limit"),
    ["--json"],
    {
      cwd: folder,
    },
  ).catch((error: { stdout?: string; message: string }) => ({ stdout: error.stdout || error.message }));
  const measured = JSON.parse(stdout) as Measured[];
  expect(measured.length).toBe(budgets.length);
  const over = measured.filter((one) => !one.passed || one.size === 0);
  expect(over.map(({ name, size }) => `${name}: ${size} bytes`)).toEqual([]);
});
