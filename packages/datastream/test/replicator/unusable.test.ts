import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { CacheProvider, CacheWatcher, SharedCache } from "@schematic/core";
import { SchematicClient } from "@schematic/core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { replicatorSource } from "../../src/index";
import { schemaVersion } from "../../src/protocol";
import { company, flag, trait, user } from "../support/entities";

/** A shared cache in memory that reports every change. All five slots are this one. */
class WatchedCache implements CacheProvider<unknown> {
  readonly entries = new Map<string, string>();
  readonly #watchers = new Set<CacheWatcher>();
  readonly shared: SharedCache = {
    readMany: async (keys) => keys.map((key) => this.entries.get(key)),
    replace: async () => false,
    watch: (watcher) => {
      this.#watchers.add(watcher);
      queueMicrotask(() => watcher.trusted());
      return () => this.#watchers.delete(watcher);
    },
  };

  get = (): null => null;
  set = (): void => {};
  delete = (): void => {};

  put(key: string, value: unknown): void {
    this.change(key, value === undefined ? undefined : JSON.stringify(value));
  }

  change(key: string, text: string | undefined): void {
    if (text === undefined) this.entries.delete(key);
    else this.entries.set(key, text);
    for (const watcher of this.#watchers) watcher.changed([key]);
  }
}

/** Answers health checks as a replicator does, and flag checks as the API does: true for whatever is asked. */
const rest = { checks: 0, up: true };
const server = createServer((request, response) => {
  request.resume();
  if (request.url === "/ready") {
    response.end(JSON.stringify({ status: "ok", ready: true }));
    return;
  }
  rest.checks++;
  response.statusCode = rest.up ? 200 : 500;
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ data: { flag: "f", value: true, reason: "asked" }, params: {} }));
});
let url = "";
let version = "";

beforeAll(async () => {
  version = await schemaVersion();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  rest.checks = 0;
  rest.up = true;
});

const context = { company: { name: "acme" }, user: { email: "ada" } };
const entity = company("acme", { id: "comp_1", keys: { name: "acme" }, traits: [trait("plan", "pro")] });

async function setUp(options: object = {}): Promise<{ cache: WatchedCache; client: SchematicClient }> {
  const cache = new WatchedCache();
  cache.put(`flags:${version}:f`, flag("f"));
  cache.put(`company:${version}:comp_1`, entity);
  cache.put(`company:${version}:name:acme`, "comp_1");
  cache.put(`user:${version}:user_1`, user("ada", { id: "user_1" }));
  cache.put(`user:${version}:email:ada`, "user_1");
  const client = new SchematicClient({
    apiKey: "key",
    basePath: url,
    eventCaptureBaseURL: url,
    maxRetries: 0,
    cacheProviders: { flagChecks: [] },
    logger: { error() {}, warn() {}, info() {}, debug() {} },
    flagSource: replicatorSource({
      companyCache: cache,
      companyLookupCache: cache as never,
      userCache: cache,
      userLookupCache: cache as never,
      flagCache: cache,
      healthUrl: `${url}/ready`,
    }),
    ...options,
  });
  await client.initialize();
  return { cache, client };
}

const deep = (levels: number): string =>
  JSON.stringify({ ...entity, x: 0 }).replace('"x":0', `"x":${"[".repeat(levels)}${"]".repeat(levels)}`);

const harm: Record<string, (cache: WatchedCache) => void> = {
  "an evicted company": (cache) => cache.change(`company:${version}:comp_1`, undefined),
  "an evicted look-up": (cache) => cache.change(`company:${version}:name:acme`, undefined),
  "a company that is not JSON": (cache) => cache.change(`company:${version}:comp_1`, "{broken"),
  "a look-up that is not JSON": (cache) => cache.change(`company:${version}:name:acme`, "comp_1"),
  "a company that is a list": (cache) => cache.put(`company:${version}:comp_1`, [entity]),
  "a look-up that is a number": (cache) => cache.put(`company:${version}:name:acme`, 1),
  "an empty look-up": (cache) => cache.put(`company:${version}:name:acme`, ""),
  "a company without keys": (cache) => cache.put(`company:${version}:comp_1`, { ...entity, keys: 1 }),
  "a company with another id": (cache) => cache.put(`company:${version}:comp_1`, { ...entity, id: "comp_2" }),
  "a company with other keys": (cache) =>
    cache.put(`company:${version}:comp_1`, { ...entity, keys: { name: "b" } }),
  "a company that the engine refuses": (cache) =>
    cache.put(`company:${version}:comp_1`, { ...entity, traits: 7 }),
  "a company that nests 200 levels deep": (cache) => cache.change(`company:${version}:comp_1`, deep(200)),
  "a company that nests 100,000 levels deep": (cache) =>
    cache.change(`company:${version}:comp_1`, deep(100_000)),
  "an evicted user": (cache) => cache.change(`user:${version}:user_1`, undefined),
  "a damaged flag": (cache) => cache.change(`flags:${version}:f`, "[]"),
};

test.each(Object.entries(harm))(
  "%s is left to the REST API, and used again once it is repaired",
  async (name, act) => {
    const { cache, client } = await setUp();
    const check = () => client.checkFlagWithEntitlement(context, "f");
    expect(await check()).toMatchObject({ value: true, source: "replicator" });
    const before = new Map(cache.entries);
    act(cache);
    expect(await check()).toMatchObject({ value: true, source: "api" });
    for (const [key, text] of before) cache.change(key, text);
    expect(await check()).toMatchObject({ value: true, source: "replicator", companyId: "comp_1" });
    // Nothing answers for a company that is unknown: not the rules without a company, but the default of the caller.
    act(cache);
    rest.up = false;
    const last = await client.checkFlagWithEntitlement(context, "f", { defaultValue: true });
    if (name !== "an evicted look-up") expect(last).toMatchObject({ value: true, source: "call-default" });
    await client.close();
  },
);

test("a company that the cache does not know is asked from the REST API, once while its answer is cached", async () => {
  const { client } = await setUp({ cacheProviders: {} });
  const unknown = { company: { name: "unknown" } };
  for (let i = 0; i < 5; i++) expect(await client.checkFlag(unknown, "f")).toBe(true);
  expect(rest.checks).toBe(1);
  await client.close();
});

test("a company that neither the cache nor the REST API knows of is evaluated as none", async () => {
  const { client } = await setUp();
  rest.up = false;
  const check = await client.checkFlagWithEntitlement({ company: { name: "unknown" } }, "f", {
    defaultValue: true,
  });
  expect(check).toMatchObject({ value: false, source: "replicator" });
  await client.close();
});

test("a key that no company has beside one that has is passed over", async () => {
  const { client } = await setUp();
  const check = await client.checkFlagWithEntitlement({ company: { other: "x", name: "acme" } }, "f");
  expect(check).toMatchObject({ value: true, source: "replicator", companyId: "comp_1" });
  expect(rest.checks).toBe(0);
  await client.close();
});
