import { type Schematic, SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath }: Host): Promise<unknown> {
  const client = new SchematicClient({ apiKey, basePath });
  const company: Schematic.UpsertCompanyRequestBody = {
    keys: { id: "beta" },
    name: "Beta",
    traits: { city: "Atlanta", high_score: 25, isActive: true },
  };
  const created = await client.companies.upsertCompany(company);
  const told: unknown[] = [
    created.data.name,
    created.data.id,
    created.data.keys.map((one) => [one.key, one.value]),
  ];
  told.push((await client.companies.lookupCompany({ keys: { id: "beta" } })).data.id === created.data.id);
  told.push((await client.companies.getCompany(created.data.id)).data.traits);
  const listed: Schematic.companies.ListCompaniesResponse = await client.companies.listCompanies({
    limit: 10,
  });
  told.push(listed.data.map((one) => one.name).sort());
  const user = await client.companies.upsertUser({
    keys: { id: "u9" },
    name: "U9",
    company: { id: "beta" },
    traits: { staff: true },
  });
  told.push(user.data.name, user.data.createdAt instanceof Date);
  told.push((await client.companies.lookupUser({ keys: { id: "u9" } })).data.name);
  told.push((await client.companies.countUsers()).data.count);
  await client.companies.deleteUser(user.data.id);
  told.push((await client.companies.deleteCompany(created.data.id)).data.deleted);
  await client.close();
  return told;
}
