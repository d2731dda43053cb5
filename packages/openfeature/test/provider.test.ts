import { OpenFeature, ProviderEvents } from "@openfeature/server-sdk";
import type { Emulator } from "@schematic/emulator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SchematicProvider, type SchematicProviderOptions } from "../src/index";
import { clientOf, emulator, until } from "./support/world";

let server: Emulator;
let counter = 0;
let domain = "";

beforeEach(async () => {
  server = await emulator();
  domain = `provider-${counter++}`;
});

afterEach(async () => {
  await OpenFeature.clearProviders();
  await server.close();
});

const streaming = (): ReturnType<typeof clientOf> => clientOf(server, { useDataStream: true });

async function setUp(options?: SchematicProviderOptions): Promise<ReturnType<typeof OpenFeature.getClient>> {
  await OpenFeature.setProviderAndWait(domain, new SchematicProvider(streaming, options));
  return OpenFeature.getClient(domain);
}

describe("evaluation", () => {
  test("a metered flag has its entitlement in the metadata, as scalars", async () => {
    const client = await setUp({ environment: "env_of" });
    const details = await client.getBooleanDetails("api-calls", false, { company: "acme" });
    expect(details).toMatchObject({ value: true, variant: "on", reason: "TARGETING_MATCH" });
    const { companyId, ...metadata } = details.flagMetadata;
    expect(companyId).toMatch(/^comp_/);
    expect(metadata).toMatchObject({
      source: "datastream",
      ruleType: "plan_entitlement",
      allocation: 10,
      usage: 4,
      contextId: companyId,
      flagSetId: "env_of",
    });
    expect(Date.parse(String(metadata.resetsAt))).toBeGreaterThan(server.clock.now());
    for (const value of Object.values(details.flagMetadata))
      expect(["string", "number"]).toContain(typeof value);
  });

  test("keys of two companies are an invalid context", async () => {
    server.apply({ companies: [{ keys: { id: "other", org_id: "8" } }] });
    const client = await setUp();
    const details = await client.getBooleanDetails("by-plan", true, { company: { id: "acme", org_id: "8" } });
    expect(details).toMatchObject({ value: true, reason: "ERROR", errorCode: "INVALID_CONTEXT" });
  });

  test("a context that cannot hold keys is an invalid context", async () => {
    const client = await setUp();
    const details = await client.getBooleanDetails("by-plan", true, { company: { id: ["acme"] } });
    expect(details).toMatchObject({ value: true, reason: "ERROR", errorCode: "INVALID_CONTEXT" });
    expect(details.errorMessage).toContain("company.id must be text");
  });

  test("offline, a configured default is the value and its reason is DEFAULT", async () => {
    const client = (): ReturnType<typeof clientOf> =>
      clientOf(server, { offline: true, flagDefaults: { known: true } });
    await OpenFeature.setProviderAndWait(domain, new SchematicProvider(client));
    const flags = OpenFeature.getClient(domain);
    expect(await flags.getBooleanDetails("known", false)).toMatchObject({ value: true, reason: "DEFAULT" });
    const unknown = await flags.getBooleanDetails("unknown", true);
    expect(unknown).toMatchObject({ value: true, reason: "ERROR", errorCode: "PROVIDER_NOT_READY" });
  });

  test("a failure keeps the caller's default in spite of a configured one", async () => {
    server.faults.add({ route: "POST /flags/by-plan/check", action: { type: "status", status: 500 } });
    const client = (): ReturnType<typeof clientOf> =>
      clientOf(server, { flagDefaults: { "by-plan": false }, maxRetries: 0 });
    await OpenFeature.setProviderAndWait(domain, new SchematicProvider(client));
    const details = await OpenFeature.getClient(domain).getBooleanDetails("by-plan", true);
    expect(details).toMatchObject({ value: true, reason: "ERROR", errorCode: "GENERAL" });
    expect(details.errorMessage).not.toBe("");
  });

  test("a repeated check over REST comes from the cache", async () => {
    await OpenFeature.setProviderAndWait(domain, new SchematicProvider(() => clientOf(server)));
    const flags = OpenFeature.getClient(domain);
    await flags.getBooleanDetails("boolean-flag", false, { company: "acme" });
    const details = await flags.getBooleanDetails("boolean-flag", false, { company: "acme" });
    expect(details).toMatchObject({ value: true, reason: "CACHED" });
  });
});

describe("events", () => {
  /** Counts the events of the domain by name. */
  function counted(): { counts: Record<string, number>; changed: string[][] } {
    const counts: Record<string, number> = {};
    const changed: string[][] = [];
    for (const event of Object.values(ProviderEvents))
      OpenFeature.getClient(domain).addHandler(event as never, (details) => {
        counts[event] = (counts[event] ?? 0) + 1;
        if (details && "flagsChanged" in details) changed.push((details.flagsChanged as string[]) ?? []);
      });
    return { counts, changed };
  }

  test("initialization is READY exactly once", async () => {
    const { counts } = counted();
    // A handler runs at once if the domain's current provider, here the default one, is ready.
    const before = counts.PROVIDER_READY ?? 0;
    await OpenFeature.setProviderAndWait(domain, new SchematicProvider(streaming));
    await OpenFeature.getClient(domain).getBooleanDetails("boolean-flag", false);
    expect((counts.PROVIDER_READY ?? 0) - before).toBe(1);
    expect(counts.PROVIDER_ERROR).toBeUndefined();
  });

  test("a lost connection is STALE, then READY again; old data has the reason STALE", async () => {
    const schematic = streaming();
    await OpenFeature.setProviderAndWait(domain, new SchematicProvider(() => schematic));
    const client = OpenFeature.getClient(domain);
    await client.getBooleanDetails("api-calls", false, { company: "acme" });
    const { counts } = counted();
    const before = counts.PROVIDER_READY ?? 0;
    server.faults.stream.refuse("reset");
    server.faults.stream.killSockets();
    await until(
      () => counts.PROVIDER_STALE === 1,
      () => counts,
    );
    await until(
      () => (schematic.status().dataAgeMs ?? 0) > 0,
      () => schematic.status(),
    );
    const details = await client.getBooleanDetails("api-calls", false, { company: "acme" });
    expect(details).toMatchObject({ value: true, reason: "STALE" });
    server.faults.stream.refuse(false);
    await until(
      () => (counts.PROVIDER_READY ?? 0) === before + 1,
      () => counts,
    );
    expect(counts.PROVIDER_STALE).toBe(1);
  });

  test("an initialization that failed is READY once the client has connected", async () => {
    server.faults.stream.refuse("status");
    const provider = new SchematicProvider(streaming, { initializeTimeoutMs: 300 });
    await expect(OpenFeature.setProviderAndWait(domain, provider)).rejects.toThrow();
    const { counts } = counted();
    const before = counts.PROVIDER_READY ?? 0;
    server.faults.stream.refuse(false);
    await until(
      () => (counts.PROVIDER_READY ?? 0) > before,
      () => counts,
    );
    expect(await OpenFeature.getClient(domain).getBooleanValue("boolean-flag", false)).toBe(true);
  });

  test("changed flags arrive by name, those of one turn together", async () => {
    await setUp();
    const { changed } = counted();
    server.apply({ flags: [{ key: "by-plan", rules: [{ type: "default", value: true }] }] });
    await until(
      () => changed.flat().includes("by-plan"),
      () => changed,
    );
  });

  test("no event follows after the provider was closed", async () => {
    const client = streaming();
    const provider = new SchematicProvider(client);
    await OpenFeature.setProviderAndWait(domain, provider);
    let emitted = 0;
    for (const event of [ProviderEvents.Stale, ProviderEvents.Ready])
      provider.events.addHandler(event as never, () => void emitted++);
    await provider.onClose();
    expect(client.status().state).toBe("ready");
    server.faults.stream.killSockets();
    await until(
      () => (client.status().connection?.reconnects ?? 0) > 0,
      () => client.status(),
    );
    expect(emitted).toBe(0);
    await client.close();
  });
});

describe("closing", () => {
  test("closes a client that the provider created", async () => {
    const client = streaming();
    await OpenFeature.setProviderAndWait(domain, new SchematicProvider(() => client));
    await OpenFeature.clearProviders();
    expect(client.status().state).toBe("closed");
  });

  test("sends the events of a client that it was given, and leaves it open", async () => {
    const client = clientOf(server, { eventBufferInterval: 60_000 });
    await OpenFeature.setProviderAndWait(domain, new SchematicProvider(client));
    OpenFeature.getClient(domain).track("api-call", { company: "acme" });
    await OpenFeature.clearProviders();
    expect(server.events().map(({ type }) => type)).toContain("track");
    expect(client.status().state).toBe("ready");
    await client.close();
  });
});

describe("tracking", () => {
  const tracked = async (count: number): Promise<unknown[]> => {
    const found = (): unknown[] => server.events().filter(({ type }) => type === "track");
    await until(() => found().length >= count, found);
    return found().map((event) => (event as { body: unknown }).body);
  };

  test("sends value as quantity, rounded up, and other details as traits", async () => {
    const client = await setUp();
    client.track("api-call", { targetingKey: "u7", company: "acme" }, { value: 1.2, region: "eu" });
    client.track("api-call", { company: "acme" });
    const [first, second] = await tracked(2);
    expect(first).toMatchObject({
      event: "api-call",
      company: { id: "acme" },
      user: { id: "u7" },
      quantity: 2,
      traits: { region: "eu" },
    });
    expect(second).toMatchObject({ event: "api-call", company: { id: "acme" } });
  });

  test.each([-1, Number.NaN, Infinity])("drops and logs the value %s", async (value) => {
    const warnings: unknown[] = [];
    const logger = {
      error: () => {},
      warn: (text: unknown) => warnings.push(text),
      info: () => {},
      debug: () => {},
    };
    const client = await setUp({ logger });
    client.track("api-call", { company: "acme" }, { value });
    client.track("api-call", { company: { id: null } } as never);
    client.track("other", { company: "acme" });
    expect(await tracked(1)).toMatchObject([{ event: "other" }]);
    expect(warnings).toHaveLength(2);
    expect(String(warnings[0])).toContain('"api-call" was dropped');
  });
});
