import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Api, started } from "./support/api";

let api: Api;
beforeEach(async () => {
  api = await started();
});
afterEach(() => api.emulator.close());

const acme = { id: "acme" };

describe("checks", () => {
  it("answers in wire form, with the entitlement and its usage", async () => {
    await api.track("api-call", acme, { quantity: 3 });
    const answer = await api.call("POST", "/flags/api-calls/check", { company: acme });
    expect(answer.status).toBe(200);
    expect(answer.body.data).toMatchObject({
      flag: "api-calls",
      value: true,
      rule_type: "plan_entitlement",
      feature_allocation: 10,
      feature_usage: 3,
      feature_usage_event: "api-call",
      feature_usage_period: "current_month",
      entitlement: { feature_key: "api-calls", value_type: "numeric", allocation: 10, usage: 3 },
    });
    expect(answer.body.data.company_id).toMatch(/^comp_/);
  });

  it("turns off at the limit, and on again on another plan", async () => {
    await api.track("api-call", acme, { quantity: 10 });
    expect(await api.check("api-calls", { company: acme })).toMatchObject({
      value: false,
      rule_type: "plan_entitlement_usage_exceeded",
    });
    api.emulator.setPlan(acme, "pro");
    expect(await api.check("api-calls", { company: acme })).toMatchObject({
      value: true,
      feature_allocation: 1000,
    });
    expect(await api.check("sso", { company: acme })).toMatchObject({
      value: true,
      rule_type: "plan_entitlement",
    });
  });

  it("checks all flags, and many contexts, in the shapes of the API", async () => {
    const all = await api.call<{ flags: { flag: string; value: boolean }[] }>("POST", "/flags/check", {
      company: acme,
      user: { id: "wile" },
    });
    expect(all.status).toBe(201);
    expect(Object.fromEntries(all.body.data.flags.map((flag) => [flag.flag, flag.value]))).toEqual({
      "api-calls": true,
      sso: false,
      beta: true,
      "always-on": true,
    });
    const bulk = await api.call<{ data: { flags: unknown[] }[] }>("POST", "/flags/check-bulk", {
      contexts: [{ company: acme }, { user: { id: "nobody" } }],
    });
    expect(bulk.status).toBe(201);
    expect(bulk.body.data.data.map((one) => one.flags.length)).toEqual([4, 4]);
  });

  it("asks with a preflight", async () => {
    await api.track("api-call", acme, { quantity: 8 });
    const ask = (quantity: number) =>
      api.check("api-calls", {
        company: acme,
        preflight: { event_usage: { event_subtype: "api-call", quantity } },
      });
    expect((await ask(1)).value).toBe(true);
    expect((await ask(2)).value).toBe(false);
    expect((await api.check("api-calls", { company: acme, preflight: { usage: 1.2 } })).value).toBe(false);
  });

  it("does not guess when keys lead to two companies", async () => {
    const answer = await api.check("always-on", { company: { id: "globex", domain: "acme.test" } });
    expect(answer).toMatchObject({ value: true, reason: "key conflict" });
  });

  it("says 404 for an unknown flag, 400 for a bad body", async () => {
    expect((await api.call("POST", "/flags/nope/check", {})).status).toBe(404);
    const bad = await api.call("POST", "/flags/beta/check", { company: { id: 7 } });
    expect(bad.status).toBe(400);
    expect(bad.body.error).toContain("company.id");
  });
});

describe("refusals", () => {
  it("answers a wrong key 401 and what it does not support 501", async () => {
    expect((await api.call("POST", "/flags/beta/check", {}, "sch_wrong")).status).toBe(401);
    const answer = await api.call("POST", "/billing/invoices/x", {});
    expect(answer.status).toBe(501);
    expect(answer.body.error).toBe("the emulator does not support POST /billing/invoices/x");
    const filter = await api.call("GET", "/companies?credit_type_ids=x");
    expect(filter.status).toBe(501);
    expect(filter.body.error).toContain("credit_type_ids");
  });
});

describe("bounds", () => {
  it("refuses a body that is too large, announced or not", async () => {
    const piece = "x".repeat(1024 * 1024);
    const headers = { "X-Schematic-Api-Key": api.emulator.apiKey };
    const url = `${api.emulator.url}/flags/beta/check`;
    const announced = await fetch(url, { method: "POST", headers, body: piece.repeat(33) });
    expect(announced.status).toBe(413);
    async function* pieces() {
      for (let i = 0; i < 33; i++) yield new TextEncoder().encode(piece);
    }
    const init = { method: "POST", headers, body: pieces(), duplex: "half" } as unknown as RequestInit;
    const streamed = await fetch(url, init).then(
      (answer) => answer.status,
      () => "cut",
    );
    expect([413, "cut"]).toContain(streamed);
    expect((await api.call("POST", "/flags/beta/check", {})).status).toBe(200);
  });
});

describe("browsers", () => {
  it("may ask from a page of this machine, with the key as a header", async () => {
    const asked = await fetch(`${api.emulator.url}/flags/beta/check`, {
      method: "OPTIONS",
      headers: {
        Origin: "http://localhost:3000",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,x-schematic-api-key",
      },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
    expect(asked.headers.get("access-control-allow-headers")).toContain("x-schematic-api-key");
  });
});

describe("companies and users", () => {
  it("upserts by any key, merges keys and traits, and looks up", async () => {
    const made = await api.call("POST", "/companies", {
      keys: { id: "initech" },
      name: "Initech",
      traits: { tier: "b" },
    });
    const merged = await api.call<{ id: string; traits: unknown; keys: { key: string; value: string }[] }>(
      "POST",
      "/companies",
      {
        keys: { id: "initech", stripe: "cus_1" },
        traits: { seats: 4 },
      },
    );
    expect(merged.body.data.id).toBe(made.body.data.id);
    expect(merged.body.data.traits).toEqual({ tier: "b", seats: 4 });
    expect(merged.body.data.keys.map((key) => [key.key, key.value])).toEqual([
      ["id", "initech"],
      ["stripe", "cus_1"],
    ]);
    const query = encodeURIComponent(JSON.stringify({ stripe: "cus_1" }));
    const found = await api.call("GET", `/companies/lookup?keys=${query}`);
    expect(found.body.data.id).toBe(made.body.data.id);
    expect(found.body.params).toEqual({ keys: { stripe: "cus_1" } });
    expect((await api.call("GET", `/companies/${made.body.data.id}`)).body.data.name).toBe("Initech");
    expect((await api.call("GET", "/companies/lookup?keys[id]=nobody")).status).toBe(404);
  });

  it("refuses an upsert whose keys lead to two companies, and update_only of none", async () => {
    expect(
      (await api.call("POST", "/companies", { keys: { id: "globex", domain: "acme.test" } })).status,
    ).toBe(409);
    expect((await api.call("POST", "/companies", { keys: { id: "x" }, update_only: true })).status).toBe(404);
    expect((await api.call("POST", "/companies", { keys: {} })).status).toBe(400);
  });

  it("pages lists", async () => {
    for (let i = 0; i < 5; i++) await api.call("POST", "/users", { keys: { id: `u${i}` }, company: acme });
    const page = await api.call<{ id: string }[]>("GET", "/users?limit=4&offset=4");
    expect(page.body.data).toHaveLength(2);
    expect(page.body.params).toEqual({ limit: 4, offset: 4 });
    expect((await api.call("GET", "/users/count")).body.data).toEqual({ count: 6 });
    const company = await api.call("GET", `/companies/lookup?keys=${encodeURIComponent('{"id":"acme"}')}`);
    expect(company.body.data.user_count).toBe(6);
    expect((await api.call("GET", "/users?limit=x")).status).toBe(400);
  });

  it("counts members, also when users and companies go", async () => {
    const count = async (id: string) => {
      const query = encodeURIComponent(JSON.stringify({ id }));
      return (await api.call("GET", `/companies/lookup?keys=${query}`)).body.data.user_count;
    };
    await api.call("POST", "/users", { keys: { id: "u" }, companies: [acme, { id: "globex" }] });
    expect([await count("acme"), await count("globex")]).toEqual([2, 1]);
    api.emulator.remove("user", { id: "u" });
    expect([await count("acme"), await count("globex")]).toEqual([1, 0]);
    api.emulator.remove("company", acme);
    expect(
      (await api.call<{ company_memberships: unknown[] }[]>("GET", "/users")).body.data[0]
        ?.company_memberships,
    ).toEqual([]);
  });

  it("deletes, sets and increments traits, changes plans", async () => {
    await api.call("POST", "/company-traits", { keys: acme, trait: "seats", incr: 2 });
    await api.call("POST", "/company-traits", { keys: acme, trait: "seats", incr: 3 });
    const company = await api.call<{ id: string; traits: unknown }>("POST", "/companies", { keys: acme });
    expect(company.body.data.traits).toEqual({ seats: 5 });
    const planned = await api.call<{ plan: { name: string } }>(
      "PUT",
      `/company-plans/${company.body.data.id}`,
      {
        base_plan_id: "plan_pro",
        add_on_ids: [],
      },
    );
    expect(planned.body.data.plan.name).toBe("pro");
    const managed = await api.call("POST", "/manage-plan", {
      company_id: company.body.data.id,
      base_plan_id: "plan_starter",
      add_on_selections: [],
      credit_bundles: [],
      custom_field_values: [],
      pay_in_advance_entitlements: [],
    });
    expect(managed.body.data.success).toBe(true);
    const changes = await api.call<{ base_plan: { id: string } }[]>("GET", "/plan-changes");
    expect(changes.body.data.map((change) => change.base_plan.id).slice(0, 2)).toEqual([
      "plan_starter",
      "plan_pro",
    ]);
    expect((await api.call("DELETE", `/companies/${company.body.data.id}`)).body.data).toEqual({
      deleted: true,
    });
    expect((await api.call("GET", `/companies/${company.body.data.id}`)).status).toBe(404);
  });

  it("overrides what a plan grants, also with less, until it expires", async () => {
    const { data } = (await api.call("POST", "/companies", { keys: acme })).body;
    api.emulator.clock.freeze("2026-03-10T12:00:00Z");
    const override = {
      company_id: data.id,
      feature_id: "feat_api-calls",
      value_type: "numeric",
      value_numeric: 2,
    };
    const made = await api.call("POST", "/company-overrides", {
      ...override,
      expiration_date: "2026-03-11T00:00:00Z",
    });
    expect(made.status).toBe(201);
    expect(await api.check("api-calls", { company: acme })).toMatchObject({
      value: true,
      rule_type: "company_override",
    });
    await api.track("api-call", acme, { quantity: 2 });
    expect(await api.check("api-calls", { company: acme })).toMatchObject({
      value: false,
      rule_type: "company_override_usage_exceeded",
      feature_allocation: 2,
    });
    api.emulator.clock.advance(12 * 3_600_000);
    expect(await api.check("api-calls", { company: acme })).toMatchObject({
      value: true,
      rule_type: "plan_entitlement",
    });
    expect((await api.call<unknown[]>("GET", "/company-overrides")).body.data).toEqual([]);
  });

  it("shows features, plans, flags and usage", async () => {
    expect((await api.call<unknown[]>("GET", "/features")).body.data).toHaveLength(2);
    expect((await api.call("GET", "/plans/plan_pro")).body.data).toMatchObject({
      name: "pro",
      plan_type: "plan",
    });
    expect(
      (await api.call<{ rules: unknown[] }>("GET", "/flags/flag_api-calls")).body.data.rules,
    ).toHaveLength(4);
    const usage = await api.call<{ features: unknown[] }>(
      "GET",
      `/usage-by-company?keys=${encodeURIComponent('{"id":"acme"}')}`,
    );
    expect(usage.body.data.features).toMatchObject([
      { access: true, allocation: 10, usage: 0, period: "current_month" },
    ]);
  });
});

describe("upserts", () => {
  it("refuse a time that is none, of companies and users alike", async () => {
    for (const path of ["/companies", "/users"]) {
      const { status, body } = await api.call("POST", path, { keys: { id: "new" }, last_seen_at: "soon" });
      expect([status, body]).toMatchObject([
        400,
        { error: "last_seen_at: not a time: write it in ISO 8601" },
      ]);
    }
  });
});
