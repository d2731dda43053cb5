import { SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath }: Host): Promise<unknown> {
  const client = new SchematicClient({ apiKey, basePath, headers: { "X-Tenant": "t1" } });
  const told: unknown[] = [];
  const headers = { "Content-Type": "application/json", "X-Own": "1" };
  const body = JSON.stringify({ keys: { id: "beta" }, name: "Beta" });
  const created = await client.fetch("/companies", { method: "POST", headers, body });
  const { data } = (await created.json()) as { data: { id: string; name: string } };
  told.push(created.status, created.ok, created.headers.get("content-type"), data.name);
  const url = new URL(`${basePath}/companies/${data.id}`);
  told.push((await client.fetch(url)).status, (await client.fetch(url.href, {}, { maxRetries: 0 })).status);
  told.push((await client.fetch(new Request(url, { headers: { "X-Own": "2" } }))).status);
  const lookup = await client.fetch(`${basePath}/companies/lookup?keys[id]=beta`);
  told.push(lookup.status, ((await lookup.json()) as { data: { name: string } }).data.name);
  const deleted = await client.fetch(
    url,
    { method: "DELETE" },
    { headers: { "X-Own": "3" }, timeoutInSeconds: 5 },
  );
  told.push(deleted.status, (await client.fetch(url)).status);
  const abort = new AbortController();
  abort.abort();
  const aborted = client.fetch("/companies", { method: "GET" }, { abortSignal: abort.signal });
  told.push(
    await aborted.then(
      () => "answered",
      () => "rejected",
    ),
  );
  await client.close();
  return told;
}
