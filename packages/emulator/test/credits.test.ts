import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Seed } from "../src/index";
import { type Api, Stream, started } from "./support/api";

const acme = { id: "acme" };
const START = "2026-03-01T12:00:00.000Z";
const SEED: Seed = {
  features: [
    { key: "tokens", event: "token" },
    { key: "export", event: "exported" },
  ],
  plans: [
    {
      key: "pro",
      entitlements: [
        { feature: "tokens", credit: "ai", rate: 2 },
        { feature: "export", limit: 5 },
      ],
    },
  ],
  companies: [
    { keys: acme, id: "comp_acme", plan: "pro", credit_balances: { ai: 100 } },
    { keys: { id: "late" }, id: "comp_late", plan: "pro", credit_postpaid: { ai: { overdraft_limit: 50 } } },
    { keys: { id: "open" }, id: "comp_open", plan: "pro", credit_postpaid: { ai: {} } },
  ],
};

interface Lease {
  id: string;
  granted_amount: number;
  tracked_amount: number;
  expires_at: string;
  released_at?: string;
}

interface Reservation {
  id: string;
  reserved_amount: number;
  settled_amount: number;
  released_at?: string;
}

let api: Api;
beforeEach(async () => {
  api = await started({ seed: SEED, clock: { start: START, frozen: true } });
});
afterEach(async () => {
  expect(api.emulator.credits.verify()).toEqual({ holds: true, violations: [] });
  await api.emulator.close();
});

const inMs = (ms: number): string => new Date(api.emulator.clock.now() + ms).toISOString();
const acquire = (amount: number, rest: object = {}) =>
  api.call<Lease>("POST", "/billing/credits/lease", {
    company_id: "comp_acme",
    credit_type_id: "ai",
    requested_amount: amount,
    ...rest,
  });
const extend = (id: string, amount: number, rest: object = {}) =>
  api.call<Lease>("PUT", `/billing/credits/lease/${id}/extend`, { additional_amount: amount, ...rest });
const release = (id: string) => api.call<Lease>("PUT", `/billing/credits/lease/${id}/release`);
const reserve = (amount: number, rest: object = {}) =>
  api.call<Reservation>("POST", "/billing/credits/reservations", {
    company_id: "comp_acme",
    credit_type_id: "ai",
    amount,
    ...rest,
  });
const giveBack = (id: string) => api.call<Reservation>("PUT", `/billing/credits/reservations/${id}/release`);
const use = (quantity: number, body: object = {}, envelope: object = {}) =>
  api.call("POST", "/batch", {
    events: [{ type: "track", body: { event: "token", company: acme, quantity, ...body }, ...envelope }],
  });
const balance = async (company = "comp_acme") => {
  const path = `/billing/credits/balance?company_id=${company}`;
  const answer = await api.call<{ remaining: number; reserved: number; settled: number }[]>("GET", path);
  const [{ remaining, reserved, settled } = { remaining: 0, reserved: 0, settled: 0 }] = answer.body.data;
  return { remaining, reserved, settled };
};
const account = (company = "comp_acme") =>
  api.emulator.credits.accounts().find(({ companyId }) => companyId === company);

describe("leases", () => {
  test("are one per company and credit: a second acquire returns the open one", async () => {
    const first = await acquire(60);
    expect(first.status).toBe(201);
    expect(first.body.data).toMatchObject({
      company_id: "comp_acme",
      credit_type_id: "ai",
      granted_amount: 60,
      tracked_amount: 0,
      expires_at: inMs(300_000),
    });
    expect(first.body.data.id).toMatch(/^crlse_/);
    const second = await acquire(10);
    expect([second.status, second.body.data]).toEqual([201, first.body.data]);
    expect(await balance()).toEqual({ remaining: 40, reserved: 60, settled: 100 });
  });

  test("grant what remains, and fail with 402 only when nothing is", async () => {
    expect((await reserve(95)).status).toBe(201);
    expect((await acquire(60)).body.data.granted_amount).toBe(5);
    const { id } = (await acquire(60)).body.data;
    await use(2, { lease_id: id });
    await release(id);
    expect((await acquire(60)).body.data.granted_amount).toBe(1);
    await release((await acquire(1)).body.data.id);
    await reserve(1);
    const dry = await acquire(60);
    expect([dry.status, typeof dry.body.error]).toEqual([402, "string"]);
  });

  test("are extended by what remains, and only forward in time", async () => {
    const { id } = (await acquire(60, { expires_at: inMs(600_000) })).body.data;
    const grown = await extend(id, 100, { expires_at: inMs(60_000) });
    expect([grown.status, grown.body.data]).toMatchObject([
      200,
      { granted_amount: 100, expires_at: inMs(600_000) },
    ]);
    const dry = await extend(id, 10, { expires_at: inMs(3_600_000) });
    expect([dry.status, dry.body.data]).toMatchObject([
      200,
      { granted_amount: 100, expires_at: inMs(3_600_000) },
    ]);
  });

  test("are extended once for each idempotency key", async () => {
    const { id } = (await acquire(10)).body.data;
    for (const _ of [1, 2]) {
      expect((await extend(id, 5, { idempotency_key: "k" })).body.data.granted_amount).toBe(15);
    }
    expect((await extend(id, 5, { idempotency_key: "l" })).body.data.granted_amount).toBe(20);
  });

  test("give back what was not used, once", async () => {
    const { id } = (await acquire(60)).body.data;
    await use(10, { lease_id: id });
    expect(await balance()).toEqual({ remaining: 40, reserved: 40, settled: 80 });
    const released = await release(id);
    expect([released.status, released.body.data]).toMatchObject([
      200,
      { granted_amount: 60, tracked_amount: 20, released_at: START },
    ]);
    expect(await balance()).toEqual({ remaining: 80, reserved: 0, settled: 80 });
    expect((await release(id)).status).toBe(409);
    expect((await extend(id, 1)).status).toBe(409);
  });

  test("record uses beyond the grant without a debit, and uses after their end on the balance", async () => {
    const { id } = (await acquire(60)).body.data;
    await use(50, { lease_id: id });
    expect(await balance()).toEqual({ remaining: 40, reserved: 0, settled: 40 });
    expect(account()).toMatchObject({ consumed: 100, overage: 40 });
    await release(id);
    await use(25, { lease_id: id });
    expect(await balance()).toEqual({ remaining: -10, reserved: 0, settled: -10 });
    expect(account()).toMatchObject({ consumed: 150, overage: 40, openLeases: 0 });
  });

  test("end by the emulator's clock, before any sweep", async () => {
    const { id } = (await acquire(60)).body.data;
    api.emulator.clock.set(api.emulator.clock.now() + 299_999);
    expect((await acquire(1)).body.data.id).toBe(id);
    api.emulator.clock.advance(1);
    expect((await extend(id, 1)).status).toBe(409);
    const next = await acquire(30);
    expect(next.body.data.id).not.toBe(id);
    expect(next.body.data.granted_amount).toBe(30);
  });

  test("are swept once a minute, by jumps of the clock too", async () => {
    await acquire(60, { expires_at: inMs(30_000) });
    await reserve(20, { expires_at: inMs(5_000) });
    api.emulator.clock.advance(15_000);
    expect(await balance()).toEqual({ remaining: 40, reserved: 60, settled: 100 });
    api.emulator.clock.advance(45_000);
    expect(await balance()).toEqual({ remaining: 100, reserved: 0, settled: 100 });
  });

  test("refuse amounts and times that make no sense, and what is unknown", async () => {
    for (const body of [
      { requested_amount: 0 },
      { requested_amount: -1 },
      { expires_at: inMs(0) },
      { expires_at: inMs(3_600_001) },
      { expires_at: "soon" },
    ]) {
      expect([body, (await acquire(1, body)).status]).toEqual([body, 400]);
    }
    expect((await acquire(1, { company_id: "comp_none" })).status).toBe(404);
    expect((await acquire(1, { credit_type_id: "none" })).status).toBe(404);
    expect((await extend("crlse_none", 1)).status).toBe(404);
    expect((await release("crlse_none")).status).toBe(404);
    const { id } = (await acquire(1)).body.data;
    expect((await extend(id, 0)).status).toBe(400);
  });

  test("draw on the overdraft of a postpaid credit", async () => {
    const late = await acquire(80, { company_id: "comp_late" });
    expect(late.body.data.granted_amount).toBe(50);
    const open = await acquire(80, { company_id: "comp_open" });
    expect(open.body.data.granted_amount).toBe(80);
    expect(await balance("comp_open")).toEqual({ remaining: -80, reserved: 80, settled: 0 });
  });
});

describe("reservations", () => {
  test("are held in full or refused, and many may be open", async () => {
    expect((await reserve(70)).status).toBe(201);
    expect((await reserve(30.5)).status).toBe(402);
    const second = await reserve(30);
    expect(second.body.data).toMatchObject({
      reserved_amount: 30,
      settled_amount: 0,
      expires_at: inMs(60_000),
    });
    expect(await balance()).toEqual({ remaining: 0, reserved: 100, settled: 100 });
  });

  test("settle with the first event and give back the rest", async () => {
    const { id } = (await reserve(50)).body.data;
    await use(10, { reservation_id: id });
    expect(await balance()).toEqual({ remaining: 80, reserved: 0, settled: 80 });
    const closed = await giveBack(id);
    expect([closed.status, closed.body.data]).toMatchObject([
      200,
      { settled_amount: 20, released_at: START },
    ]);
    await use(10, { reservation_id: id });
    expect(await balance()).toEqual({ remaining: 60, reserved: 0, settled: 60 });
  });

  test("bill uses beyond them down to the overdraft limit", async () => {
    const prepaid = (await reserve(90)).body.data;
    await use(60, { reservation_id: prepaid.id });
    expect(await balance()).toEqual({ remaining: 0, reserved: 0, settled: 0 });
    expect(account()).toMatchObject({ consumed: 120, overage: 20 });
    const postpaid = (await reserve(30, { company_id: "comp_late" })).body.data;
    await use(40, { reservation_id: postpaid.id, company: { id: "late" } });
    expect(await balance("comp_late")).toMatchObject({ remaining: -50 });
    expect(account("comp_late")).toMatchObject({ consumed: 80, overage: 30 });
  });

  test("are released any number of times", async () => {
    const { id } = (await reserve(50)).body.data;
    const once = await giveBack(id);
    const twice = await giveBack(id);
    expect([once.status, twice.status, twice.body.data]).toEqual([200, 200, once.body.data]);
    expect((await giveBack("crrsv_none")).status).toBe(404);
  });

  test("are the same for one idempotency key, and refused for other arguments", async () => {
    const first = await reserve(10, { idempotency_key: "k" });
    const again = await reserve(10, { idempotency_key: "k" });
    expect([again.status, again.body.data]).toEqual([201, first.body.data]);
    expect((await reserve(11, { idempotency_key: "k" })).status).toBe(409);
    expect(await balance()).toMatchObject({ remaining: 90 });
    api.emulator.reset();
    expect((await reserve(11, { idempotency_key: "k" })).status).toBe(201);
  });

  test("end after their time, swept every ten seconds", async () => {
    await reserve(50, { expires_at: inMs(4_000) });
    api.emulator.clock.advance(9_999);
    expect(await balance()).toMatchObject({ reserved: 50 });
    api.emulator.clock.advance(1);
    expect(await balance()).toMatchObject({ remaining: 100, reserved: 0 });
  });
});

describe("check and reserve", () => {
  const check = (body: object, flag = "tokens") =>
    api.call<Record<string, unknown> & { reservation?: { id: string } }>(
      "POST",
      `/flags/${flag}/check-and-reserve`,
      { company: acme, ...body },
    );

  test("holds the credits of an allowed use", async () => {
    const answer = await check({ quantity: 3, expires_at: inMs(30_000) });
    expect([answer.status, answer.body.data]).toMatchObject([
      200,
      {
        value: true,
        rule_type: "plan_entitlement",
        reservation: {
          company_id: "comp_acme",
          credit_type_id: "ai",
          credits_reserved: 6,
          quantity_reserved: 3,
          consumption_rate: 2,
          event_subtype: "token",
          expires_at: inMs(30_000),
        },
      },
    ]);
    expect(await balance()).toEqual({ remaining: 94, reserved: 6, settled: 100 });
    await use(1, { reservation_id: answer.body.data.reservation?.id });
    expect(await balance()).toEqual({ remaining: 98, reserved: 0, settled: 98 });
  });

  test.each([
    [{}, 2],
    [{ preflight: { usage: 4 } }, 8],
    [{ preflight: { usage: 4, event_usage: { event_subtype: "token", quantity: 5 } } }, 10],
    [{ preflight: { event_usage: { event_subtype: "other", quantity: 5 } } }, 2],
    [{ quantity: 3, preflight: { usage: 4, event_usage: { event_subtype: "token", quantity: 5 } } }, 6],
    [{ quantity: 3, preflight: { credit_cost: { ai: 7 } } }, 7],
    [{ preflight: { event_quantities: { event_subtype: "token", quantity: 1.5 } } }, 3],
  ])("%j costs %d credits", async (body, cost) => {
    const answer = await check(body);
    expect(answer.body.data.reservation).toMatchObject({ credits_reserved: cost });
  });

  test("answers too few credits with a value of false", async () => {
    const answer = await check({ quantity: 51 });
    expect([answer.status, answer.body.data]).toMatchObject([
      200,
      { value: false, reason: "Insufficient credits" },
    ]);
    expect(answer.body.data.reservation).toBeUndefined();
    expect((await check({ quantity: 50 })).body.data.reservation).toMatchObject({ credits_reserved: 100 });
  });

  test("reserves nothing for flags without credits, unknown companies and a quantity of 0", async () => {
    for (const answer of [
      await check({ quantity: 3 }, "export"),
      await check({ quantity: 3, company: { id: "nobody" } }),
      await check({ quantity: 0 }),
    ]) {
      expect([answer.status, answer.body.data.reservation]).toEqual([200, undefined]);
    }
    expect((await check({ quantity: -1 })).status).toBe(400);
    expect((await check({}, "nothing")).status).toBe(404);
  });

  test("reserves nothing where an override allows without credits or denies", async () => {
    api.emulator.apply({ overrides: [{ company: acme, feature: "tokens", value: true }] });
    expect((await check({ quantity: 500 })).body.data).toMatchObject({
      value: true,
      rule_type: "company_override",
    });
    api.emulator.apply({ overrides: [{ company: acme, feature: "tokens", value: false }] });
    expect((await check({ quantity: 1 })).body.data).toMatchObject({
      value: false,
      rule_type: "company_override",
    });
    expect(await balance()).toMatchObject({ remaining: 100 });
  });

  test("reserves once for each idempotency key", async () => {
    const first = await check({ quantity: 3, idempotency_key: "k" });
    const again = await check({ quantity: 3, idempotency_key: "k" });
    expect(again.body.data).toEqual(first.body.data);
    expect((await check({ quantity: 4, idempotency_key: "k" })).status).toBe(409);
    expect(await balance()).toMatchObject({ reserved: 6 });
  });
});

describe("events", () => {
  test("without a hold, or with that of another company, debit the balance below zero", async () => {
    const { id } = (await acquire(10, { company_id: "comp_late" })).body.data;
    await use(30, { lease_id: id });
    expect(await balance()).toMatchObject({ remaining: 40 });
    await use(30);
    expect(await balance()).toMatchObject({ remaining: -20 });
    expect(api.emulator.credits.leases()).toMatchObject([{ id, tracked: 0 }]);
  });

  test("count once for each idempotency key, and the lease wins over the reservation", async () => {
    const lease = (await acquire(50)).body.data;
    const reservation = (await reserve(20)).body.data;
    for (const _ of [1, 2]) {
      await use(5, { lease_id: lease.id, reservation_id: reservation.id }, { idempotency_key: "k" });
    }
    expect(api.emulator.credits.leases()).toMatchObject([{ tracked: 10 }]);
    expect(await balance()).toEqual({ remaining: 30, reserved: 60, settled: 90 });
  });

  test("can be counted with a delay, as the real pipeline does", async () => {
    api.emulator.credits.delayEvents(5_000);
    const { id } = (await acquire(50)).body.data;
    await use(5, { lease_id: id });
    expect(api.emulator.credits.leases()).toMatchObject([{ tracked: 0 }]);
    api.emulator.clock.advance(5_000);
    expect(api.emulator.credits.leases()).toMatchObject([{ tracked: 10 }]);
    await use(5, { lease_id: id });
    await release(id);
    expect(api.emulator.credits.processEvents()).toBe(1);
    expect(await balance()).toEqual({ remaining: 80, reserved: 0, settled: 80 });
    expect(api.emulator.credits.processEvents()).toBe(0);
  });

  test("keep fractions of a credit exact", async () => {
    api.emulator.apply({
      plans: [{ key: "pro", entitlements: [{ feature: "tokens", credit: "ai", rate: 0.1 }] }],
    });
    const { id } = (await acquire(0.3)).body.data;
    for (let i = 0; i < 3; i++) await use(1, { lease_id: id });
    expect(api.emulator.credits.leases()).toMatchObject([{ granted: 0.3, tracked: 0.3 }]);
    expect(await balance()).toEqual({ remaining: 99.7, reserved: 0, settled: 99.7 });
  });
});

describe("the datastream", () => {
  test("announces every change of a hold as credit_lease_balance", async () => {
    const stream = await Stream.open(api.emulator);
    stream.ask("Company", { keys: acme });
    await stream.next(({ message_type }) => message_type === "full");
    const balances = async (remaining: number) => {
      const frame = await stream.next(
        ({ message_type, data }) =>
          message_type === "partial" &&
          (data.credit_lease_balance as { ai?: { remaining: number } } | undefined)?.ai?.remaining ===
            remaining,
      );
      return frame.data;
    };
    const { id } = (await acquire(60)).body.data;
    expect(await balances(40)).toEqual({ credit_lease_balance: { ai: { remaining: 40, reserved: 60 } } });
    await extend(id, 5);
    expect(await balances(35)).toMatchObject({ credit_lease_balance: { ai: { reserved: 65 } } });
    await use(10, { lease_id: id });
    await stream.next(
      ({ data }) =>
        (data.credit_lease_balance as { ai?: { reserved: number } } | undefined)?.ai?.reserved === 45,
    );
    api.emulator.clock.advance(360_000);
    expect(await balances(80)).toMatchObject({ credit_lease_balance: { ai: { reserved: 0 } } });
    stream.socket.close();
  });

  test("can announce balances and entitlements instead", async () => {
    api.emulator.credits.announce("balances");
    const stream = await Stream.open(api.emulator);
    stream.ask("Company", { keys: acme });
    await stream.next(({ message_type }) => message_type === "full");
    await acquire(60);
    const { data } = await stream.next(({ message_type }) => message_type === "partial");
    expect(data).toMatchObject({ credit_balances: { ai: 40 } });
    expect(data.credit_lease_balance).toBeUndefined();
    expect(data.entitlements).toContainEqual(
      expect.objectContaining({ credit_remaining: 40, credit_reserved: 60, credit_settled: 100 }),
    );
    stream.socket.close();
  });
});

describe("the ledger and the figures", () => {
  test("list every movement with its reason, newest first", async () => {
    const { id } = (await acquire(60)).body.data;
    await use(10, { lease_id: id });
    await release(id);
    const reservation = (await reserve(20)).body.data;
    await giveBack(reservation.id);
    await use(1);
    const path = "/v2/billing/credits/ledger?company_id=comp_acme";
    const { body } = await api.call<
      { usage_reason?: string; event_type: string; amount: number; event_id: string }[]
    >("GET", path);
    expect(
      body.data.map(({ usage_reason, event_type, amount }) => [usage_reason ?? event_type, amount]),
    ).toEqual([
      ["track", 2],
      ["reservation_release", 20],
      ["reservation_hold", 20],
      ["lease_release", 40],
      ["track", 20],
      ["lease_hold", 60],
      ["grant", 100],
    ]);
    expect((await api.call("GET", path.replace("?", "/count?"))).body.data).toEqual({ count: 7 });
    const one = await api.call("GET", `/v2/billing/credits/ledger/${body.data[0]?.event_id}`);
    expect(one.body.data).toEqual(body.data[0]);
  });

  test("are in checks and entitlements", async () => {
    await acquire(60);
    const all = await api.call("POST", "/flags/check", { company: acme });
    expect(all.body.data.credit_balances).toEqual({
      ai: { remaining: 40, reserved: 60, settled: 100, postpaid: false },
    });
    expect((await api.check("tokens", { company: acme })).entitlement).toMatchObject({
      credit_remaining: 40,
      credit_reserved: 60,
      credit_settled: 100,
    });
  });

  test("can be read, verified and changed on the control path", async () => {
    await acquire(60);
    const top_up = { company: acme, credit: "ai", amount: 10 };
    const changed = await api.call("POST", "/_emulator/credits", { top_up, sweep: true });
    expect(changed.body).toEqual({ processed: 0, verification: { holds: true, violations: [] } });
    const { body } = await api.call("GET", "/_emulator/credits");
    expect(body).toMatchObject({
      accounts: [{ deposited: 110, remaining: 50, held: 60, openLeases: 1 }, {}, {}],
      leases: [{ granted: 60 }],
      verification: { holds: true },
    });
  });

  test("tell of a balance that was changed behind the bank's back", async () => {
    const { Account } = await import("../src/credits/account");
    const company = { id: "c", creditBalances: {}, creditPostpaid: {} } as unknown as ConstructorParameters<
      typeof Account
    >[0];
    const broken = new Account(company, "ai", { now: () => 0, touch: () => {}, record: () => {} });
    expect(broken.violations()).toEqual([]);
    company.creditBalances.ai = 5;
    expect(broken.violations()).toHaveLength(2);
  });
});

describe("faults", () => {
  test("lose an answer after the commit, repeat a request, and skew the Date header", async () => {
    const { faults } = api.emulator;
    faults.add({ route: "POST /billing/credits/lease", action: { type: "drop_after_accept" }, times: 1 });
    await expect(acquire(60)).rejects.toThrow();
    expect(await balance()).toMatchObject({ remaining: 40, reserved: 60 });
    faults.add({ route: "POST /billing/credits/reservations", action: { type: "duplicate" }, times: 1 });
    expect((await reserve(10)).status).toBe(201);
    expect(await balance()).toMatchObject({ remaining: 20, reserved: 80 });
    const date = async () => {
      const headers = { "X-Schematic-Api-Key": api.emulator.apiKey };
      return (await fetch(`${api.emulator.url}/companies`, { headers })).headers.get("date");
    };
    expect(await date()).toBe(new Date(START).toUTCString());
    faults.add({ action: { type: "date_skew", ms: -600_000 } });
    expect(await date()).toBe(new Date(Date.parse(START) - 600_000).toUTCString());
  });
});
