import { type CreditLeaseConfig, SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath, eventCaptureBaseURL }: Host): Promise<unknown> {
  const creditLeases: CreditLeaseConfig = { mode: "server", defaultReservationTTL: 60_000 };
  const told: unknown[] = [];
  try {
    const client = new SchematicClient({ apiKey, basePath, eventCaptureBaseURL, creditLeases });
    told.push("made");
    await client.close();
  } catch (error) {
    told.push((error as { code?: string }).code);
  }
  return told;
}
