import { SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath }: Host): Promise<unknown> {
  const client = new SchematicClient({ apiKey, basePath });
  const found = await client.fetch("/companies", { method: "GET", headers: { "X-Own": "1" } });
  const body = (await found.json()) as { data: { name: string }[] };
  const missing = await client.fetch("/no/such/path", {}, { maxRetries: 0, timeoutInSeconds: 5 });
  const queried = await client.fetch("/companies?limit=5", {}, { maxRetries: 0 });
  await client.close();
  return [found.status, body.data.map((one) => one.name), missing.ok, queried.ok];
}
