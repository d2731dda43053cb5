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
  const [, checks, local, rest] =
    /(\d+) checks, (\d+) of them from the replicator's Redis; (\d+) REST requests/.exec(text) ?? [];
  expect(Number(local), text).toBeGreaterThan(0);
  // What Redis does not answer within 50 ms on a busy machine goes over REST, and nothing else does.
  expect(Number(rest), text).toBeLessThanOrEqual(Number(checks) - Number(local));
  expect(text).not.toContain("got a default");
});
