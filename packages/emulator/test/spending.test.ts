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

  test("are an empty list for a context without policies", async () => {
    await start();
    const all = await api.call("POST", "/flags/check", { company: { id: "nobody" } });
    expect(all.body.data.credit_spend_policies).toEqual([]);
  });
});
