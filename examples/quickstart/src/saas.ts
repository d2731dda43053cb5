import { SchematicClient } from "@schematic/sdk";

/** Where the emulator is; in production none of this but the key is needed. */
export interface Place {
  apiKey: string;
  url: string;
  captureUrl: string;
}

export const ACME = { id: "acme" };
export const WILE = { id: "wile" };
export const API_CALLS = "api-calls";

/** One server of the small SaaS: a client with a live local copy. */
export async function startServer(place: Place): Promise<SchematicClient> {
  const client = new SchematicClient({
    apiKey: place.apiKey,
    basePath: place.url,
    eventCaptureBaseURL: place.captureUrl,
    useDataStream: true,
    eventBufferInterval: 50,
  });
  await client.initialize();
  return client;
}

/** Resolves when a check in memory answers `value`; rejects after `timeoutMs`. */
export async function untilFlag(
  client: SchematicClient,
  value: boolean,
  timeoutMs = 30_000,
): Promise<number> {
  const deadline = performance.now() + timeoutMs;
  while (client.checkFlagSync({ company: ACME }, API_CALLS) !== value) {
    if (performance.now() > deadline)
      throw new Error(`${API_CALLS} did not turn ${value} within ${timeoutMs} ms`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return performance.now();
}
