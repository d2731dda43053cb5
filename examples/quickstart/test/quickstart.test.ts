import { execFile, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it, vi } from "vitest";

// Each test runs the whole program.
vi.setConfig({ testTimeout: 120_000 });

const run = promisify(execFile);
const program = join(dirname(fileURLToPath(import.meta.url)), "..", "dist", "main.js");

describe("the quickstart", () => {
  it("tells its story and ends with exit code 0", async () => {
    const { stdout } = await run(process.execPath, [program], { timeout: 60_000 });
    expect(stdout).toMatch(/calls served before the limit +10\n/);
    expect(stdout).toMatch(/after ten calls +api-calls +off +10 of 10 /);
    expect(stdout).toMatch(/after the upgrade +api-calls +on +10 of 1000 /);
    expect(stdout).toMatch(/after the upgrade +sso +on /);
    expect(stdout).toMatch(/webhook entitlement\.limit\.reached, signature verified/);
    expect(stdout).toMatch(/webhook company\.plan_changed, signature verified/);
    expect(stdout).toMatch(/webhooks refused +0\n/);
    expect(stdout).toMatch(/push to flag off, other server +\d+\.\d ms/);
  });

  it("stays up with --serve, prints its URLs, and ends when told to", async () => {
    const child = spawn(process.execPath, [program, "--serve"], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    let output = "";
    await new Promise<void>((resolve, reject) => {
      child.stdout.on("data", (chunk) => {
        output += chunk;
        if (/API key +\S+\n/.test(output)) resolve();
      });
      ended.then((code) => reject(new Error(`ended early with ${code}:\n${output}`)));
    });
    const [, page = ""] = /page +(http:\/\/127\.0\.0\.1:\d+)/.exec(output) ?? [];
    const answer = await fetch(page);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/html");
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });
});
