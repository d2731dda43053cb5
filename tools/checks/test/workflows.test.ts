import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const folder = join(root, ".github", "workflows");
const workflows = await Promise.all(
  (await readdir(folder)).map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const),
);

describe("workflows", () => {
  it.each(workflows)(
    "%s pins its actions to commits, asks for no more than it needs and runs .ci/run",
    (_, text) => {
      const actions = [...text.matchAll(/\buses:\s*(\S+)/g)].map(([, action]) => action);
      expect(actions.length).toBeGreaterThan(0);
      for (const action of actions) expect(action).toMatch(/@[0-9a-f]{40}$/);
      expect(text).toMatch(/^permissions:\n {2}contents: read\n/m);
      expect(text).toContain("bash .ci/run");
    },
  );

  it("only a release may prove to npm where it was built", () => {
    const may = workflows.filter(([, text]) => text.includes("id-token: write")).map(([name]) => name);
    expect(may).toEqual(["release.yml"]);
  });

  it("the package manager is named once", async () => {
    const { packageManager } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
      packageManager: string;
    };
    for (const file of ["CONTRIBUTING.md", "tools/runtimes/src/layers.ts"]) {
      const found = (await readFile(join(root, file), "utf8")).match(/pnpm@[\d.]+\d/g) ?? [];
      expect(new Set(found), file).toEqual(new Set([packageManager]));
    }
  });
});
