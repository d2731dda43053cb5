import { SchematicClient, SchematicError } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ basePath, eventCaptureBaseURL }: Host): Promise<unknown> {
  const client = new SchematicClient({
    offline: true,
    basePath,
    eventCaptureBaseURL,
    flagDefaults: { on: true },
    logLevel: "error",
  });
  const told = [
    await client.checkFlag({ company: { id: "acme" } }, "on"),
    await client.checkFlag({}, "off"),
    (await client.checkFlagWithEntitlement({}, "on")).reason,
    await client.companies.listCompanies().then(
      ({ data }) => data ?? "nothing",
      (error: unknown) => (error instanceof SchematicError ? "rejects" : "throws"),
    ),
    (await client.checkFlags({})).map(({ flag, value }) => `${flag} ${value}`),
  ];
  await client.track({ event: "api-call" });
  await client.identify({ keys: { id: "u" } });
  await client.close();
  return told;
}
