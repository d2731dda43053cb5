// The published Node SDK 1.6.2 as a client: emulator and our own SDK must not share one mistake.
import {
  type Logger,
  type Schematic,
  SchematicClient,
  verifyWebhookSignature,
} from "@schematichq/schematic-typescript-node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Api, receiver, started } from "./support/api";

const acme = { id: "acme" };
const wile = { id: "wile" };
let api: Api;
let client: SchematicClient;
const problems: string[] = [];

const logger = {
  error: (message: string) => problems.push(`error: ${message}`),
  warn: (message: string) => problems.push(`warn: ${message}`),
  info: () => {},
  debug: () => {},
} as unknown as Logger;

function connect(options: { useDataStream?: boolean } = {}): SchematicClient {
  return new SchematicClient({
    apiKey: api.emulator.apiKey,
    basePath: api.emulator.url,
    eventCaptureBaseURL: api.emulator.captureUrl,
    eventBufferInterval: 20,
    cacheProviders: { flagChecks: [] },
    logger,
    ...options,
  });
}

beforeEach(async () => {
  problems.length = 0;
  api = await started();
});
afterEach(async () => {
  await client.close();
  await api.emulator.close();
});

describe("REST", () => {
  beforeEach(() => {
    client = connect();
  });

  it("checks flags, with the entitlement", async () => {
    expect(await client.checkFlag({ company: acme }, "api-calls")).toBe(true);
    expect(await client.checkFlag({ company: acme, user: wile }, "beta")).toBe(true);
    expect(await client.checkFlag({ company: acme }, "sso")).toBe(false);
    const detailed = await client.checkFlagWithEntitlement({ company: acme }, "api-calls");
    expect(detailed).toMatchObject({
      flagKey: "api-calls",
      value: true,
      ruleType: "plan_entitlement",
      entitlement: {
        featureKey: "api-calls",
        valueType: "numeric",
        allocation: 10,
        usage: 0,
        metricPeriod: "current_month",
      },
    });
    expect(detailed.companyId).toBe(api.emulator.snapshot().companies[0]?.id);
    const all = await client.checkFlags({ company: acme, user: wile });
    expect(all.map((flag) => [flag.flag, flag.value])).toEqual([
      ["api-calls", true],
      ["sso", false],
      ["beta", true],
      ["always-on", true],
    ]);
    const { data } = await client.features.checkFlagsBulk({ contexts: [{ company: acme }, { user: wile }] });
    expect(data.data.map((one) => one.flags.length)).toEqual([4, 4]);
    expect(problems).toEqual([]);
  });

  it("counts events up to the limit", async () => {
    await client.identify({
      keys: { id: "new" },
      name: "New",
      company: { keys: { id: "newco" }, name: "NewCo" },
    });
    for (let i = 0; i < 10; i++) await client.track({ event: "api-call", company: acme, user: wile });
    await api.emulator.waitFor((e) => e.events().length === 11);
    expect(await client.checkFlag({ company: acme }, "api-calls")).toBe(false);
    const { data } = await client.companies.lookupCompany({ keys: { id: "newco" } });
    expect(data).toMatchObject({ name: "NewCo", userCount: 1 });
    expect(data.createdAt).toBeInstanceOf(Date);
    expect(problems).toEqual([]);
  });

  it("upserts, looks up, lists and pages", async () => {
    const { data } = await client.companies.upsertCompany({
      keys: { id: "initech" },
      name: "Initech",
      traits: { seats: 3 },
    });
    expect(data).toMatchObject({
      name: "Initech",
      traits: { seats: 3 },
      keys: [{ key: "id", value: "initech" }],
    });
    const user = await client.companies.upsertUser({ keys: { id: "milton" }, company: { id: "initech" } });
    expect(user.data.companyMemberships.map((membership) => membership.companyId)).toEqual([data.id]);
    const listed = await client.companies.listCompanies({ limit: 2, offset: 1 });
    expect(listed.data.map((company) => company.name)).toEqual(["Globex", "Initech"]);
    expect(listed.params).toEqual({ limit: 2, offset: 1 });
    expect((await client.companies.countUsers({})).data.count).toBe(2);
    expect((await client.companies.getCompany(data.id)).data.entitlements).toEqual([]);
    expect((await client.companies.deleteCompany(data.id)).data.deleted).toBe(true);
    await expect(client.companies.getCompany(data.id)).rejects.toMatchObject({ statusCode: 404 });
    expect(problems).toEqual([]);
  });

  it("changes plans and overrides, and reads what they grant", async () => {
    const { data: company } = await client.companies.lookupCompany({ keys: acme });
    const updated = await client.plans.updateCompanyPlans(company.id, {
      basePlanId: "plan_pro",
      addOnIds: [],
    });
    expect(updated.data.plan?.name).toBe("pro");
    expect(await client.checkFlag({ company: acme }, "sso")).toBe(true);
    const override = await client.entitlements.createCompanyOverride({
      companyId: company.id,
      featureId: "feat_sso",
      valueType: "boolean",
      valueBool: false,
    });
    expect(override.data).toMatchObject({ valueBool: false, company: { name: "Acme" } });
    expect(await client.checkFlag({ company: acme }, "sso")).toBe(false);
    await client.entitlements.deleteCompanyOverride(override.data.id);
    expect(await client.checkFlag({ company: acme }, "sso")).toBe(true);
    const usage = await client.entitlements.getFeatureUsageByCompany({ keys: acme });
    expect(usage.data.features.map((feature) => feature.allocation)).toEqual([1000, undefined]);
    expect((await client.features.listFlags({})).data.map((flag) => flag.key)).toContain("beta");
    expect((await client.plans.listPlans({})).data.map((plan) => plan.companyCount)).toEqual([0, 1]);
    expect((await client.companies.listPlanChanges({})).data[0]).toMatchObject({
      basePlan: { id: "plan_pro" },
    });
    expect(problems).toEqual([]);
  });

  it("reports a wrong key, and what is not supported after one request", async () => {
    await expect(client.billing.listMeters({})).rejects.toMatchObject({
      statusCode: 405,
      body: { error: "the emulator does not support GET /billing/meter", status: 501 },
    });
    expect(api.emulator.requests()).toEqual({ "GET /billing/meter": 1 });
    const stranger = new SchematicClient({ apiKey: "sch_wrong", basePath: api.emulator.url, logger });
    await expect(stranger.companies.listCompanies()).rejects.toMatchObject({ statusCode: 401 });
    await stranger.close();
  });

  it("decodes every answer", async () => {
    // Its decoder passes what it cannot read, but prints dates that are none.
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    api.emulator.apply({
      plans: [{ key: "boost", type: "add_on", entitlements: [{ feature: "sso" }] }],
      companies: [
        {
          keys: acme,
          add_ons: ["boost"],
          traits: { seats: 3, since: "2026-01-01T00:00:00Z" },
          credit_balances: { cred: 5 },
          subscription: { period_start: "2026-01-01T00:00:00Z", period_end: "2027-01-01T00:00:00Z" },
        },
      ],
      overrides: [{ company: acme, feature: "sso", value: false, expires: "2100-01-01T00:00:00Z" }],
    });
    await api.track("api-call", acme, { idempotency_key: "k" });
    const { data: company } = await client.companies.lookupCompany({ keys: acme });
    const { data: user } = await client.companies.lookupUser({ keys: wile });
    await Promise.all([
      client.companies.listCompanies(),
      client.companies.getCompany(company.id),
      client.companies.upsertCompanyTrait({ keys: acme, trait: "tier", set: "gold" }),
      client.companies.upsertUserTrait({ keys: wile, trait: "logins", incr: 1 }),
      client.companies.listUsers(),
      client.companies.getUser(user.id),
      client.companies.listCompanyMemberships(),
      client.companies.getOrCreateCompanyMembership({ companyId: company.id, userId: user.id }),
      client.companies.listPlanChanges(),
      client.features.listFeatures(),
      client.features.getFeature("feat_api-calls"),
      client.features.listFlags(),
      client.features.getFlag("flag_beta"),
      client.features.checkFlags({ company: acme }),
      client.plans.listPlans(),
      client.plans.getPlan("plan_pro"),
      client.entitlements.listPlanEntitlements(),
      client.entitlements.listCompanyOverrides(),
      client.entitlements.getFeatureUsageByCompany({ keys: acme }),
      client.credits.listCompanyCreditBalances({ companyId: company.id }),
      client.events.listEvents(),
      client.events.getEventSummaries(),
      client.events.createEvent({ eventType: "track", body: { event: "api-call", company: acme } }),
      client.webhooks.listWebhooks(),
      client.webhooks.listWebhookEvents(),
    ]);
    await client.companies.deleteUserByKeys({ keys: wile });
    await client.companies.deleteCompanyByKeys({ keys: acme });
    expect(warn.mock.calls).toEqual([]);
    api.emulator.faults.add({
      action: { type: "status", status: 200, body: { data: [{ created_at: "x" }], params: {} } },
    });
    await client.plans.listPlans();
    expect(warn).toHaveBeenCalled();
    warn.mockRestore();
  });

  it("registers a webhook and verifies what comes", async () => {
    const hook = await receiver();
    const { data: webhook } = await client.webhooks.createWebhook({
      name: "Limits",
      url: hook.url,
      requestTypes: ["entitlement.limit.reached", "company.plan_changed"],
    });
    await client.track({ event: "api-call", company: acme, quantity: 10 });
    await api.emulator.waitFor((e) => e.deliveries().some((delivery) => delivery.status === "success"));
    const [received] = hook.received;
    expect(() =>
      verifyWebhookSignature(
        { headers: received?.headers ?? {}, rawBody: received?.body ?? "" },
        webhook.secret,
      ),
    ).not.toThrow();
    expect(JSON.parse(received?.body ?? "{}")).toMatchObject({ action: "entitlement.limit.reached" });
    await hook.close();
  });
});

describe("datastream", () => {
  /** The published SDK answers over REST until its stream is up. */
  async function connected(): Promise<void> {
    client = connect({ useDataStream: true });
    const checkLocally = async () => {
      const before = restChecks();
      await client.checkFlag({ company: acme, user: wile }, "api-calls");
      return restChecks() === before;
    };
    await expect.poll(checkLocally, { timeout: 60_000, interval: 20 }).toBe(true);
    expect(api.emulator.snapshot().sockets).toMatchObject([{ companies: 1, users: 1, all: ["flag"] }]);
  }

  function restChecks(): number {
    const checks = Object.entries(api.emulator.requests()).filter(([route]) => route.endsWith("/check"));
    return checks.reduce((sum, [, count]) => sum + count, 0);
  }

  it("answers by itself from what the stream sends, as the emulator does", async () => {
    await connected();
    const context = { company: acme, user: wile };
    const flags = ["api-calls", "sso", "beta", "always-on"];
    const before = restChecks();
    const local = await Promise.all(flags.map((flag) => client.checkFlagWithEntitlement(context, flag)));
    expect(restChecks()).toBe(before);
    for (const [i, flag] of flags.entries()) {
      const remote = await api.check(flag, context);
      expect(local[i]).toMatchObject({
        value: remote.value,
        reason: remote.reason,
        companyId: remote.company_id,
      });
      expect(local[i]?.ruleId ?? undefined).toBe(remote.rule_id);
      const entitlement = remote.entitlement as { allocation?: number } | undefined;
      expect(local[i]?.entitlement?.allocation).toBe(entitlement?.allocation);
    }
    expect(problems).toEqual([]);
  });

  it("follows usage, plans, flags and users", async () => {
    await connected();
    const context: Schematic.CheckFlagRequestBody = { company: acme, user: wile };
    const becomes = (flag: string, value: boolean) =>
      expect.poll(() => client.checkFlag(context, flag), { timeout: 60_000, interval: 10 }).toBe(value);

    await api.track("api-call", acme, { quantity: 10 });
    await becomes("api-calls", false);
    api.emulator.setPlan(acme, "pro");
    await becomes("api-calls", true);
    await becomes("sso", true);
    api.emulator.apply({ overrides: [{ company: acme, feature: "sso", value: false }] });
    await becomes("sso", false);
    await api.call("POST", "/users", { keys: wile, traits: { role: "guest" } });
    await becomes("beta", false);
    api.emulator.apply({ flags: [{ key: "beta", default: true }] });
    await becomes("beta", true);
    api.emulator.remove("flag", "always-on");
    await becomes("always-on", false);
    expect(problems.filter((problem) => !problem.includes("always-on"))).toEqual([]);
  });

  it("sends its flag checks and tracks", async () => {
    await connected();
    await client.checkFlag({ company: acme }, "sso");
    await client.track({ event: "api-call", company: acme });
    await api.emulator.waitFor((e) =>
      ["flag_check", "track"].every((type) => e.events().some((event) => event.type === type)),
    );
    const check = api.emulator
      .events()
      .find((event) => event.type === "flag_check" && event.body.flag_key === "sso");
    expect(check?.companyId).toBe(api.emulator.snapshot().companies[0]?.id);
  });

  it("comes back after its socket was killed", async () => {
    await connected();
    const socket = api.emulator.snapshot().sockets[0]?.id;
    expect(api.emulator.faults.stream.killSockets()).toBe(1);
    await api.emulator.waitFor(
      (e) => e.snapshot().sockets.some(({ id, all }) => id !== socket && all.includes("flag")),
      60_000,
    );
    expect(await client.checkFlag({ company: acme }, "api-calls")).toBe(true);
  });
});
