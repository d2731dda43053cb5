import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("the story runs to its end", { timeout: 120_000 }, async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL("../dist/main.js", import.meta.url))]);
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  child.stderr.on("data", (chunk) => {
    text += chunk;
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  expect(code, text).toBe(0);
  expect(text).toContain("all of them see the limit after");
  // How many is a matter of the machine: what Redis does not answer in time goes over REST.
  expect(text).toMatch(/\d+ checks, [1-9]\d* of them from the replicator's Redis/);
});
