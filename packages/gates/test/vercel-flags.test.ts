import type { Emulator } from "@schematic/emulator";
import type { SchematicClient } from "@schematic/sdk";
import type { Adapter } from "flags";
import { evaluate, flag } from "flags/next";
import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import { schematicAdapter } from "../src/adapters/vercel-flags";
import { GateError } from "../src/index";
import { clientOf, emulator } from "./support/world";

let server: Emulator;
let client: SchematicClient;

beforeEach(async () => {
  server = await emulator();
  client = clientOf(server, { useDataStream: false, maxRetries: 0, cacheProviders: { flagChecks: [] } });
});

afterEach(async () => {
  await client.close();
  await server.close();
});

type Entities = { company: { id: string } };
const globex = (): Entities => ({ company: { id: "globex" } });
const request = { headers: {}, cookies: {} } as never;

describe("Vercel's Flags SDK", () => {
  test("a flag is checked for the entities that identify returns", async () => {
    const adapter = schematicAdapter(client, { identify: globex });
    const run = { identify: globex, request: { headers: {} } as never };
    expect(await flag<boolean, Entities>({ key: "sso", adapter })(request)).toBe(true);
    expect(await flag<boolean, Entities>({ key: "ai", adapter }).run(run)).toBe(false);
    expect(server.requests()["POST /flags/sso/check"]).toBe(1);
  });

  test("several flags are one request", async () => {
    const one = schematicAdapter(client, { identify: globex });
    const other = schematicAdapter(client, { identify: globex });
    expect(other.adapterId).toBe(one.adapterId);
    const flags = [
      flag<boolean, Entities>({ key: "sso", adapter: one, identify: globex }),
      flag<boolean, Entities>({ key: "ai", adapter: other, identify: globex }),
    ];
    expect(await evaluate(flags, request)).toEqual([true, false]);
    expect(server.requests()["POST /flags/check"]).toBe(1);
  });

  test("the flag's default counts when no source could evaluate it", async () => {
    server.faults.add({ route: "/flags/**", action: { type: "status", status: 500 } });
    const { decide, bulkDecide } = schematicAdapter(client, { identify: globex });
    expect(await decide({ key: "sso", entities: globex(), defaultValue: true })).toBe(true);
    expect(await decide({ key: "sso", entities: globex() })).toBe(false);
    const flags = [{ key: "sso", defaultValue: true }, { key: "ai" }];
    expect(await bulkDecide({ flags, entities: globex() })).toEqual({ sso: true, ai: false });
  });

  test("an error of identify is left to the framework", async () => {
    const dynamic = new Error("DYNAMIC_SERVER_USAGE");
    const identify = (): never => {
      throw dynamic;
    };
    const sso = flag<boolean, Entities>({ key: "sso", adapter: schematicAdapter(client, { identify }) });
    await expect(sso(request)).rejects.toBe(dynamic);
  });

  test("fits the type of an adapter", () => {
    const adapter = schematicAdapter(client, { identify: globex });
    expectTypeOf(adapter).toExtend<Adapter<boolean, Entities>>();
    expect(() => schematicAdapter(client, {} as never)).toThrow(GateError);
  });
});
