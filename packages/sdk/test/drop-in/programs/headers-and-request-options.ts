import { SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath, eventCaptureBaseURL }: Host): Promise<unknown> {
  const client = new SchematicClient({
    apiKey,
    basePath,
    eventCaptureBaseURL,
    environmentId: "env_other",
    headers: { "X-Tenant": "t1" },
    timeoutMs: 5_000,
  });
  await client.companies
    .listCompanies(
      { limit: 3 },
      {
        headers: { "X-Tenant": "t2" },
        queryParams: { offset: 1 },
        timeoutInSeconds: 3,
        maxRetries: 1,
      },
    )
    .catch(() => {});
  await client.companies.lookupCompany({ keys: { id: "acme", aB: "c&d" } }).catch(() => {});
  const abort = new AbortController();
  abort.abort();
  const aborted = await client.companies.listCompanies({}, { abortSignal: abort.signal }).then(
    () => "answered",
    () => "aborted",
  );
  await client.close();
  return aborted;
}
