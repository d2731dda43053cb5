import { SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath, eventCaptureBaseURL }: Host): Promise<unknown> {
  const client = new SchematicClient({ apiKey, basePath, eventCaptureBaseURL });
  const context = { company: { id: "acme" }, user: { id: "wile" } };
  const some = await client.checkFlags(context, ["sso", "api-calls"]);
  const all = await client.checkFlags(context);
  await client.close();
  return [
    some.map((one) => [one.flag, one.value, one.reason]),
    all.map((one) => [one.flag, one.value]).sort(),
  ];
}
