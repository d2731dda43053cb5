import { afterEach, describe, expect, test } from "vitest";
import { type Api, started } from "./support/api";

const acme = { id: "acme" };
const wile = { id: "wile" };
const SEED = {
  features: [{ key: "tokens", event: "token" }],
  plans: [{ key: "pro", entitlements: [{ feature: "tokens", credit: "cred_ai", rate: 2 }] }],
  companies: [
    {
      keys: acme,
      plan: "pro",
      credit_balances: { cred_ai: 100 },
      credit_spend_policies: [
        { credit: "cred_ai", limit: 10 },
        {
          credit: "cred_ai",
          limit: 20,
          window: { unit: "day" as const },
          consumed: 4,
          resets_at: "2026-03-02T00:00:00Z",
          label: "Daily",
        },
      ],
    },
  ],
  users: [{ keys: wile, companies: [acme], credit_spend_policies: [{ credit: "cred_ai", limit: 6 }] }],
};

let api: Api;
afterEach(() => api.emulator.close());

async function start(): Promise<void> {
  api = await started({ seed: SEED, clock: { start: "2026-03-01T12:00:00Z", frozen: true } });
}

describe("spend policies", () => {
  test("refuse a draw that is larger than their limit, with the reason", async () => {
    await start();
    const check = (quantity: number, user?: object) =>
      api.check("tokens", {
        company: acme,
        ...(user && { user }),
        preflight: { event_usage: { event_subtype: "token", quantity } },
      });
    expect(await check(5)).toMatchObject({ value: true });
    expect(await check(6)).toMatchObject({
      value: false,
      rule_type: "plan_entitlement_usage_exceeded",
      reason: "A draw of 12 credits exceeds the company limit of 10 credits per request",
    });
    expect(await check(4, wile)).toMatchObject({
      value: false,
      reason: "A draw of 8 credits exceeds the user limit of 6 credits per request",
    });
  });

  test("take measured quantities with their fractions", async () => {
    await start();
    const check = (quantity: number) =>
      api.check("tokens", {
        company: acme,
        preflight: { event_quantities: { event_subtype: "token", quantity, quantities: { unknown: 7 } } },
      });
    expect(await check(5)).toMatchObject({ value: true });
    expect(await check(5.25)).toMatchObject({
      value: false,
      reason: "A draw of 10.5 credits exceeds the company limit of 10 credits per request",
    });
  });

  test("count what is spent in their window, and start again at its end", async () => {
    await start();
    await api.track("token", acme, { quantity: 8 });
    expect(await api.check("tokens", { company: acme })).toMatchObject({
      value: false,
      reason: "A draw of 2 credits exceeds the company limit of 20 credits per day",
    });
    api.emulator.clock.advance(12 * 3_600_000);
    expect(await api.check("tokens", { company: acme })).toMatchObject({ value: true });
    await api.track("token", acme, { quantity: 1 });
    const all = await api.call("POST", "/flags/check", { company: acme, user: wile });
    expect(all.body.data.credit_spend_policies).toMatchObject([
      { credit_id: "cred_ai", kind: "per_draw", scope: "company", limit: 10 },
      { kind: "window", label: "Daily", consumed: 2, resets_at: "2026-03-03T00:00:00.000Z" },
      { kind: "per_draw", scope: "user", limit: 6 },
    ]);
  });

  test("price each measured quantity at its own rate, for grants and for conditions", async () => {
    const rates = { input: 0.5, output: 3 };
    const when = [
      { type: "credit" as const, credit: "cred_ai", rate: 0, quantity_rates: rates, event: "token" },
    ];
    const entitlements = [{ feature: "tokens", credit: "cred_ai", rate: 1, quantity_rates: rates }];
    api = await started({
      seed: {
        ...SEED,
        plans: [{ key: "pro", entitlements }],
        flags: [{ key: "by-rule", rules: [{ value: true, when }] }],
      },
    });
    const check = (flag: string, quantities: Record<string, number>) =>
      api.check(flag, {
        company: acme,
        preflight: { event_quantities: { event_subtype: "token", quantities } },
      });
    expect(await check("tokens", { input: 6, output: 2 })).toMatchObject({
      value: true,
      entitlement: { consumption_rate: 1, quantity_rates: rates },
    });
    expect(await check("tokens", { input: 7, output: 2 })).toMatchObject({
      value: false,
      reason: "A draw of 10.5 credits exceeds the company limit of 10 credits per request",
    });
    expect(await check("by-rule", { input: 2, output: 3, unknown: 1000 })).toMatchObject({ value: true });
    expect(await check("by-rule", { input: 2, output: 4 })).toMatchObject({
      value: false,
      reason: "A draw of 13 credits exceeds the company limit of 10 credits per request",
    });
  });

  test("have rates of quantities that are numbers", async () => {
    const entitlement = { feature: "tokens", credit: "cred_ai", quantity_rates: { input: "3" as never } };
    const refused = started({ seed: { ...SEED, plans: [{ key: "pro", entitlements: [entitlement] }] } });
    await expect(refused).rejects.toThrow(/quantity_rates\.input/);
    // A started emulator for the hook that closes it.
    await start();
  });

  test("are an empty list for a context without policies", async () => {
    await start();
    const all = await api.call("POST", "/flags/check", { company: { id: "nobody" } });
    expect(all.body.data.credit_spend_policies).toEqual([]);
  });
});
