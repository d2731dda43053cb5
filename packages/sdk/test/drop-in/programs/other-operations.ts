import { SchematicClient, SchematicError } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath, arrived }: Host): Promise<unknown> {
  const client = new SchematicClient({ apiKey, basePath });
  const told: unknown[] = [];
  const once = { maxRetries: 0 };
  const { companies, events, features, webhooks } = client;
  const { data: acme } = await companies.lookupCompany({ keys: { id: "acme" } });
  const { data: wile } = await companies.lookupUser({ keys: { id: "wile" } });

  await companies.upsertCompanyTrait({ keys: { id: "acme" }, trait: "loginCount", set: "2" });
  const { data: counted } = await companies.upsertCompanyTrait({
    keys: { id: "acme" },
    trait: "loginCount",
    incr: 3,
  });
  told.push(counted.traits);
  told.push(
    (await companies.upsertUserTrait({ keys: { id: "wile" }, trait: "camelCase", set: "x" })).data.traits,
  );
  const { data: member } = await companies.getOrCreateCompanyMembership({
    companyId: acme.id,
    userId: wile.id,
  });
  told.push(member.companyId === acme.id, member.createdAt instanceof Date);
  told.push((await companies.listCompanyMemberships({ userId: wile.id })).data.length);
  told.push((await companies.listPlanChanges({ companyId: acme.id })).data.length);
  told.push((await companies.deleteUserByKeys({ keys: { id: "wile" } })).data.id === wile.id);

  const flags = (await features.listFlags({ q: "adm" })).data;
  told.push(
    flags.map((one) => [one.key, one.defaultValue, one.rules.map((rule) => [rule.value, rule.ruleType])]),
  );
  told.push((await features.getFlag(flags[0]?.id ?? "")).data.key, (await features.countFlags()).data.count);
  const checked = await features.checkFlag("api-calls", { company: { id: "acme" } });
  told.push(checked.data.value, checked.data.reason);
  const bulk = await features.checkFlagsBulk({ contexts: [{ company: { id: "acme" } }, {}] });
  told.push(bulk.data.data.map((one) => one.flags.map(({ flag, value }) => [flag, value]).sort()));

  const { data: event } = await events.createEvent({
    eventType: "track",
    body: { event: "api-call", company: { id: "acme" }, traits: { aB: 1 } },
    idempotencyKey: "one",
    sentAt: new Date("2026-01-01T00:00:00Z"),
  });
  told.push(Object.keys(event).sort());
  await events.createEventBatch({
    events: [
      { eventType: "track", body: { event: "api-call", company: { id: "acme" }, quantity: 2 } },
      { eventType: "identify", body: { keys: { id: "road-runner" }, name: "Road Runner" } },
    ],
  });
  await arrived("track", 2);
  const listed = events.listEvents({ eventTypes: ["track"], limit: 5 }, once);
  told.push(
    await listed.then(
      ({ data }) => data.map((one) => [one.type, one.subtype, one.capturedAt instanceof Date]),
      refused,
    ),
  );

  const { data: hook } = await webhooks.createWebhook({
    name: "plans",
    url: "http://127.0.0.1:9/hooks",
    requestTypes: ["company.updated", "company.plan_changed"],
  });
  told.push(hook.name, hook.requestTypes, hook.status, hook.createdAt instanceof Date);
  told.push((await webhooks.updateWebhook(hook.id, { name: "renamed", status: "inactive" })).data.status);
  told.push(await webhooks.listWebhooks({ q: "renamed" }, once).then(({ data }) => data.length, refused));
  told.push((await webhooks.deleteWebhook(hook.id)).data.deleted);

  const calls: unknown[] = [];
  const call = async (one: () => PromiseLike<unknown>): Promise<void> => {
    calls.push(await Promise.resolve(one()).then(() => "answered", refused));
  };
  await call(() =>
    features.createFlag(
      { key: "f", name: "F", description: "", flagType: "boolean", defaultValue: true },
      once,
    ),
  );
  await call(() =>
    client.features.createFeature(
      { name: "N", description: "", featureType: "event", eventSubtype: "e" },
      once,
    ),
  );
  await call(() => client.plans.createPlan({ name: "P", planType: "add_on" }, once));
  await call(() =>
    client.plans.upsertBillingProductPlan(
      "plan_1",
      { chargeType: "recurring", isTrialable: true, trialDays: 7 },
      once,
    ),
  );
  await call(() => client.accounts.createApiKey({ name: "K" }, once));
  await call(() => client.accounts.listApiKeys({ requireEnvironment: true, limit: 2 }, once));
  await call(() => client.accounts.getWhoAmI(once));
  await call(() =>
    client.billing.listInvoices(
      { companyId: acme.id, customerExternalId: "cus_1", subscriptionExternalId: "sub_1" },
      once,
    ),
  );
  await call(() => client.credits.listBillingCredits({ ids: ["a", "b"] }, once));
  await call(() => client.getCreditLedger(once));
  told.push(calls);
  await client.close();
  return told;
}

function refused(error: unknown): unknown {
  return error instanceof SchematicError ? [error.name, error.statusCode] : String(error);
}
