import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { type Emulator, startEmulator } from "@schematic/emulator";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Seconds: a check that takes long on a busy machine is still one that was answered. */
const TIMEOUT = "60";
let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ seed: fileOf("../seed.yaml") });
});
afterEach(() => emulator.close());

const tracked = (): number => emulator.events().filter(({ type }) => type === "track").length;
const asking = (url: string, company?: string): Request =>
  new Request(url, company === undefined ? {} : { headers: { "x-company": company } });

/** What the function must do, wherever it runs. */
async function story(ask: (company?: string) => Promise<Response>): Promise<void> {
  expect((await ask()).status).toBe(401);
  expect((await ask("beta")).status).toBe(402);
  for (let call = 1; call <= 3; call++) {
    const answer = await ask("acme");
    expect([answer.status, await answer.json()]).toEqual([200, { hello: "acme" }]);
    // The event is sent after the answer.
    await emulator.waitFor(() => tracked() === call, 60_000);
  }
  expect((await ask("acme")).status).toBe(402);
  emulator.faults.add({ route: "/flags/*/check", action: { type: "status", status: 503 } });
  expect((await ask("acme")).status).toBe(200);
  await emulator.waitFor(() => tracked() === 4, 60_000);
}

describe("the edge function", () => {
  it("answers in the edge runtime", async () => {
    const child: ChildProcess = spawn(process.execPath, [fileOf("../dist/serve.js")], {
      env: {
        ...process.env,
        PORT: "0",
        SCHEMATIC_API_KEY: emulator.apiKey,
        SCHEMATIC_API_URL: emulator.url,
        SCHEMATIC_TIMEOUT: TIMEOUT,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(child, "exit");
    let printed = "";
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout?.on("data", (chunk) => {
        printed += chunk;
        const [, found] = /listening on (\S+)/.exec(printed) ?? [];
        if (found !== undefined) resolve(found);
      });
      ended.then(([code]) => reject(new Error(`ended early with ${code}:\n${printed}`)));
    });
    try {
      await story((company) => fetch(asking(url, company)));
    } finally {
      child.kill("SIGTERM");
    }
    expect(await ended).toEqual([0, null]);
  });

  it("answers as the module of a Worker", async () => {
    const { default: worker } = (await import(fileOf("../dist/worker.js"))) as {
      default: { fetch(request: Request, env: object, context: object): Promise<Response> };
    };
    const env = {
      SCHEMATIC_API_KEY: emulator.apiKey,
      SCHEMATIC_API_URL: emulator.url,
      SCHEMATIC_TIMEOUT: TIMEOUT,
    };
    const late: Promise<unknown>[] = [];
    const context = { waitUntil: (work: Promise<unknown>) => late.push(work) };
    await story((company) => worker.fetch(asking("http://example.com/", company), env, context));
    await Promise.all(late);
  });

  it("has the two operations in its bundle and nothing but ky beside", async () => {
    const meta = JSON.parse(await readFile(fileOf("../dist/meta.json"), "utf8")) as {
      inputs: Record<string, unknown>;
    };
    const foreign = Object.keys(meta.inputs).filter(
      (file) => !/^src\/|packages\/api\/dist|\/ky\//.test(file),
    );
    expect(foreign).toEqual([]);
    const bundle = await readFile(fileOf("../dist/worker.js"));
    expect(bundle.includes("/companies")).toBe(false);
    expect(gzipSync(bundle, { level: 9 }).length).toBeLessThan(14_336);
  });
});
