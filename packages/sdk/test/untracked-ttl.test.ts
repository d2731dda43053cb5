// Replicator mode with caches that cannot tell of changes: how long what was read may be used.
import { schemaVersion } from "@schematic/datastream/protocol";
import { startEmulator } from "@schematic/emulator";
import { expect, test } from "vitest";
import { SchematicClient } from "../src/index";

/** A plain cache provider that counts what is read of it. */
class Counting {
  reads = 0;
  readonly entries = new Map<string, unknown>();
  get(key: string): unknown {
    this.reads++;
    return this.entries.get(key) ?? null;
  }
  set(): void {}
  delete(): void {}
}

async function readsOfRepeatedChecks(untrackedTtl: number | undefined): Promise<number> {
  const cache = new Counting() as Counting & { get(key: string): never };
  cache.entries.set(`flags:${await schemaVersion()}:f`, {
    id: "flag_1",
    key: "f",
    account_id: "acct",
    environment_id: "env",
    default_value: true,
    rules: [],
  });
  await using client = new SchematicClient({
    apiKey: "sch_dev_1",
    // Nobody: neither REST nor the replicator's health are there.
    fetch: () => Promise.reject(new Error("nobody")),
    logLevel: "error",
    events: { flagChecks: "off" },
    useDataStream: true,
    dataStream: {
      replicatorMode: true,
      flagCache: cache,
      companyCache: cache,
      companyLookupCache: cache,
      userCache: cache,
      userLookupCache: cache,
      untrackedTtl,
    },
  });
  await client.initialize();
  expect(await client.checkFlag({}, "f")).toBe(true);
  const { reads } = cache;
  for (let i = 0; i < 5; i++) expect(await client.checkFlag({}, "f")).toBe(true);
  return cache.reads - reads;
}

test("each check asks the cache, unless dataStream.untrackedTtl lets it go on with what it read", async () => {
  expect(await readsOfRepeatedChecks(undefined)).toBeGreaterThanOrEqual(5);
  expect(await readsOfRepeatedChecks(600_000)).toBe(0);
});

test.each([-1, Number.NaN, "1s"])("dataStream.untrackedTtl: %s is refused", (untrackedTtl) => {
  expect(() => new SchematicClient({ dataStream: { untrackedTtl } } as never)).toThrow(
    expect.objectContaining({
      code: "invalid_options",
      body: { problems: [expect.objectContaining({ path: "dataStream.untrackedTtl" })] },
    }),
  );
});

test("without replicator mode it is taken, and has nothing to do", async () => {
  await using emulator = await startEmulator({ seed: { features: [{ key: "sso" }] } });
  await using client = new SchematicClient({
    apiKey: emulator.apiKey,
    basePath: emulator.url,
    eventCaptureBaseURL: emulator.captureUrl,
    useDataStream: true,
    dataStream: { untrackedTtl: 5 },
  });
  await client.initialize();
  expect(client.status()).toMatchObject({ state: "ready", source: "datastream" });
});
