// The published Node SDK 1.6.2 with credit leases, unchanged, in each of its modes.
import { type Logger, SchematicClient } from "@schematichq/schematic-typescript-node";
import { afterEach, describe, expect, test } from "vitest";
import { type Api, started } from "./support/api";

const acme = { id: "acme" };
let api: Api;
let client: SchematicClient;
/** Warnings and errors of the current client. Earlier clients may log after their test: they have their own list. */
let problems: string[];

async function connect(mode: "client" | "server" | "auto", useDataStream: boolean): Promise<void> {
  const logged: string[] = [];
  problems = logged;
  const logger = {
    error: (message: string) => logged.push(`error: ${message}`),
    warn: (message: string) => logged.push(`warn: ${message}`),
    info: () => {},
    debug: () => {},
  } as unknown as Logger;
  api = await started({
    seed: {
      features: [{ key: "tokens", event: "token" }],
      plans: [{ key: "pro", entitlements: [{ feature: "tokens", credit: "bilcr_ai", rate: 2 }] }],
      companies: [{ keys: acme, id: "comp_acme", plan: "pro", credit_balances: { bilcr_ai: 1_000 } }],
    },
  });
  client = new SchematicClient({
    apiKey: api.emulator.apiKey,
    basePath: api.emulator.url,
    eventCaptureBaseURL: api.emulator.captureUrl,
    eventBufferInterval: 20,
    cacheProviders: { flagChecks: [] },
    logger,
    useDataStream,
    creditLeases: { mode, ...(useDataStream ? { defaultLeaseSize: 100 } : {}) },
  });
}

afterEach(async () => {
  expect(api.emulator.credits.verify()).toEqual({ holds: true, violations: [] });
  await client.close();
  await api.emulator.close();
});

const figures = () => api.emulator.credits.accounts()[0];

describe("client mode", () => {
  test.each(["client", "auto"] as const)(
    "%s: leases, reserves, settles, extends and releases",
    async (mode) => {
      await connect(mode, true);
      // Before its flags have arrived, the published client makes plain checks.
      await client.prewarm({ company: acme }, ["bilcr_ai"]);
      await api.emulator.waitFor((e) => e.credits.leases().length === 1);
      const allowed = await client.check({ company: acme }, "tokens", { usage: 45 });
      expect(allowed).toMatchObject({
        allowed: true,
        reservation: { creditsReserved: 90, consumptionRate: 2 },
      });
      expect(allowed.reservation?.leaseId).toBe(api.emulator.credits.leases()[0]?.id);
      await api.emulator.waitFor((e) => (e.credits.leases()[0]?.granted ?? 0) > 100);
      const large = await client.check({ company: acme }, "tokens", { usage: 200 });
      expect(large).toMatchObject({ allowed: true, reservation: { creditsReserved: 400 } });
      await client.trackWithReservation(allowed.reservation, 40);
      await client.trackWithReservation(allowed.reservation, 40);
      await api.emulator.waitFor((e) => e.credits.leases()[0]?.tracked === 80);
      expect((await client.check({ company: acme }, "tokens", { usage: 5_000 })).allowed).toBe(false);
      await client.close();
      expect(api.emulator.credits.leases()).toMatchObject([{ tracked: 80, releasedAt: expect.any(Number) }]);
      expect(figures()).toMatchObject({ remaining: 920, reserved: 0, consumed: 80, openLeases: 0 });
      expect(problems.filter((line) => line.startsWith("error"))).toEqual([]);
    },
  );
});

describe("server mode", () => {
  test.each(["server", "auto"] as const)("%s: reserves on the server and settles by event", async (mode) => {
    await connect(mode, false);
    const allowed = await client.check({ company: acme }, "tokens", { usage: 2.5, eventSubtype: "token" });
    expect(allowed).toMatchObject({
      allowed: true,
      reservation: { mode: "server", creditsReserved: 6, quantityReserved: 3, eventSubtype: "token" },
    });
    expect(figures()).toMatchObject({ remaining: 994, reserved: 6 });
    await client.trackWithReservation(allowed.reservation, 1.2);
    await api.emulator.waitFor((e) => e.credits.reservations()[0]?.settled === 4);
    expect(figures()).toMatchObject({ remaining: 996, reserved: 0, consumed: 4 });
    const refused = await client.check({ company: acme }, "tokens", { usage: 5_000 });
    expect(refused).toMatchObject({ allowed: false, reason: "Insufficient credits" });
    expect(problems).toEqual([]);
  });
});
