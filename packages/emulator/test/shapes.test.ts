import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACTIONS } from "../src/webhooks/actions";
import { exampleNotice } from "../src/webhooks/examples";
import { type Api, type Received, receiver, started } from "./support/api";
import { problemsOf, shapes } from "./support/shapes";

const acme = { id: "acme" };
let api: Api;
let hook: Awaited<ReturnType<typeof receiver>>;

beforeAll(async () => {
  hook = await receiver();
  api = await started({
    seed: {
      features: [
        { key: "calls", event: "call" },
        { key: "seats", trait: "seats" },
        { key: "sso" },
        { key: "tokens", event: "token" },
      ],
      flags: [
        {
          key: "mixed",
          rules: [
            {
              value: true,
              when: [{ type: "trait", trait: "tier", value: "gold" }],
              any: [
                [
                  { type: "metric", event: "call", op: "lt", value: 3 },
                  { type: "company", companies: [acme] },
                ],
              ],
            },
          ],
        },
      ],
      plans: [
        {
          key: "p",
          entitlements: [
            { feature: "calls", limit: 10, soft_limit: 5 },
            { feature: "seats", limit: 4 },
            { feature: "sso" },
            { feature: "tokens", credit: "cred" },
          ],
        },
        { key: "extra", type: "add_on" },
      ],
      companies: [
        {
          keys: acme,
          plan: "p",
          add_ons: ["extra"],
          traits: { seats: 1, tier: "gold", since: "2026-01-01T00:00:00Z", nested: { a: 1 } },
          credit_balances: { cred: 3 },
          credit_spend_policies: [
            { credit: "cred", limit: 5 },
            {
              credit: "cred",
              limit: 9,
              window: { unit: "day" },
              resets_at: "2030-01-01T00:00:00Z",
              label: "Cap",
            },
          ],
          usage: { call: 1 },
          subscription: { period_start: "2026-01-01T00:00:00Z", period_end: "2027-01-01T00:00:00Z" },
        },
      ],
      users: [{ keys: { id: "wile" }, name: "Wile", companies: [acme], traits: { admin: true } }],
      overrides: [{ company: acme, feature: "sso", value: false, expires: "2100-01-01T00:00:00Z" }],
      webhooks: [{ url: hook.url }],
    },
  });
});
afterAll(async () => {
  await api.emulator.close();
  await hook.close();
});

/** A request for each answer, in an order in which each finds what it needs. */
function requests(): [route: string, path: string, body?: unknown][] {
  const company = api.emulator.snapshot().companies[0]?.id;
  const user = api.emulator.snapshot().users[0]?.id;
  const override = api.emulator.snapshot().overrides[0]?.id;
  const keys = (id: string) => `?keys=${encodeURIComponent(JSON.stringify({ id }))}`;
  const track = {
    event_type: "track",
    body: { event: "call", company: acme, quantity: 8 },
    idempotency_key: "k",
  };
  const webhook = { name: "w", url: hook.url, request_types: ["user.created"] };
  return [
    ["POST /events", "/events", track],
    [
      "POST /event-batch",
      "/event-batch",
      { events: [track, { event_type: "identify", body: { keys: { id: "new" } } }] },
    ],
    ["GET /events", "/events"],
    ["GET /event-types", "/event-types"],
    ["POST /flags/check", "/flags/check", { company: acme }],
    ["POST /flags/check-bulk", "/flags/check-bulk", { contexts: [{ company: acme }, {}] }],
    ["POST /flags/{key}/check", "/flags/tokens/check", { company: acme, user: { id: "wile" } }],
    ["POST /flags/{key}/check", "/flags/calls/check", { company: acme }],
    ["GET /flags", "/flags"],
    ["GET /flags/{flag_id}", "/flags/flag_mixed"],
    ["GET /flags/count", "/flags/count"],
    ["GET /features", "/features"],
    ["GET /features/{feature_id}", "/features/feat_calls"],
    ["GET /features/count", "/features/count"],
    ["GET /plans", "/plans"],
    ["GET /plans/{plan_id}", "/plans/plan_p"],
    ["GET /plans/count", "/plans/count"],
    ["GET /plan-entitlements", "/plan-entitlements"],
    ["GET /companies", "/companies"],
    ["GET /companies/{company_id}", `/companies/${company}`],
    ["GET /companies/lookup", `/companies/lookup${keys("acme")}`],
    ["GET /companies/count", "/companies/count"],
    ["POST /companies", "/companies", { keys: acme, last_seen_at: "2026-02-01T00:00:00Z" }],
    ["POST /companies/create", "/companies/create", { keys: { id: "brief" } }],
    ["POST /companies/delete", "/companies/delete", { keys: { id: "brief" } }],
    ["GET /users", "/users"],
    ["GET /users/{user_id}", `/users/${user}`],
    ["GET /users/lookup", `/users/lookup${keys("wile")}`],
    ["GET /users/count", "/users/count"],
    ["POST /users", "/users", { keys: { id: "wile" }, company: acme }],
    ["POST /users/create", "/users/create", { keys: { id: "brief" } }],
    ["POST /users/delete", "/users/delete", { keys: { id: "brief" } }],
    ["POST /company-traits", "/company-traits", { keys: acme, trait: "seats", incr: 1 }],
    ["POST /user-traits", "/user-traits", { keys: { id: "wile" }, trait: "seen", set: "yes" }],
    ["GET /company-memberships", "/company-memberships"],
    ["POST /company-memberships", "/company-memberships", { company_id: company, user_id: user }],
    ["GET /company-overrides", "/company-overrides"],
    ["GET /company-overrides/{company_override_id}", `/company-overrides/${override}`],
    [
      "PUT /company-overrides/{company_override_id}",
      `/company-overrides/${override}`,
      { value_type: "unlimited" },
    ],
    [
      "POST /company-overrides",
      "/company-overrides",
      { company_id: company, feature_id: "feat_calls", value_type: "numeric", value_numeric: 9 },
    ],
    ["DELETE /company-overrides/{company_override_id}", `/company-overrides/${override}`],
    ["GET /usage-by-company", `/usage-by-company${keys("acme")}`],
    ["GET /billing/credits/balance", `/billing/credits/balance?company_id=${company}`],
    [
      "POST /billing/credits/lease",
      "/billing/credits/lease",
      { company_id: company, credit_type_id: "cred", requested_amount: 1 },
    ],
    [
      "POST /billing/credits/reservations",
      "/billing/credits/reservations",
      { company_id: company, credit_type_id: "cred", amount: 1 },
    ],
    [
      "POST /flags/{key}/check-and-reserve",
      "/flags/tokens/check-and-reserve",
      { company: acme, quantity: 1 },
    ],
    ["GET /v2/billing/credits/ledger", `/v2/billing/credits/ledger?company_id=${company}`],
    ["GET /v2/billing/credits/ledger/count", `/v2/billing/credits/ledger/count?company_id=${company}`],
    ["PUT /company-plans/{company_id}", `/company-plans/${company}`, { add_on_ids: [] }],
    [
      "POST /manage-plan",
      "/manage-plan",
      { company_id: company, base_plan_id: "plan_p", add_on_selections: [{ plan_id: "plan_extra" }] },
    ],
    ["GET /plan-changes", "/plan-changes"],
    ["POST /webhooks", "/webhooks", webhook],
    ["GET /webhooks", "/webhooks"],
    ["GET /webhooks/count", "/webhooks/count"],
    ["GET /webhook-events", "/webhook-events"],
    ["GET /webhook-events/count", "/webhook-events/count"],
  ];
}

describe("answers", () => {
  it("have the members, types and statuses that the API publishes", async () => {
    const covered = new Set<string>();
    const check = async (route: string, path: string, body?: unknown) => {
      covered.add(route);
      const [method = ""] = route.split(" ");
      const expected = shapes.answers[route];
      const answer = await api.call(method, path, body);
      expect([route, answer.status, problemsOf(expected?.schema ?? "", answer.body)]).toEqual([
        route,
        expected?.status,
        [],
      ]);
      return answer;
    };
    for (const request of requests()) await check(...request);

    const lease = `/billing/credits/lease/${api.emulator.credits.leases()[0]?.id}`;
    await check("PUT /billing/credits/lease/{lease_id}/extend", `${lease}/extend`, { additional_amount: 1 });
    await check("PUT /billing/credits/lease/{lease_id}/release", `${lease}/release`);
    await check(
      "PUT /billing/credits/reservations/{reservation_id}/release",
      `/billing/credits/reservations/${api.emulator.credits.reservations()[0]?.id}/release`,
    );
    await check(
      "GET /v2/billing/credits/ledger/{ledger_entry_id}",
      `/v2/billing/credits/ledger/${api.emulator.credits.ledger()[0]?.id}`,
    );
    const webhooks = await api.call<{ id: string }[]>("GET", "/webhooks");
    const id = webhooks.body.data[1]?.id;
    await check("GET /events/{event_id}", `/events/${api.emulator.events()[0]?.id}`);
    await check("GET /webhooks/{webhook_id}", `/webhooks/${id}`);
    await check("PUT /webhooks/{webhook_id}", `/webhooks/${id}`, { status: "inactive" });
    await check("POST /webhooks/{webhook_id}/test", `/webhooks/${id}/test`, { request_type: "test.send" });
    await check(
      "GET /webhook-events/{webhook_event_id}",
      `/webhook-events/${api.emulator.deliveries()[0]?.id}`,
    );
    await check("DELETE /webhooks/{webhook_id}", `/webhooks/${id}`);
    await check("DELETE /users/{user_id}", `/users/${api.emulator.snapshot().users[0]?.id}`);
    await check("DELETE /companies/{company_id}", `/companies/${api.emulator.snapshot().companies[0]?.id}`);
    expect([...covered].sort()).toEqual(Object.keys(shapes.answers).sort());

    await api.emulator.waitFor((e) => e.deliveries().every((delivery) => delivery.status !== "pending"));
    const sent = (received: Received) => JSON.parse(received.body) as { action: string; body: unknown };
    const problems = hook.received.map(sent).flatMap(({ action, body }) => {
      const schema = shapes.webhooks[action];
      return schema === undefined ? [] : problemsOf(schema, body, action);
    });
    expect(problems).toEqual([]);
    const actions = new Set(hook.received.map(sent).map(({ action }) => action));
    for (const action of [
      "company.plan_changed",
      "entitlement.limit.warning",
      "company.override.deleted",
      "user.deleted",
    ]) {
      expect(actions).toContain(action);
    }
  });
});

describe("examples of webhooks", () => {
  it.each(ACTIONS.filter((action) => shapes.webhooks[action] !== undefined))(
    "%s has the published body",
    (action) => {
      const { body } = exampleNotice(action, Date.parse("2026-03-10T12:00:00Z"));
      expect(problemsOf(shapes.webhooks[action] ?? "", body)).toEqual([]);
    },
  );

  it("the check finds what is wrong", () => {
    const { body } = exampleNotice("company.created", Date.now());
    const { name: _, ...rest } = body;
    expect(problemsOf("CompanyDetailResponseData", { ...rest, user_count: "1", extra: 1 })).toEqual([
      "$.extra: unknown to CompanyDetailResponseData",
      "$.name: lacks, CompanyDetailResponseData requires it",
      '$.user_count: no number: "1"',
    ]);
  });
});
