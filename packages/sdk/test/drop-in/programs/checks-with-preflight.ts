import { type CheckResult, SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath, eventCaptureBaseURL }: Host): Promise<unknown> {
  const client = new SchematicClient({ apiKey, basePath, eventCaptureBaseURL });
  const context = { company: { id: "acme" } };
  const plain: CheckResult = await client.check(context, "api-calls");
  const within = await client.check(context, "api-calls", { usage: 2 });
  const beyond = await client.check(context, "api-calls", { usage: 5 });
  await client.close();
  return [plain, within, beyond].map((one) => [one.allowed, one.value, one.flagKey, one.reservation]);
}
