import type { Hold, HoldLedger } from "@schematic/core";
import { type RedisServer, startRedis, startRedisCluster } from "@schematic-internal/testing";
import { describeLeaseStore, describeReservationStore } from "@schematic-internal/testing/credit-conformance";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RedisLeaseStore, RedisReservationStore } from "../src/index";
import { type Connected, clusterClients, singleClients } from "./clients";

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
// A busy machine must not turn into a refusal.
const timeoutMs = 20_000;
const CREDIT = 1_000_000;
const slot = { companyId: "comp_1", creditTypeId: "bilcr_1" };
let unique = 0;
const prefix = (): string => `test[${process.pid}]-${++unique}:`;

function describeStores(name: string, connected: () => Connected): void {
  describeLeaseStore(`Redis on ${name}`, () => {
    const store = new RedisLeaseStore({ client: connected().client, keyPrefix: prefix(), timeoutMs });
    return { store, pass };
  });
  describeReservationStore(`Redis on ${name}`, () => {
    const store = new RedisReservationStore({ client: connected().client, keyPrefix: prefix(), timeoutMs });
    return { store, pass };
  });
}

for (const [name, connect] of Object.entries(singleClients)) {
  let server: RedisServer;
  let connected: Connected;
  beforeAll(async () => {
    server = await startRedis();
    connected = await connect(server.url);
  });
  afterAll(async () => {
    connected.close();
    await server.stop();
  });
  describeStores(name, () => connected);

  describe(`one-step ledger: ${name}`, () => {
    let leases: RedisLeaseStore;
    let ledger: HoldLedger;
    const grant = { leaseId: "lse_1", granted: 10 * CREDIT, tracked: 0, lifeMs: 600_000 };
    const install = () => leases.install(slot, { ...grant, expiresAt: Date.now() + 600_000 });
    const hold = (id: string, credits: number): Omit<Hold, "leaseId"> => ({
      ...slot,
      id,
      eventSubtype: "tokens",
      quantity: credits,
      amount: credits * CREDIT,
      consumptionRate: 1,
      evalCtx: { company: { id: "acme" } },
    });
    const terms = { ttlMs: 60_000, minLifeMs: 0 };
    const remaining = async () => (await leases.read(slot))?.remaining;
    const open = () => {
      const options = { client: connected.client, keyPrefix: prefix(), timeoutMs };
      leases = new RedisLeaseStore(options);
      const found = new RedisReservationStore(options).withLeases(leases);
      if (found === undefined) throw new Error("no ledger");
      ledger = found;
    };

    test("opens, settles with a refund, and settles once", async () => {
      open();
      expect(await ledger.open(hold("a", 4), terms)).toEqual({ outcome: "none" });
      await install();
      expect(await ledger.open(hold("a", 4), terms)).toMatchObject({ outcome: "reserved", leaseId: "lse_1" });
      expect(await ledger.open(hold("b", 7), terms)).toMatchObject({
        outcome: "short",
        remaining: 6 * CREDIT,
      });
      const reference = { ...slot, id: "a", leaseId: "lse_1" };
      expect(await ledger.settle(reference, CREDIT)).toEqual({ state: "open", isCharged: true });
      expect(await remaining()).toBe(9 * CREDIT);
      expect(await ledger.settle(reference, CREDIT)).toEqual({ state: "unknown", isCharged: false });
      expect(await remaining()).toBe(9 * CREDIT);
    });

    test("debits what was used beyond the hold", async () => {
      open();
      await install();
      await ledger.open(hold("a", 1), terms);
      await ledger.settle({ ...slot, id: "a", leaseId: "lse_1" }, 12 * CREDIT);
      expect(await remaining()).toBe(-2 * CREDIT);
    });

    test("refunds expired holds, and debits a late settle", async () => {
      open();
      await install();
      const opened = await ledger.open(hold("a", 4), { ttlMs: 30, minLifeMs: 0 });
      expect(opened.outcome).toBe("reserved");
      await pass(80);
      expect(await ledger.expire(256)).toBe(1);
      expect(await remaining()).toBe(10 * CREDIT);
      const late = await ledger.settle({ ...slot, id: "a", leaseId: "lse_1" }, 3 * CREDIT);
      expect(late).toEqual({ state: "expired", isCharged: true });
      expect(await remaining()).toBe(7 * CREDIT);
    });

    test("a hold never outlives its lease", async () => {
      open();
      const lifeMs = 30_000;
      await leases.install(slot, { ...grant, expiresAt: Date.now() + lifeMs, lifeMs });
      const opened = await ledger.open(hold("a", 1), terms);
      const now = Date.now();
      expect(opened.outcome === "reserved" && opened.expiresAt - now).toBeLessThanOrEqual(lifeMs + 1_000);
    });
  });
}

for (const [name, connect] of Object.entries(clusterClients)) {
  let cluster: Awaited<ReturnType<typeof startRedisCluster>>;
  let connected: Connected;
  beforeAll(async () => {
    cluster = await startRedisCluster();
    connected = await connect(cluster.addresses);
  });
  afterAll(async () => {
    connected.close();
    await cluster.stop();
  });
  describeStores(name, () => connected);

  test(`${name}: debit and record are two steps on a cluster`, () => {
    const options = { client: connected.client, keyPrefix: prefix() };
    expect(new RedisReservationStore(options).withLeases(new RedisLeaseStore(options))).toBeUndefined();
  });
}

describe("entries in Redis", () => {
  let server: RedisServer;
  let redis: Redis;
  beforeAll(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
    await new Promise((resolve) => redis.once("ready", resolve));
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  test("are byte by byte those of the published SDK, apart from fields of our own", async () => {
    const options = { client: redis, timeoutMs };
    const leases = new RedisLeaseStore(options);
    const ledger = new RedisReservationStore(options).withLeases(leases);
    const expiresAt = Math.floor(Date.now() + 300_000);
    await leases.install(slot, {
      leaseId: "lse_1",
      granted: 300_000,
      tracked: 0,
      expiresAt,
      lifeMs: 299_000,
    });
    await ledger?.open(
      {
        ...slot,
        id: "res_1",
        eventSubtype: "tokens",
        quantity: 0.5,
        amount: 100_000,
        consumptionRate: 0.1,
        evalCtx: { company: { id: "acme" } },
      },
      { ttlMs: 60_000, minLifeMs: 0 },
    );
    const { clockOffset, ...lease } = await redis.hgetall("schematic:credit-lease:comp_1:bilcr_1");
    expect(clockOffset).toMatch(/^-?\d+$/);
    expect(lease).toEqual({
      leaseId: "lse_1",
      companyId: "comp_1",
      creditTypeId: "bilcr_1",
      grantedAmount: "0.3",
      localRemainingCredits: "0.2",
      expiresAt: String(expiresAt),
    });
    const hold = await redis.hgetall("schematic:credit-reservation:res_1");
    const score = await redis.zscore("schematic:credit-reservations:byExpiry", "comp_1|bilcr_1|res_1");
    expect(hold).toEqual({
      id: "res_1",
      leaseId: "lse_1",
      companyId: "comp_1",
      creditTypeId: "bilcr_1",
      eventSubtype: "tokens",
      quantityReserved: "0.5",
      creditsReserved: "0.1",
      consumptionRate: "0.1",
      expiresAt: score,
      evalCtx: '{"company":{"id":"acme"}}',
    });
    expect(await redis.hgetall("schematic:credit-reservations:byCredit:comp_1:bilcr_1")).toEqual({
      res_1: "0.1",
    });
    expect(await redis.pttl("schematic:credit-lease:comp_1:bilcr_1")).toBeGreaterThan(300_000);
    expect(await redis.pttl("schematic:credit-reservation:res_1")).toBeGreaterThan(60_000);
  });

  test("of another SDK are read, and its fields survive", async () => {
    const key = "schematic:credit-lease:comp_2:bilcr_1";
    const other = { companyId: "comp_2", creditTypeId: "bilcr_1" };
    const expiresAt = Date.now() + 300_000;
    await redis.hset(key, {
      leaseId: "lse_2",
      companyId: "comp_2",
      creditTypeId: "bilcr_1",
      grantedAmount: "100",
      localRemainingCredits: "99.700000000000003",
      expiresAt: String(expiresAt),
      note: "kept",
    });
    const leases = new RedisLeaseStore({ client: redis, timeoutMs });
    expect(await leases.read(other)).toMatchObject({ leaseId: "lse_2", remaining: 99_700_000 });
    await leases.reserve(other, CREDIT, 0);
    await leases.extend(other, { leaseId: "lse_2", granted: 200 * CREDIT, tracked: 0, expiresAt, lifeMs: 1 });
    expect(await redis.hgetall(key)).toMatchObject({
      localRemainingCredits: "198.7",
      grantedAmount: "200",
      note: "kept",
    });
  });
});
