import { LocalCache, SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath, eventCaptureBaseURL }: Host): Promise<unknown> {
  const context = { company: { id: "acme" } };
  const told: unknown[] = [];
  for (const flagChecks of [undefined, [new LocalCache({ maxItems: 100, ttl: 60_000 })], []]) {
    const client = new SchematicClient({
      apiKey,
      basePath,
      eventCaptureBaseURL,
      ...(flagChecks && { cacheProviders: { flagChecks: flagChecks as never } }),
    });
    for (let i = 0; i < 3; i++) told.push(await client.checkFlag(context, "api-calls"));
    await client.close();
  }
  const cache = new LocalCache<number>({ maxItems: 2, ttl: 60_000 });
  await cache.set("a", 1);
  await cache.set("b", 2);
  await cache.get("a");
  await cache.set("c", 3);
  told.push([await cache.get("a"), await cache.get("b"), await cache.get("c")]);
  await cache.delete("a");
  told.push(await cache.get("a"));
  return told;
}
