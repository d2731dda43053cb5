import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type Emulator, startEmulator } from "@schematic/emulator";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

let emulator: Emulator;
let server: ChildProcess;
let url = "";
let printed = "";

/** The program as its users start it: a process of its own that is told by its environment. */
async function start(): Promise<void> {
  server = spawn(process.execPath, [fileOf("../dist/server.js")], {
    env: {
      ...process.env,
      PORT: "0",
      SCHEMATIC_API_KEY: emulator.apiKey,
      SCHEMATIC_API_URL: emulator.url,
      SCHEMATIC_EVENT_CAPTURE_URL: emulator.captureUrl,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  printed = "";
  url = await new Promise((resolve, reject) => {
    server.stdout?.on("data", (chunk) => {
      printed += chunk;
      const [, found] = /listening on (\S+)/.exec(printed) ?? [];
      if (found !== undefined) resolve(found);
    });
    server.once("exit", (code) => reject(new Error(`ended early with ${code}:\n${printed}`)));
  });
  // It serves before its client is ready if that takes longer than 5 s, as on a busy machine.
  const state = async (): Promise<unknown> =>
    ((await (await get("/health")).json()) as { state: string }).state;
  while ((await state()) !== "ready") await new Promise((resolve) => setTimeout(resolve, 20));
}

const get = (path: string, company?: string): Promise<Response> =>
  fetch(url + path, company === undefined ? {} : { headers: { "x-company": company } });

const reports = (): unknown[] => emulator.events().filter(({ type }) => type === "track");

beforeEach(async () => {
  emulator = await startEmulator({ seed: fileOf("../seed.yaml") });
  await start();
});

afterEach(async () => {
  if (server.exitCode === null && server.signalCode === null) {
    server.kill("SIGKILL");
    await once(server, "exit");
  }
  await emulator.close();
});

describe("the Express application", () => {
  it("answers 401, 403 and 402 by who calls, what the plan has, and what is used up", async () => {
    expect((await get("/reports")).status).toBe(401);
    expect((await get("/audit-log", "acme")).status).toBe(403);
    expect((await get("/audit-log", "beta")).status).toBe(200);
    for (let report = 1; report <= 3; report++) {
      const answer = await get("/reports", "acme");
      expect([answer.status, await answer.text()]).toEqual([200, "working …\na report\n"]);
    }
    // Until the server knows all three, its count of fewer may take the place of the application's own.
    await emulator.waitFor(() => reports().length === 3, 60_000);
    const refused = await get("/reports", "acme");
    expect(refused.status).toBe(402);
    expect(await refused.json()).toEqual({ error: "3 of 3 used", usage: 3, allocation: 3 });
  });

  it("checks in memory: the requests make no call to Schematic", async () => {
    for (let call = 0; call < 20; call++) await get("/audit-log", "beta");
    expect(Object.keys(emulator.requests()).filter((name) => name.includes("/check"))).toEqual([]);
    expect(await (await get("/health")).json()).toMatchObject({ state: "ready", source: "datastream" });
  });

  it("finishes requests at SIGTERM and delivers every event before it ends", async () => {
    const under = await Promise.all(Array.from({ length: 25 }, () => get("/reports", "beta")));
    // Each has begun its answer and not yet tracked its report: the work takes longer.
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    const texts = await Promise.all(under.map((answer) => answer.text()));
    expect(await ended).toEqual([0, null]);
    expect(texts).toEqual(Array.from({ length: 25 }, () => "working …\na report\n"));
    expect(reports()).toHaveLength(25);
    expect(printed).toContain("closed, every event is delivered");
    await expect(get("/health")).rejects.toThrow();
  });
});
