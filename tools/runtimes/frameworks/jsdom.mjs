import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Jest with jsdom: no TextEncoder, no fetch, no crypto.subtle, and objects of another realm. */
export const packages = { jest: "30.5.2", "jest-environment-jsdom": "30.5.2" };

/** The names of the tests are what this reports, so each says what has to hold. */
const TESTS = `
const company = { id: "acme" };
const quiet = { error() {}, warn() {}, info() {}, debug() {} };

test("the environment lacks what this is about", () => {
  expect(typeof TextEncoder).toBe("undefined");
  expect(typeof fetch).toBe("undefined");
  expect(typeof document).toBe("object");
});

test.each(["api", "core", "rules-wasm", "datastream", "cache-redis", "webhooks", "sdk"])(
  "@schematic/%s can be imported",
  (name) => expect(Object.keys(require("@schematic/" + name)).length).toBeGreaterThan(0),
);

test("the engine decides", async () => {
  const { loadRulesEngine } = require("@schematic/rules-wasm");
  const engine = await loadRulesEngine();
  const of = { account_id: "a", environment_id: "e" };
  const flag = { id: "f", key: "f", ...of, default_value: true, rules: [] };
  expect((await engine.checkFlag(flag)).value).toBe(true);
});

test("a webhook is verified", () => {
  const { signWebhook, verifyWebhookSignature } = require("@schematic/webhooks");
  const body = JSON.stringify({ action: "company.updated", body: { id: "comp_1", name: "Ü 👋" } });
  const request = { headers: signWebhook(body, "whsec_jsdom") };
  expect(() => verifyWebhookSignature(request, "whsec_jsdom", body)).not.toThrow();
  expect(() => verifyWebhookSignature(request, "whsec_jsdom", body + " ")).toThrow();
});

test("a webhook is verified asynchronously, with a replay store", async () => {
  const { memoryReplayStore, signWebhook, verifyWebhook } = require("@schematic/webhooks");
  const body = JSON.stringify({ action: "test.send", body: {} });
  const options = { secret: "whsec_jsdom", replayStore: memoryReplayStore() };
  const request = { headers: signWebhook(body, "whsec_jsdom"), body };
  expect((await verifyWebhook(request, options)).action).toBe("test.send");
  await expect(verifyWebhook(request, options)).rejects.toMatchObject({ code: "replayed" });
});

test("offline mode answers with the default, and takes dates", async () => {
  const { SchematicClient } = require("@schematic/sdk");
  const client = new SchematicClient({ offline: true, flagDefaults: { on: true } });
  expect(await client.checkFlag({ company }, "on")).toBe(true);
  await client.track({ event: "e", company, sentAt: new Date() });
  await client.close();
});

test("a REST call says what the environment lacks", async () => {
  const { SchematicClient, SchematicError } = require("@schematic/sdk");
  const client = new SchematicClient({ apiKey: "sch_dev_jsdom", basePath: "http://127.0.0.1:9", logger: quiet });
  const error = await client.companies.listCompanies({}).then(() => undefined, (thrown) => thrown);
  expect(error).toBeInstanceOf(SchematicError);
  expect(error.message).toMatch(/fetch|TextEncoder|Request|Headers/);
  await client.close();
});
`;

export async function run({ check, dir }) {
  writeFileSync(join(dir, "jsdom.test.cjs"), TESTS);
  const config = {
    testEnvironment: "jsdom",
    testMatch: ["**/jsdom.test.cjs"],
    transform: {},
    watchman: false,
  };
  const results = join(dir, "results.json");
  const args = [
    join(dir, "node_modules/jest/bin/jest.js"),
    "--config",
    JSON.stringify(config),
    "--json",
    "--outputFile",
    results,
  ];
  const { stderr } = spawnSync(process.execPath, args, { cwd: dir, encoding: "utf8" });
  const { testResults } = JSON.parse(readFileSync(results, "utf8"));
  for (const { assertionResults, message } of testResults) {
    if (assertionResults.length === 0) check(`jsdom: ${message || stderr}`, false);
    for (const { title, status, failureMessages } of assertionResults)
      check(`jsdom: ${title} ${failureMessages.join(" ").slice(0, 600)}`, status === "passed");
  }
}
