import { type Emulator, startEmulator } from "@schematic/emulator";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LocalCache, Schematic, SchematicClient, SchematicError, type SchematicOptions } from "../src/index";

const seed = {
  features: [
    { key: "api-calls", name: "API calls", event: "api-call" },
    { key: "sso", name: "Single sign-on" },
  ],
  flags: [
    {
      key: "admins",
      rules: [
        {
          value: true,
          when: [{ type: "trait" as const, of: "user" as const, trait: "role", value: "admin" }],
        },
      ],
    },
  ],
  plans: [
    { key: "starter", entitlements: [{ feature: "api-calls", limit: 3 }] },
    { key: "pro", entitlements: [{ feature: "api-calls", limit: 1_000 }, { feature: "sso" }] },
  ],
  companies: [{ keys: { id: "acme" }, name: "Acme", plan: "starter" }],
  users: [{ keys: { id: "wile" }, companies: [{ id: "acme" }], traits: { role: "admin" } }],
};
const acme = { company: { id: "acme" } };

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ seed });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const clients: SchematicClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});

function connect(options: SchematicOptions = {}): SchematicClient {
  const client = new SchematicClient({
    apiKey: emulator.apiKey,
    basePath: emulator.url,
    eventCaptureBaseURL: emulator.captureUrl,
    eventBufferInterval: 20,
    ...options,
  });
  clients.push(client);
  return client;
}

describe("over REST", () => {
  test("checks flags and entitlements", async () => {
    const client = connect();
    expect(await client.checkFlag(acme, "api-calls")).toBe(true);
    expect(await client.checkFlag(acme, "sso")).toBe(false);
    expect(await client.checkFlag({ ...acme, user: { id: "wile" } }, "admins")).toBe(true);
    const answer = await client.checkFlagWithEntitlement(acme, "api-calls");
    const entitlement: Schematic.RulesengineFeatureEntitlement | undefined = answer.entitlement;
    expect(answer).toMatchObject({ value: true, source: "cache", ruleType: "plan_entitlement" });
    expect(entitlement).toMatchObject({ featureKey: "api-calls", allocation: 3, usage: 0 });
    const all: Schematic.CheckFlagResponseData[] = await client.checkFlags(acme);
    expect(all.map((one) => one.flag).sort()).toEqual(["admins", "api-calls", "sso"]);
  });

  test("gates on preflight usage", async () => {
    const client = connect();
    expect((await client.check(acme, "api-calls", { usage: 2 })).allowed).toBe(true);
    expect((await client.check(acme, "api-calls", { usage: 5 })).allowed).toBe(false);
  });

  test("identifies, tracks and sees the limit", async () => {
    const client = connect({ cacheProviders: { flagChecks: [] } });
    await client.identify({ keys: { id: "u2" }, company: { keys: { id: "beta" }, name: "Beta" } });
    for (let i = 0; i < 3; i++) await client.track({ event: "api-call", ...acme });
    expect(await client.flush()).toBe(0);
    expect(await client.checkFlag(acme, "api-calls")).toBe(false);
    expect(emulator.snapshot().companies.map((company) => company.keys.id)).toContain("beta");
  });
});

describe("the REST API", () => {
  test("is there as client.<resource>.<method>()", async () => {
    const client = connect();
    const { data } = await client.companies.upsertCompany({ keys: { id: "gamma" }, name: "Gamma" });
    expect(data.name).toBe("Gamma");
    const found = await client.companies.lookupCompany({ keys: { id: "gamma" } });
    expect(found.data.id).toBe(data.id);
  });

  test("rejects with classes of the Schematic namespace", async () => {
    const client = connect({ maxRetries: 0 });
    const refused = client.companies.getCompany("comp_none");
    await expect(refused).rejects.toBeInstanceOf(Schematic.NotFoundError);
    await expect(refused).rejects.toBeInstanceOf(SchematicError);
  });

  test("offline rejects with a code", async () => {
    const client = connect({ offline: true });
    await expect(client.companies.listCompanies()).rejects.toMatchObject({ code: "offline" });
    await expect(client.fetch("/companies")).rejects.toMatchObject({ code: "offline" });
    await expect(client.getCreditLedger()).rejects.toMatchObject({ code: "offline" });
  });

  test("client.fetch() sends what has no method, with key and headers", async () => {
    const client = connect();
    const response = await client.fetch("/companies/lookup?keys[id]=acme");
    expect(response.status).toBe(200);
    expect(((await response.json()) as { data: { name: string } }).data.name).toBe("Acme");
    expect((await client.fetch(`${emulator.url}/no/such/path`)).status).toBeGreaterThanOrEqual(400);
  });

  test("a resource is made when it is first asked for, and once", () => {
    const client = connect();
    expect(client.plans).toBe(client.plans);
    expect(Object.keys(client)).toEqual([]);
  });
});

describe("with the datastream", () => {
  test("checks are answered in this process, and follow usage and plans", async () => {
    const client = connect({ useDataStream: true });
    await client.initialize();
    expect(client.status()).toMatchObject({ state: "ready", source: "datastream" });
    expect(await client.checkFlagWithEntitlement(acme, "api-calls")).toMatchObject({
      value: true,
      source: "datastream",
    });
    expect(client.checkFlagSync(acme, "sso")).toBe(false);
    for (let i = 0; i < 3; i++) await client.track({ event: "api-call", ...acme });
    expect(client.checkFlagSync(acme, "api-calls")).toBe(false);
    const turned = new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (!client.checkFlagSync(acme, "sso")) return;
        clearInterval(timer);
        resolve();
      }, 2);
    });
    emulator.setPlan({ id: "acme" }, "pro");
    await turned;
    expect(await client.checkFlags(acme, ["api-calls", "sso"])).toMatchObject([
      { flag: "api-calls", value: true, source: "datastream" },
      { flag: "sso", value: true, source: "datastream" },
    ]);
    await client.close();
    expect(emulator.requests()["POST /flags/:key/check"] ?? 0).toBe(0);
    const checks = emulator.events().filter((event) => event.type === "flag_check");
    expect(checks.length).toBeGreaterThan(3);
  });

  test("a context with no keys is asked of the local copy too", async () => {
    const client = connect({ useDataStream: true });
    await client.initialize();
    expect(await client.checkFlagWithEntitlement({}, "sso")).toMatchObject({
      value: false,
      source: "datastream",
    });
  });

  test("a flag that the copy lacks goes over REST, then to the default", async () => {
    const client = connect({ useDataStream: true, flagDefaults: { none: true }, logLevel: "error" });
    await client.initialize();
    const answer = await client.checkFlagWithEntitlement(acme, "none");
    expect(["api", "configured-default"]).toContain(answer.source);
  });

  test("all problems of all options are told at once", () => {
    const options = {
      timeoutMs: -1,
      dataStream: { cacheTtl: 1, redisKeyPrefix: 5 },
      reconnect: { min: 2, max: 1 },
    };
    expect(() => new SchematicClient(options as never)).toThrow(
      expect.objectContaining({
        code: "invalid_options",
        body: {
          problems: [
            expect.objectContaining({ path: "timeoutMs" }),
            expect.objectContaining({ path: "dataStream.redisKeyPrefix" }),
            { path: "reconnect.min", message: "must be at most reconnect.max" },
            { path: "dataStream.cacheTtl", message: "is not an option; did you mean dataStream.cacheTTL?" },
          ],
        },
      }),
    );
  });

  test("replicator mode needs a shared cache", () => {
    const dataStream = { replicatorMode: true };
    const replicator = (more: object) => () =>
      new SchematicClient({
        apiKey: "sch_dev_x",
        useDataStream: true,
        dataStream: { ...dataStream, ...more },
      });
    expect(replicator({})).toThrow(expect.objectContaining({ code: "invalid_options" }));
    expect(replicator({ flagCache: new LocalCache() })).toThrow(SchematicError);
  });
});
