import { type Schematic, SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

/** As a program has it that is not compiled with strictNullChecks. */
const absent = undefined as unknown as string;
const silent = { error() {}, warn() {}, info() {}, debug() {} };

export async function run({ apiKey, basePath, eventCaptureBaseURL }: Host): Promise<unknown> {
  const cacheProviders = { flagChecks: [] };
  const client = new SchematicClient({
    apiKey,
    basePath,
    eventCaptureBaseURL,
    cacheProviders,
    logger: silent,
  });
  const contexts: Schematic.CheckFlagRequestBody[] = [
    { company: { id: "acme", domain: absent } },
    { company: { id: "acme", domain: "" } },
    { company: { id: "acme" }, user: { id: absent } },
    { company: { id: "acme" }, user: { id: "" } },
  ];
  const told: unknown[] = [];
  for (const context of contexts) told.push(await client.checkFlag(context, "api-calls"));
  await client.close();
  return told;
}
