import { SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath }: Host): Promise<unknown> {
  const client = new SchematicClient({ apiKey, basePath });
  const { data, rawResponse } = await client.companies.listCompanies().withRawResponse();
  await client.close();
  return [
    data.data.length,
    rawResponse.status,
    rawResponse.headers.get("content-type"),
    rawResponse.redirected,
  ];
}
