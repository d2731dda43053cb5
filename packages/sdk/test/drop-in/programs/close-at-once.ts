// As the examples have it: nothing is awaited before close().
import { SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath, eventCaptureBaseURL, arrived }: Host): Promise<unknown> {
  const connect = (): SchematicClient => new SchematicClient({ apiKey, basePath, eventCaptureBaseURL });
  const context = { company: { id: "acme" }, user: { id: "wile" } };
  const told: unknown[] = [];

  let client = connect();
  const checked = client.checkFlag(context, "api-calls");
  client.close();
  told.push(await checked);

  client = connect();
  const detailed = client.checkFlagWithEntitlement(context, "api-calls");
  client.close();
  const { value, reason, entitlement } = await detailed;
  told.push([value, reason, entitlement?.allocation]);

  client = connect();
  const several = client.checkFlags(context, ["sso", "api-calls"]);
  client.close();
  told.push((await several).map((one) => [one.flag, one.value]));

  client = connect();
  const upserted = client.companies.upsertCompany({ keys: { id: "beta" }, name: "Beta" });
  client.close();
  told.push((await upserted).data.name);

  client = connect();
  client.identify({ keys: { id: "wile" }, company: { keys: { id: "acme" }, name: "Acme, Inc." } });
  client.close();
  await arrived("identify", 1);

  client = connect();
  client.track({ event: "api-call", company: { id: "acme" } });
  client.close();
  await arrived("track", 1);

  // And what is asked of a client that is closed.
  await client.close();
  told.push((await client.companies.lookupCompany({ keys: { id: "beta" } })).data.name);
  told.push(await client.checkFlag(context, "api-calls"));
  return told;
}
