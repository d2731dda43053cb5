import { Schematic, SchematicClient, SchematicError } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath }: Host): Promise<unknown> {
  const client = new SchematicClient({ apiKey, basePath });
  const told: unknown[] = [];
  try {
    await client.companies.getCompany("comp_none");
  } catch (error) {
    if (!(error instanceof SchematicError)) throw error;
    told.push(
      error instanceof Schematic.NotFoundError,
      error.name,
      error.statusCode,
      error.body,
      error instanceof Error,
    );
    told.push(error.message);
  }
  const stranger = new SchematicClient({ apiKey: "sch_dev_of_nobody", basePath });
  await stranger.companies.listCompanies().catch((error: unknown) => {
    if (!(error instanceof SchematicError)) throw error;
    told.push(error instanceof Schematic.UnauthorizedError, error.statusCode);
  });
  await Promise.all([client.close(), stranger.close()]);
  return told;
}
