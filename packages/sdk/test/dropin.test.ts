// A program written for the published SDK, run with both: the same answers, the same events.
import { type CapturedEvent, startEmulator } from "@schematic/emulator";
import * as published from "@schematichq/schematic-typescript-node";
import { describe, expect, test } from "vitest";
import * as ours from "../src/index";
import { loaded } from "./drop-in/loaded";
import { seed } from "./drop-in/seed";

type Sdk = Pick<
  typeof published,
  "SchematicClient" | "LocalCache" | "ConsoleLogger" | "LogLevel" | "Schematic"
>;

const FIELDS = ["value", "reason", "flagKey", "flagId", "companyId", "userId", "ruleId", "ruleType"] as const;

/** What an answer says in the published SDK's fields; what is absent there may be null or undefined. */
function gist(answer: Partial<Record<(typeof FIELDS)[number], unknown>>): object {
  return Object.fromEntries(FIELDS.flatMap((name) => (answer[name] == null ? [] : [[name, answer[name]]])));
}

async function program(sdk: Sdk, useDataStream: boolean): Promise<{ told: unknown[]; events: unknown[] }> {
  await using emulator = await startEmulator({ seed });
  const client = new sdk.SchematicClient({
    apiKey: emulator.apiKey,
    basePath: emulator.url,
    eventCaptureBaseURL: emulator.captureUrl,
    eventBufferInterval: 50,
    flagDefaults: { unknown: true },
    cacheProviders: { flagChecks: [new sdk.LocalCache({ maxItems: 100, ttl: 60_000 })] },
    logger: new sdk.ConsoleLogger(sdk.LogLevel.Error),
    useDataStream,
    timeoutMs: 5_000,
    headers: { "X-Tenant": "t" },
  });
  const told: unknown[] = [];
  const acme = { company: { id: "acme" } };
  const both = { ...acme, user: { id: "wile" } };
  if (useDataStream) await loaded(client, "api-calls");
  for (const key of ["api-calls", "sso", "admins"]) {
    told.push([key, await client.checkFlag(both, key)]);
    const { entitlement, ...rest } = await client.checkFlagWithEntitlement(both, key);
    told.push(gist(rest), entitlement?.allocation, entitlement?.usage, entitlement?.valueType);
  }
  told.push(
    (await client.checkFlags(both, ["sso", "api-calls"])).map((one) => [one.flag, one.value, one.reason]),
  );
  told.push((await client.checkFlags({})).map((one) => one.flag).sort());
  const checked = await client.check(acme, "api-calls", { usage: 2 });
  told.push([checked.allowed, checked.value, checked.flagKey, checked.reservation]);
  const { data: company } = await client.companies.upsertCompany({
    keys: { id: "beta" },
    name: "Beta",
    traits: { size: 5 },
  });
  told.push(company.name);
  await client.identify({
    keys: { id: "u2" },
    name: "U2",
    company: { keys: { id: "beta" } },
    traits: { aB: 1 },
  });
  await client.track({ event: "api-call", company: { id: "acme" }, quantity: 2 }, { idempotencyKey: "k1" });
  await client.track({ event: "api-call", company: { id: "beta" }, user: { id: "u2" }, traits: { x: "y" } });
  try {
    await client.companies.getCompany("comp_none");
  } catch (error) {
    told.push([error instanceof sdk.Schematic.NotFoundError, (error as { statusCode?: number }).statusCode]);
  }
  client.setFlagDefault("other", true);
  await emulator.waitFor(() => emulator.events().filter((event) => event.type === "track").length === 2);
  await client.close();
  const eventOf = ({ type, body }: CapturedEvent): unknown[] => [type, body];
  const events = emulator.events().filter((event) => event.type !== "flag_check");
  return { told, events: JSON.parse(JSON.stringify(events.map(eventOf))) };
}

describe("a program for the published SDK", () => {
  test.each([[false], [true]])("runs the same with ours (useDataStream: %s)", async (useDataStream) => {
    const wanted = await program(published, useDataStream);
    const got = await program(ours as unknown as Sdk, useDataStream);
    expect(got.told).toEqual(wanted.told);
    expect(got.events).toEqual(wanted.events);
  });

  test("finds every name that the published SDK exports", () => {
    const missing = Object.keys(published).filter((name) => !(name in ours));
    expect(missing).toEqual([]);
    // One namespace for each resource has types alone: an empty object when the program runs.
    const namespace = Object.entries(published.Schematic)
      .filter(([name, value]) => Object.keys(value).length > 0 && !(name in ours.Schematic))
      .map(([name]) => name);
    expect(namespace).toEqual([]);
  });

  test("offline answers as it does", async () => {
    for (const sdk of [published, ours as unknown as Sdk]) {
      const client = new sdk.SchematicClient({ offline: true, flagDefaults: { on: true } });
      expect(await client.checkFlag({ company: { id: "acme" } }, "on")).toBe(true);
      expect(gist(await client.checkFlagWithEntitlement({}, "on"))).toEqual({
        flagKey: "on",
        reason: "flag default",
        value: true,
      });
      await client.close();
    }
  });
});

// Types: what a program passes to the published client, ours takes; what it gets, fits. Answers with an
// entitlement fit too, but not under this repository's exactOptionalPropertyTypes.
type Methods = Pick<
  published.SchematicClient,
  "checkFlag" | "identify" | "track" | "setFlagDefault" | "setFlagDefaults" | "close"
>;
export const methods = (client: ours.SchematicClient): Methods => client;
export const cache: published.SchematicClient extends object ? published.Logger : never =
  new ours.ConsoleLogger();
