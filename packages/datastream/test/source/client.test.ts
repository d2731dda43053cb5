import { SchematicClient } from "@schematic/core";
import { type Emulator, startEmulator } from "@schematic/emulator";
import { afterEach, beforeEach, expect, it } from "vitest";
import { dataStream } from "../../src/index";
import { MemoryLogger, until } from "../support/host";

const seed = {
  features: [{ key: "api-calls", event: "api-call" }, { key: "sso" }],
  plans: [
    { key: "starter", entitlements: [{ feature: "api-calls", limit: 3 }] },
    { key: "pro", entitlements: [{ feature: "api-calls", limit: 100 }, { feature: "sso" }] },
  ],
  companies: [{ keys: { id: "acme" }, plan: "starter" }],
  users: [{ keys: { id: "wile" } }],
};

let emulator: Emulator;
let client: SchematicClient;
const logger = new MemoryLogger();
const acme = { company: { id: "acme" }, user: { id: "wile" } };

beforeEach(async () => {
  emulator = await startEmulator({ seed });
  client = new SchematicClient({
    apiKey: emulator.apiKey,
    basePath: emulator.url,
    eventCaptureBaseURL: emulator.captureUrl,
    eventBufferInterval: 10,
    logger,
    flagSource: dataStream({ url: emulator.datastreamUrl, reconnect: { spread: 20, min: 0, max: 20 } }),
  });
  await client.initialize();
});

afterEach(async () => {
  await client.close();
  await emulator.close();
});

it("checks, tracks to the limit, and sees an upgrade at once, without one REST check", async () => {
  const answer = await client.checkFlagWithEntitlement(acme, "api-calls");
  expect(answer).toMatchObject({ value: true, featureAllocation: 3, featureUsage: 0 });
  for (let i = 0; i < 3; i++) await client.track({ event: "api-call", company: { id: "acme" } });
  // Counted in this process, before the server has even been told.
  expect(client.checkFlagSync(acme, "api-calls")).toBe(false);
  await client.flush();
  await emulator.waitFor((one) => one.events().filter((event) => event.type === "track").length === 3);
  expect(await client.checkFlag(acme, "sso")).toBe(false);
  emulator.setPlan({ id: "acme" }, "pro");
  await until(() => client.checkFlagSync(acme, "sso"));
  expect(await client.checkFlag(acme, "api-calls")).toBe(true);
  expect(Object.keys(emulator.requests()).filter((one) => one.includes("/check"))).toEqual([]);
});

it("answers over REST while the stream is away for good, and by itself again after it", async () => {
  await client.checkFlag(acme, "api-calls");
  emulator.faults.stream.refuse("status");
  emulator.faults.stream.killSockets();
  await until(() => client.status().connection?.state !== "ready");
  const stale = await client.checkFlagWithEntitlement(acme, "api-calls", { includeAge: true });
  expect(stale).toMatchObject({ value: true, ageMs: expect.any(Number) });
  // A company that is not in memory can come from the REST API alone.
  emulator.apply({ companies: [{ keys: { id: "other" }, plan: "pro" }] });
  expect(await client.checkFlag({ company: { id: "other" } }, "sso")).toBe(true);
  emulator.setPlan({ id: "acme" }, "pro");
  emulator.faults.stream.refuse(false);
  await until(() => client.checkFlagSync(acme, "sso"));
  expect(client.status()).toMatchObject({ state: "ready", dataAgeMs: 0 });
});

it("falls back to REST for a company that does not exist", async () => {
  expect(await client.checkFlag({ company: { id: "nobody" } }, "sso")).toBe(false);
  const checks = Object.entries(emulator.requests()).filter(([call]) => call.includes("/check"));
  expect(checks.map(([, count]) => count)).toEqual([1]);
});

it("is true again after hard cuts, malformed frames and pages", async () => {
  await client.checkFlag(acme, "sso");
  emulator.faults.stream.malformed(1);
  emulator.faults.stream.pages({ size: 1, delayMs: 1 });
  for (let i = 0; i < 5; i++) {
    const plan = i % 2 === 0 ? "pro" : "starter";
    emulator.setPlan({ id: "acme" }, plan);
    emulator.faults.stream.killSockets();
    await until(() => client.status().connection?.reconnects === i + 1 && client.status().state === "ready");
    await until(() => client.checkFlagSync(acme, "sso") === (plan === "pro"));
  }
  expect(logger.lines.join("\n")).not.toContain(emulator.apiKey);
});
