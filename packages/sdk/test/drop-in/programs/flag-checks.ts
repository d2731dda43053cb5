import { SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath, eventCaptureBaseURL }: Host): Promise<unknown> {
  const client = new SchematicClient({
    apiKey,
    basePath,
    eventCaptureBaseURL,
    flagDefaults: { unknown: true },
    logLevel: "error",
  });
  const both = { company: { id: "acme" }, user: { id: "wile" } };
  const told: unknown[] = [];
  for (const key of ["api-calls", "sso", "admins", "unknown", "nowhere"])
    told.push([key, await client.checkFlag(both, key)]);
  told.push(
    await client.checkFlag({ company: { id: "acme" } }, "nowhere", { defaultValue: true, timeoutMs: 5_000 }),
  );
  told.push(await client.checkFlag({ company: { id: "acme" } }, "nowhere", { defaultValue: () => true }));
  client.setFlagDefault("nowhere", true);
  client.setFlagDefaults({ other: true });
  told.push(await client.checkFlag(both, "nowhere"), await client.checkFlag(both, "other"));
  for (const key of ["api-calls", "admins"]) {
    const { value, reason, flagKey, flagId, companyId, userId, ruleId, ruleType, entitlement } =
      await client.checkFlagWithEntitlement(both, key);
    told.push({ value, reason, flagKey, flagId, companyId, userId, ruleId, ruleType, entitlement });
  }
  await client.close();
  return told;
}
