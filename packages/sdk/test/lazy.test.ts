// The local copy's code is loaded when the client connects; what is asked meanwhile is not lost.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { dataStream } from "@schematic/datastream";
import { type Emulator, startEmulator } from "@schematic/emulator";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import {
  LocalCache,
  RulesEngineClient,
  SchematicClient,
  SchematicError,
  type SchematicOptions,
} from "../src/index";
import { LazySource } from "../src/lazy-source";

const seed = {
  features: [{ key: "seats", name: "Seats", event: "seat" }],
  plans: [{ key: "pro", entitlements: [{ feature: "seats", limit: 5 }] }],
  companies: [{ keys: { id: "acme" }, plan: "pro" }],
};
const acme = { company: { id: "acme" } };

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ seed });
});
afterAll(() => emulator.close());

const clients: SchematicClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});

function connect(options: SchematicOptions = {}): SchematicClient {
  const client = new SchematicClient({
    apiKey: emulator.apiKey,
    basePath: emulator.url,
    eventCaptureBaseURL: emulator.captureUrl,
    useDataStream: true,
    ...options,
  });
  clients.push(client);
  return client;
}

test("listeners and watches that are set before it is there are told", async () => {
  const client = connect();
  const told: string[] = [];
  client.on("ready", () => told.push("ready"));
  const off = client.on("connected", () => told.push("connected"));
  off();
  expect(client.status()).toMatchObject({ state: "idle", source: "datastream" });
  const turned = new Promise<boolean>((resolve) => {
    client.onFlagChange("seats", acme, (answer) => resolve(answer.value));
  });
  await client.initialize();
  expect(told).toEqual(["ready"]);
  expect(await client.checkFlag(acme, "seats")).toBe(true);
  for (let i = 0; i < 5; i++) await client.track({ event: "seat", ...acme });
  expect(await turned).toBe(false);
});

test("a check right after the constructor is answered", async () => {
  emulator.reset();
  const client = connect();
  expect(client.checkFlagSync(acme, "seats")).toBe(false);
  expect(await client.checkFlag(acme, "seats")).toBe(true);
  expect(await client.checkFlags(acme)).toMatchObject([{ flag: "seats", value: true }]);
});

test("close() before it is there ends the waiting, and opens nothing", async () => {
  const client = connect();
  const waiting = client.initialize();
  await client.close();
  await expect(waiting).rejects.toMatchObject({ code: "closed" });
  expect(client.status().state).toBe("closed");
  await expect(client.initialize()).rejects.toBeInstanceOf(SchematicError);
});

test("code that cannot be loaded: initialize() says so, and checks go over REST", async () => {
  const source = new LazySource("datastream", () => Promise.reject(new Error("chunk 7 is missing")));
  const errors: string[] = [];
  const logger = { error: (message: string) => errors.push(message), warn() {}, info() {}, debug() {} };
  const client = connect({ useDataStream: false, flagSource: source, logger });
  const off = client.on("ready", () => {});
  await expect(client.initialize()).rejects.toMatchObject({
    code: "flag_source_unavailable",
    cause: { message: "chunk 7 is missing" },
  });
  off();
  expect(errors).toEqual([expect.stringContaining("is @schematic/datastream installed")]);
  expect(client.status().state).toBe("idle");
  expect(await client.checkFlagWithEntitlement(acme, "seats")).toMatchObject({ value: true, source: "api" });
  await expect(client.initialize()).rejects.toMatchObject({ code: "flag_source_unavailable" });
});

test("a source that cannot be started is one that failed, and is closed", async () => {
  const loaded = dataStream();
  loaded.start = () => {
    throw new Error("no sockets here");
  };
  const source = new LazySource("datastream", () => Promise.resolve(loaded));
  const errors: string[] = [];
  const logger = { error: (message: string) => errors.push(message), warn() {}, info() {}, debug() {} };
  const client = connect({ useDataStream: false, flagSource: source, logger });
  await expect(client.initialize()).rejects.toMatchObject({
    code: "flag_source_unavailable",
    cause: { message: "no sockets here" },
  });
  expect(errors).toEqual([
    "[schematic] Checks go over REST: the datastream could not be started; Error: no sockets here",
  ]);
  expect(client.status().state).toBe("idle");
  expect(await client.checkFlagWithEntitlement(acme, "seats")).toMatchObject({ value: true, source: "api" });
  expect(loaded.status().state).toBe("closed");
});

test("options that say nothing without it are told once", async () => {
  const warnings: string[] = [];
  const logger = { error() {}, warn: (message: string) => warnings.push(message), info() {}, debug() {} };
  connect({ useDataStream: false, dataStream: { cacheTTL: 5 }, reconnect: { min: 1 }, logger });
  expect(warnings).toEqual([expect.stringContaining("dataStream, reconnect")]);
  connect({ dataStream: { cacheTTL: 5 }, logger });
  expect(warnings).toHaveLength(1);
});

test("replicator mode without shared caches throws where it is asked for", () => {
  const cache = new LocalCache<never>();
  const dataStream = { replicatorMode: true, companyCache: cache };
  expect(() => connect({ dataStream })).toThrow(/dataStream\.companyCache must be a shared one/);
});

test("the engine's client loads it in initialize()", async () => {
  const engine = new RulesEngineClient();
  expect(engine.isInitialized()).toBe(false);
  expect(() => engine.getVersionKey()).toThrow(expect.objectContaining({ code: "not_initialized" }));
  await engine.initialize();
  expect(engine.getVersionKey()).toMatch(/^[0-9a-f]{8}$/);
  const flag = { id: "f", key: "k", account_id: "a", environment_id: "e", default_value: true, rules: [] };
  expect(await engine.checkFlag(flag)).toMatchObject({ value: true });
});

const HOOK = `export async function resolve(name, context, next) {
  if (/datastream(?!\\/options$)|rules-wasm|\\bws$/.test(name)) throw new Error("loads " + name);
  return next(name, context);
}`;
const IMPORTED = `import { register } from "node:module";
register("data:text/javascript," + encodeURIComponent(${JSON.stringify(HOOK)}));
await import("@schematic/sdk");`;
const REQUIRED = `require("@schematic/sdk");
const seen = Object.keys(require.cache).filter((file) => /datastream\\/dist\\/index|rules-wasm|\\/ws\\//.test(file));
if (seen.length > 0) throw new Error("loads " + seen);`;

test.each([
  ["ESM", ["--input-type=module", "-e", IMPORTED]],
  ["CommonJS", ["-e", REQUIRED]],
])(
  "importing the built package loads of the datastream only the schemas of its options, and no engine: %s",
  async (_, args) => {
    const { stderr } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname });
    expect(stderr).toBe("");
  },
);
