import { Schematic, SchematicClient, SchematicError } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath, eventCaptureBaseURL }: Host): Promise<unknown> {
  const client = new SchematicClient({
    apiKey,
    basePath,
    eventCaptureBaseURL,
    cacheProviders: { flagChecks: [] },
  });
  const { entitlements, features, plans } = client;
  const told: unknown[] = [];
  const context = { company: { id: "acme" } };
  const { id: companyId } = (await client.companies.lookupCompany({ keys: { id: "acme" } })).data;
  const found = (await features.listFeatures({ q: "Single", limit: 10 })).data;
  told.push(found.map((one) => [one.id, one.name, one.featureType, one.createdAt instanceof Date]));
  const featureId = found[0]?.id ?? "";
  told.push((await features.getFeature(featureId)).data.flags.map((one) => one.key));
  told.push((await features.countFeatures({ ids: [featureId, "feat_none"] })).data.count);

  told.push(await client.checkFlag(context, "sso"));
  const created: Schematic.entitlements.CreateCompanyOverrideResponse =
    await entitlements.createCompanyOverride({
      companyId,
      featureId,
      valueType: Schematic.EntitlementValueType.Boolean,
      valueBool: true,
      expirationDate: new Date("2100-01-02T03:04:05.678Z"),
    });
  const { id, valueBool, valueType, expirationDate, updatedAt } = created.data;
  told.push({ valueBool, valueType, expirationDate, date: updatedAt instanceof Date });
  told.push(await client.checkFlag(context, "sso"));
  told.push(
    (await entitlements.listCompanyOverrides({ companyId, limit: 5 })).data.map((one) => one.valueBool),
  );
  told.push((await entitlements.listCompanyOverrides({ ids: [id] })).data.length);
  const updated = await entitlements.updateCompanyOverride(id, { valueType: "boolean", valueBool: false });
  told.push(updated.data.valueBool, (await entitlements.getCompanyOverride(id)).data.valueBool);
  told.push(await client.checkFlag(context, "sso"));
  told.push((await entitlements.deleteCompanyOverride(id)).data.deleted);
  await entitlements.getCompanyOverride(id).catch((error: unknown) => {
    told.push(error instanceof Schematic.NotFoundError);
  });

  const starter = (await plans.listPlans({ q: "starter" })).data[0];
  told.push(starter?.id, starter?.planType, (await plans.getPlan(starter?.id ?? "")).data.name);
  told.push((await plans.countPlans()).data.count);
  const rights = (await entitlements.listPlanEntitlements({ planId: starter?.id ?? "" })).data;
  told.push(
    rights.map((one) => [one.featureId, one.valueType, one.valueNumeric, one.createdAt instanceof Date]),
  );

  // What the server does not know is asked in the same way, and refused in the same way.
  const refused = (error: unknown): unknown =>
    error instanceof SchematicError ? [error.name, error.statusCode] : String(error);
  const once = { maxRetries: 0 };
  const calls: PromiseLike<unknown>[] = [];
  const call = async (one: () => PromiseLike<unknown>): Promise<void> => {
    calls.push(await Promise.resolve(one()).then(() => "answered" as never, refused as never));
  };
  await call(() =>
    entitlements.createPlanEntitlement(
      {
        planId: "plan_starter",
        featureId,
        valueType: "numeric",
        valueNumeric: 5,
        metricPeriod: "current_month",
        monthlyPriceTiers: [{ perUnitPrice: 2, upTo: 10 }],
      },
      once,
    ),
  );
  await call(() => entitlements.getPlanEntitlement("pent_1", once));
  await call(() =>
    entitlements.updatePlanEntitlement("pent/1 ä", { valueType: "unlimited", softLimit: 3 }, once),
  );
  await call(() => entitlements.deletePlanEntitlement("pent_1", once));
  await call(() =>
    entitlements.countPlanEntitlements({ planIds: ["a", "b"], withMeteredProducts: true }, once),
  );
  await call(() =>
    entitlements.listFeatureUsage({ companyKeys: { id: "acme" }, includeUsageAggregation: true }, once),
  );
  await call(() => entitlements.countCompanyOverrides({ withoutExpired: true }, once));
  told.push(calls);
  await client.close();
  return told;
}
