import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Emulator, startEmulator } from "@schematic/emulator";
import { signWebhook } from "@schematic/webhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const SECRET = "whsec_local";
const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

let emulator: Emulator;
let host: ChildProcess;
let url = "";
let printed = "";
let onPrinted = (): void => {};

/** Resolves once the functions have printed what matches. */
function print(pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    onPrinted = () => {
      const found = pattern.exec(printed);
      if (found) resolve(found);
    };
    host.once("exit", (code) => reject(new Error(`ended early with ${code}:\n${printed}`)));
    onPrinted();
  });
}

beforeEach(async () => {
  // Without the webhook of the seed, whose port is fixed.
  const [seed = ""] = (await readFile(fileOf("../seed.yaml"), "utf8")).split("webhooks:");
  emulator = await startEmulator({ seed });
  printed = "";
  host = spawn(process.execPath, [`--env-file=${fileOf("../local.env")}`, fileOf("../dist/local.js")], {
    env: {
      ...process.env,
      PORT: "0",
      SCHEMATIC_API_KEY: emulator.apiKey,
      SCHEMATIC_API_URL: emulator.url,
      SCHEMATIC_EVENT_CAPTURE_URL: emulator.captureUrl,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  host.stdout?.on("data", (chunk) => {
    printed += chunk;
    onPrinted();
  });
  [, url = ""] = await print(/listening on (\S+)/);
});

afterEach(async () => {
  if (host.exitCode === null && host.signalCode === null) {
    host.kill("SIGKILL");
    await once(host, "exit");
  }
  await emulator.close();
});

const call = (): Promise<Response> => fetch(`${url}/calls`, { headers: { "x-company": "acme" } });
const tracked = (): number => emulator.events().filter(({ type }) => type === "track").length;
const count = (text: string): number => printed.split(text).length - 1;

const limitReached = (usage: number): string =>
  JSON.stringify({
    action: "entitlement.limit.reached",
    account_id: "acct_1",
    environment_id: "env_1",
    object_type: "entitlement",
    company_id: "comp_forged",
    body: { usage, allocation: 3 },
  });

describe("the metered function", () => {
  it("has delivered its event when it answers: the process may stop right then", async () => {
    expect((await fetch(`${url}/calls`)).status).toBe(401);
    const answer = await call();
    host.kill("SIGKILL");
    expect([answer.status, tracked()]).toEqual([200, 1]);
  });

  it("counts what other instances have used", async () => {
    for (let number = 1; number <= 3; number++) expect((await call()).status).toBe(200);
    expect((await call()).status).toBe(402);
    expect(tracked()).toBe(3);
  });
});

describe.each([
  ["Lambda", "/webhooks"],
  ["Fetch", "/worker"],
])("the webhook function, %s form", (_form, path) => {
  it("hears from Schematic that the limit is reached", async () => {
    emulator.apply({ webhooks: [{ url: url + path, secret: SECRET }] });
    for (let number = 1; number <= 3; number++) await call();
    const [, company] = await print(/upsell: (\S+) has used 3 of 3\n/);
    expect(company).toMatch(/^comp_/);
    await emulator.waitFor(() => emulator.deliveries().some((one) => one.url === url + path));
  });

  it("refuses what is forged or old, and handles a repeated delivery once", async () => {
    const body = limitReached(3);
    const send = (headers: Record<string, string>, text = body): Promise<Response> =>
      fetch(url + path, { method: "POST", headers, body: text });
    const codeOf = async (answer: Promise<Response>): Promise<unknown> => (await (await answer).json()).error;

    const signed = signWebhook(body, SECRET);
    expect(await codeOf(send(signWebhook(body, "whsec_of_somebody")))).toMatchObject({
      code: "bad_signature",
    });
    expect(await codeOf(send(signed, limitReached(4)))).toMatchObject({ code: "bad_signature" });
    const old = signWebhook(body, SECRET, Date.now() - 600_000);
    expect(await codeOf(send(old))).toMatchObject({ code: "stale_timestamp" });
    expect(count("upsell")).toBe(0);

    expect((await send(signed)).status).toBe(200);
    const again = await send(signed);
    expect([again.status, await again.json()]).toEqual([200, { ok: true, duplicate: true }]);
    await print(/upsell: comp_forged has used 3 of 3\n/);
    expect(count("upsell")).toBe(1);
  });
});

describe("the bundle of the webhook function", () => {
  it("holds the webhooks package and its decoders alone", async () => {
    const meta = JSON.parse(await readFile(fileOf("../dist/meta.json"), "utf8")) as {
      outputs: Record<string, { inputs: Record<string, unknown> }>;
    };
    const inputs = Object.keys(meta.outputs["dist/lambda.js"]?.inputs ?? {});
    expect(inputs).toContain("src/lambda.ts");
    expect(inputs.filter((file) => !/^src\/|packages\/(webhooks|api)\/dist/.test(file))).toEqual([]);
    expect((await readFile(fileOf("../dist/lambda.js"), "utf8")).includes("Retry-After")).toBe(false);
  });
});
