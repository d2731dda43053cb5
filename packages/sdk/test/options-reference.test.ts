import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { optionRows, reference } from "./options-reference";

const rows = optionRows();

test("every option has a meaning, a default and a unit", () => {
  expect(rows.length).toBeGreaterThan(40);
  const lacking = rows.filter((row) => Object.values(row).includes(""));
  expect(lacking).toEqual([]);
});

test("OPTIONS.md is what the code says", async () => {
  await expect(reference(rows)).toMatchFileSnapshot("../OPTIONS.md");
});

test.each(["../README.md", "../../core/README.md"])("%s leads to it", (readme) => {
  expect(readFileSync(new URL(readme, import.meta.url), "utf8")).toContain("OPTIONS.md)");
});
