import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { verifyWebhookSignature } from "@schematichq/schematic-typescript-node";
import { afterEach, describe, expect, it } from "vitest";
import { runCli } from "../src/cli/run";
import { ACTIONS } from "../src/webhooks/actions";
import { exampleNotice } from "../src/webhooks/examples";
import { receiver } from "./support/api";

const BIN = fileURLToPath(new URL("../bin/schematic-emulator.mjs", import.meta.url));
const SEED = fileURLToPath(new URL("../seeds/quickstart.yaml", import.meta.url));

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

function run(...args: string[]): { child: ChildProcess; output: () => string; done: Promise<number | null> } {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  let text = "";
  child.stdout?.on("data", (chunk) => {
    text += String(chunk);
  });
  child.stderr?.on("data", (chunk) => {
    text += String(chunk);
  });
  return { child, output: () => text, done: once(child, "close").then(([code]) => code as number | null) };
}

describe("schematic-emulator", () => {
  it("starts on a free port, prints its URLs, and ends on SIGTERM with 0", async () => {
    const { child, output, done } = run("start", SEED, "--port", "0");
    const url = () => /SCHEMATIC_API_URL=(\S+)/.exec(output())?.[1];
    await expect.poll(url, { timeout: 60_000 }).toBeDefined();
    expect(output()).toContain("SCHEMATIC_API_KEY=sch_dev_quickstart");
    expect(output()).toMatch(/datastream {2}ws:\/\/127\.0\.0\.1:\d+\/datastream/);
    const answer = await fetch(`${url()}/flags/api-calls/check`, {
      method: "POST",
      headers: { "X-Schematic-Api-Key": "sch_dev_quickstart" },
      body: '{"company":{"id":"acme"}}',
    });
    expect(answer.status).toBe(200);
    child.kill("SIGTERM");
    expect(await done).toBe(0);
  });

  it("keeps its state in a folder across restarts", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    const begin = async () => {
      const { child, output, done } = run("start", SEED, "--port", "0", "--persist", folder);
      const url = () => /SCHEMATIC_API_URL=(\S+)/.exec(output())?.[1];
      await expect.poll(url, { timeout: 60_000 }).toBeDefined();
      return { child, done, url: url() ?? "" };
    };
    const headers = { "X-Schematic-Api-Key": "sch_dev_quickstart" };
    const first = await begin();
    const body = '{"keys":{"id":"kept"},"name":"Kept","traits":{"seats":3}}';
    await fetch(`${first.url}/companies`, { method: "POST", headers, body });
    first.child.kill("SIGTERM");
    expect(await first.done).toBe(0);
    const second = await begin();
    const query = encodeURIComponent('{"id":"kept"}');
    const found = await fetch(`${second.url}/companies/lookup?keys=${query}`, { headers });
    expect(await found.json()).toMatchObject({ data: { name: "Kept", traits: { seats: 3 } } });
    second.child.kill("SIGTERM");
    expect(await second.done).toBe(0);
    rmSync(folder, { recursive: true });
  });

  it("warns when other machines can reach it, and makes a key of its own", async () => {
    const { child, output, done } = run("start", "--port", "0", "--host", "0.0.0.0");
    await expect.poll(output, { timeout: 60_000 }).toContain("page ");
    expect(output()).toContain("Warning: other machines can reach this emulator on 0.0.0.0.");
    const key = /SCHEMATIC_API_KEY=(\S+)/.exec(output())?.[1] ?? "";
    expect(key).toMatch(/^sch_dev_[\w-]{32}$/);
    expect(output()).toContain(`/?key=${key}`);
    child.kill("SIGTERM");
    expect(await done).toBe(0);
  });

  it("says in one sentence that a port is taken, and refuses options that it does not know", async () => {
    const taken = createServer();
    taken.listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const lines: string[] = [];
    const output = { out: (line: string) => lines.push(line), err: (line: string) => lines.push(line) };
    expect(await runCli(["start", "--port", String(port)], output)).toBe(1);
    expect(lines).toEqual([`Port ${port} is in use. Choose another port, or 0 for a free one.`]);
    taken.close();
    for (const option of ["--prot", "--verbose", "-x", "--host="]) {
      expect([option, await runCli(["start", option], output)]).toEqual([option, 2]);
      expect([option, await runCli(["exec", option, "--", "true"], output)]).toEqual([option, 2]);
    }
  });

  it("runs a command beside it and takes its exit code", async () => {
    const script = `
      const { SCHEMATIC_API_URL: url, SCHEMATIC_EVENT_CAPTURE_URL: capture, SCHEMATIC_API_KEY: key } = process.env;
      fetch(url + "/companies/count", { headers: { "X-Schematic-Api-Key": key } })
        .then((answer) => answer.json())
        .then(({ data }) => { console.log("companies", data.count, capture === url, process.argv.at(-1)); process.exit(7); });`;
    const { output, done } = run("exec", SEED, "--", process.execPath, "-e", script, "--", "--help");
    expect(await done).toBe(7);
    expect(output()).toContain("companies 1 true --help");
    expect(output()).toMatch(/Schematic emulator at http:\/\/127\.0\.0\.1:\d+\//);
  });

  it("says 127 for a command that does not exist, and 2 with what is wrong", async () => {
    expect(await run("exec", "--", "no-such-program").done).toBe(127);
    const { output, done } = run("start", "no-such.yaml");
    expect([await done, output()]).toEqual([2, expect.stringContaining("no seed file at no-such.yaml")]);
  });

  it.each([
    [["bogus"], 'unknown command "bogus"'],
    [["start", "--prot", "1"], "--prot"],
    [["start", "--port", "x"], "--port x"],
    [["start", SEED, SEED], "start takes one seed"],
    [["exec", SEED], "exec needs a command"],
    [
      ["trigger", "entitlement.limit", "--to", "http://127.0.0.1:1/", "--secret", "s"],
      "entitlement.limit.reached",
    ],
    [["trigger", "test.send", "--secret", "s"], "--to needs"],
    [["trigger", "test.send", "--to", "http://127.0.0.1:1/"], "--secret needs"],
  ])("refuses %j", async (args, text) => {
    const lines: string[] = [];
    const code = await runCli(args, { out: () => {}, err: (line) => lines.push(line) });
    expect([code, lines.join("\n")]).toEqual([2, expect.stringContaining(text)]);
  });

  it("prints help with every action", async () => {
    const lines: string[] = [];
    const output = { out: (line: string) => lines.push(line), err: () => {} };
    expect(await runCli(["--help"], output)).toBe(0);
    for (const action of ACTIONS) expect(lines.join("\n")).toContain(action);
    expect(await runCli([], output)).toBe(2);
  });

  it("triggers a signed example, and fails when it is not taken", async () => {
    const hook = await receiver((n) => (n === 1 ? 200 : 500));
    const args = ["trigger", "entitlement.limit.reached", "--to", hook.url, "--secret", "whsec_1"];
    expect(await run(...args).done).toBe(0);
    const [received] = hook.received;
    verifyWebhookSignature({ headers: received?.headers ?? {}, rawBody: received?.body ?? "" }, "whsec_1");
    expect(JSON.parse(received?.body ?? "")).toMatchObject({
      action: "entitlement.limit.reached",
      body: { Allocation: 50, Usage: 50, company: { name: "Acme Inc." } },
    });
    const refused = run(...args);
    expect(await refused.done).toBe(1);
    expect(refused.output()).toContain("500");
    await hook.close();
    expect(await run(...args).done).toBe(1);
  });
});

describe("examples", () => {
  it.each(ACTIONS)("%s has a body of its own", (action) => {
    const notice = exampleNotice(action, Date.parse("2026-03-10T12:00:00Z"));
    expect(notice.action).toBe(action);
    expect(notice.objectType).not.toBe("unknown");
    expect(Object.keys(notice.body).length).toBeGreaterThan(0);
  });
});
