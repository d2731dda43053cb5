import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { apiReport, packageFolders } from "../src/api-report";

const etc = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "etc");
const names = await packageFolders();

/** `pnpm api:update` writes the files anew: what a package exports changes on purpose alone. */
describe("API reports", () => {
  it.each(names)(
    "etc/%s.api.md is what the package exports",
    async (name) => {
      await expect(await apiReport(name)).toMatchFileSnapshot(join(etc, `${name}.api.md`));
    },
    120_000,
  );

  it("there is one for each package and none besides", async () => {
    expect((await readdir(etc)).sort()).toEqual(names.map((name) => `${name}.api.md`).sort());
  });
});
