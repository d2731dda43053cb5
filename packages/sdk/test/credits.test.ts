import { type Emulator, startEmulator } from "@schematic/emulator";
import { type RedisServer, startRedis } from "@schematic-internal/testing";
import { SchematicClient as PublishedClient } from "@schematichq/schematic-typescript-node";
import { Redis } from "ioredis";
import { createClient } from "redis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SchematicClient, type SchematicOptions } from "../src/index";

const acme = { company: { id: "acme" } };
const RATE = 2;
const logger = { error() {}, warn() {}, info() {}, debug() {} };
let emulator: Emulator;
let clients: { close(): Promise<void> }[];

beforeEach(async () => {
  clients = [];
  emulator = await startEmulator({
    seed: {
      features: [{ key: "tokens", event: "token" }],
      flags: [{ key: "plain", default: true }],
      plans: [{ key: "pro", entitlements: [{ feature: "tokens", credit: "bilcr_ai", rate: RATE }] }],
      companies: [
        { keys: { id: "acme" }, id: "comp_acme", plan: "pro", credit_balances: { bilcr_ai: 1_000 } },
      ],
    },
  });
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  expect(emulator.credits.verify()).toEqual({ holds: true, violations: [] });
  await emulator.close();
});

function optionsOf(more: Partial<SchematicOptions>): SchematicOptions {
  return {
    apiKey: emulator.apiKey,
    basePath: emulator.url,
    eventCaptureBaseURL: emulator.captureUrl,
    eventBufferInterval: 20,
    logger,
    useDataStream: true,
    creditLeases: { defaultLeaseSize: 100 },
    ...more,
  };
}

async function connect(more: Partial<SchematicOptions> = {}): Promise<SchematicClient> {
  const client = new SchematicClient(optionsOf(more));
  clients.push(client);
  await client.initialize({ timeoutMs: 60_000 });
  return client;
}

const figures = () => emulator.credits.accounts()[0];

describe("client mode", () => {
  test("holds, settles once, and releases after the events", async () => {
    const client = await connect();
    const events: string[] = [];
    client.on("lease", ({ type }) => void events.push(type));
    const first = await client.check(acme, "tokens", { usage: 20 });
    expect(first).toMatchObject({
      allowed: true,
      reservation: { creditsReserved: 40, consumptionRate: RATE },
    });
    expect(first.reservation).toMatchObject({ eventSubtype: "token", quantityReserved: 20 });
    expect(client.status().credits).toMatchObject({ mode: "client", openHolds: 1 });
    await client.trackWithReservation(first.reservation, 15);
    await client.trackWithReservation(first.reservation, 15);
    await emulator.waitFor((e) => e.credits.leases()[0]?.tracked === 30);
    await client.close();
    expect(figures()).toMatchObject({ remaining: 970, reserved: 0, consumed: 30, openLeases: 0 });
    expect(events).toEqual(["acquired", "released"]);
  });

  test("a settle while closing is delivered before its lease is released", async () => {
    const client = await connect();
    const { reservation } = await client.check(acme, "tokens", { usage: 10 });
    const closing = client.close();
    await client.trackWithReservation(reservation, 10);
    await closing;
    expect(emulator.credits.leases()).toMatchObject([{ tracked: 20, releasedAt: expect.any(Number) }]);
    expect(figures()).toMatchObject({ remaining: 980, reserved: 0, consumed: 20 });
  });

  test("a cost beyond the lease extends it, one beyond the balance is denied", async () => {
    const client = await connect();
    const large = await client.check(acme, "tokens", { usage: 200 });
    expect(large).toMatchObject({ allowed: true, reservation: { creditsReserved: 400 } });
    const tooLarge = await client.check(acme, "tokens", { usage: 5_000, onAcquireFailure: "fail-open" });
    expect(tooLarge).toMatchObject({ allowed: false, err: "insufficient_lease_balance" });
    await client.trackWithReservation(large.reservation, 0);
  });

  test("withReservation settles what the work returns, and gives back on a throw", async () => {
    const client = await connect();
    const failing = client.withReservation(acme, "tokens", { usage: 50 }, () => {
      throw new Error("no answer");
    });
    await expect(failing).rejects.toThrow("no answer");
    expect(client.status().credits?.openHolds).toBe(0);
    const result = await client.withReservation(acme, "tokens", { usage: 50 }, async (hold) => {
      expect(hold?.creditsReserved).toBe(100);
      return 7;
    });
    expect(result.allowed).toBe(true);
    await emulator.waitFor((e) => e.credits.leases()[0]?.tracked === 14);
    expect(await client.check(acme, "tokens", { usage: 0 })).not.toHaveProperty("reservation");
  });

  test("plain checks count the unspent lease as part of the balance", async () => {
    const client = await connect({ creditLeases: { defaultLeaseSize: 1_000 } });
    const { reservation } = await client.check(acme, "tokens", { usage: 1 });
    await emulator.waitFor(() => figures()?.remaining === 0);
    expect(await client.checkFlag(acme, "tokens")).toBe(true);
    await client.trackWithReservation(reservation, 1);
  });

  test("features without credits, and other subtypes", async () => {
    const client = await connect();
    const plain = await client.check(acme, "plain", { usage: 3 });
    expect(plain).toMatchObject({ allowed: true });
    expect(plain).not.toHaveProperty("reservation");
    const foreign = await client.check(acme, "tokens", { usage: 1, eventSubtype: "other" });
    expect(foreign).toMatchObject({ allowed: false, err: "event_subtype_mismatch" });
    const invalid = await client.check(acme, "tokens", { usage: Number.NaN });
    expect(invalid).toMatchObject({ allowed: false, reason: "invalid_usage" });
    expect(emulator.credits.leases()).toEqual([]);
  });

  test("prewarm opens one lease, also after identify", async () => {
    const client = await connect();
    await client.prewarm(acme, ["bilcr_ai", "bilcr_ai"]);
    expect(emulator.credits.leases()).toHaveLength(1);
    await client.identify(
      { keys: { id: "u" }, company: { keys: { id: "acme" } } },
      { prewarm: ["bilcr_ai"] },
    );
    expect((await client.check(acme, "tokens", { usage: 5 })).reservation?.leaseId).toBe(
      emulator.credits.leases()[0]?.id,
    );
  });

  test("two processes without a shared store never allow more than the balance", async () => {
    const [one, two] = [await connect(), await connect()];
    let allowed = 0;
    for (let i = 0; i < 60; i++) {
      for (const client of [one, two]) {
        const { reservation } = await client.check(acme, "tokens", { usage: 10 });
        if (reservation === undefined) continue;
        allowed += reservation.creditsReserved;
        await client.trackWithReservation(reservation, 10);
      }
    }
    expect(allowed).toBeLessThanOrEqual(1_000);
    expect(allowed).toBeGreaterThan(800);
  }, 120_000);

  test("hooks surround every operation", async () => {
    const seen: string[] = [];
    const hooks = [
      {
        creditStart: ({ operation }: { operation: string }) => void seen.push(`start ${operation}`),
        creditEnd: ({ operation }: { operation: string }, { outcome }: { outcome: string }) =>
          void seen.push(`${outcome} ${operation}`),
      },
    ];
    const client = await connect({ hooks });
    const { reservation } = await client.check(acme, "tokens", { usage: 5 });
    await client.trackWithReservation(reservation, 5);
    await client.close();
    expect(seen).toEqual([
      "start check",
      "start acquire",
      "ok acquire",
      "ok check",
      "start release",
      "ok release",
    ]);
  });
});

describe("server mode", () => {
  test.each([{ useDataStream: false }, { creditLeases: { mode: "server" as const } }])(
    "one request per check: %j",
    async (more) => {
      const client = await connect(more);
      const held = await client.check(acme, "tokens", { usage: 2.5, eventSubtype: "token" });
      expect(held).toMatchObject({
        allowed: true,
        reservation: { mode: "server", creditsReserved: 6, quantityReserved: 3 },
      });
      expect(figures()).toMatchObject({ remaining: 994, reserved: 6 });
      await client.trackWithReservation(held.reservation, 1.2);
      await emulator.waitFor((e) => e.credits.reservations()[0]?.settled === 4);
      const refused = await client.check(acme, "tokens", { usage: 5_000, onAcquireFailure: "fail-open" });
      expect(refused).toMatchObject({ allowed: false, reason: "Insufficient credits" });
    },
  );

  test("an unknown company is never allowed without gating", async () => {
    const client = await connect();
    const unknown = await client.check({ company: { id: "nobody" } }, "tokens", { usage: 1 });
    expect(unknown.allowed).toBe(false);
  });
});

describe("options", () => {
  test.each([
    { lowWaterMark: 2 },
    { defaultLeaseSize: Number.NaN },
    { defaultLeaseDuration: 4_000_000 },
    { mode: "other" },
    { size: 1 },
  ])("%j is refused by the constructor", (creditLeases) => {
    expect(() => new SchematicClient({ creditLeases } as never)).toThrow(
      expect.objectContaining({ code: "invalid_options" }),
    );
  });

  test("offline nothing is held", async () => {
    const client = new SchematicClient({ offline: true, logger, creditLeases: {} });
    expect(await client.check(acme, "tokens", { usage: 1 })).toMatchObject({
      allowed: false,
      err: "offline",
    });
    await client.close();
  });
});

describe("with one Redis", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  test("the published SDK and ours draw on one lease and agree about its balance", async () => {
    const ours = new Redis(server.url);
    const theirs = createClient({ url: server.url });
    await Promise.all([new Promise((resolve) => ours.once("ready", resolve)), theirs.connect()]);
    const client = await connect({ creditLeases: { defaultLeaseSize: 500, redisClient: ours as never } });
    const published = new PublishedClient({
      ...optionsOf({}),
      logger: logger as never,
      creditLeases: { mode: "client", defaultLeaseSize: 500, redisClient: theirs as never },
    } as never);
    clients.push(published);
    await published.prewarm(acme, ["bilcr_ai"]);
    await emulator.waitFor((e) => e.credits.leases().length === 1);
    const remaining = async () =>
      Number(await ours.hget("schematic:credit-lease:comp_acme:bilcr_ai", "localRemainingCredits"));
    expect(await remaining()).toBe(500);
    const [mine, their] = [
      await client.check(acme, "tokens", { usage: 30 }),
      await published.check(acme, "tokens", { usage: 20 }),
    ];
    expect(mine.reservation?.leaseId).toBe(their.reservation?.leaseId);
    expect(await remaining()).toBe(400);
    // Each settles the hold of the other.
    await client.trackWithReservation(their.reservation as never, 5);
    await published.trackWithReservation(mine.reservation as never, 10);
    expect(await remaining()).toBe(470);
    await emulator.waitFor((e) => e.credits.leases()[0]?.tracked === 30);
    expect(emulator.credits.leases()).toHaveLength(1);
    expect(await ours.zcard("schematic:credit-reservations:byExpiry")).toBe(0);
    await Promise.all(clients.splice(0).map((one) => one.close()));
    ours.disconnect();
    theirs.destroy();
  });
});
