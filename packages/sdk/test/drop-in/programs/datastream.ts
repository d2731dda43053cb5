import { SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({
  apiKey,
  basePath,
  eventCaptureBaseURL,
  arrived,
  loaded,
}: Host): Promise<unknown> {
  const client = new SchematicClient({
    apiKey,
    basePath,
    eventCaptureBaseURL,
    eventBufferInterval: 20,
    useDataStream: true,
    dataStream: { cacheTTL: 60_000 },
  });
  await loaded(client, "api-calls");
  const both = { company: { id: "acme" }, user: { id: "wile" } };
  const told: unknown[] = [];
  for (const key of ["api-calls", "sso", "admins"]) {
    const { value, reason, flagKey, flagId, companyId, userId, ruleId, ruleType } =
      await client.checkFlagWithEntitlement(both, key);
    told.push({ value, reason, flagKey, flagId, companyId, userId, ruleId, ruleType });
  }
  for (let i = 0; i < 3; i++) await client.track({ event: "api-call", company: { id: "acme" } });
  told.push(await client.checkFlag(both, "api-calls"));
  await arrived("track", 3);
  await arrived("flag_check", 4);
  await client.close();
  return told;
}
